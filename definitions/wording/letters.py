"""Says in Danish what is wrong with the template of a letter."""

HOW_LETTERS_ARE_WRITTEN = "felter skrives {{ due }}, betingelser {% if late %} … {% endif %}"
USE_FIELDS_AND_FILTERS = "brug felter, if, for og filtrene "
GIVES_SEVERAL_LINES = "giver mere end én linje"
WRITE_THE_SUBJECT_ON_ONE_LINE = "skriv emnet på én linje"
GIVES_AN_EMPTY_SUBJECT = "giver et tomt emne"
WRITE_SOMETHING_CONSTANT = "skriv noget, der altid står der"
GIVES_AN_EMPTY_LETTER = "giver et tomt brev"
WRITE_THE_LINK_BY_ITSELF = (
    "skriv {{ link }} på en linje for sig, uden filter og uden for {% if … %}"
)
LINK_IS_MISSING = "linket mangler, så ingen kan bruge brevet"
WRITE_THE_LINK_IN_TEXT = "skriv linket i text; emner vises på låste skærme og i logge"
HOLDS_A_LINK = "holder et link"


def template_cannot_be_read(line: str, problem: object) -> str:
    return f"{line}skabelonen kan ikke læses: {problem}"


def not_used_in_a_letter(line: int, what: str) -> str:
    return f"linje {line}: {what} kan ikke bruges i et brev"


def unknown_filter(line: int, name: str) -> str:
    return f"linje {line}: filteret {name} kendes ikke"


def no_such_field(name: str) -> str:
    return f"feltet `{name}` findes ikke i dette brev"


def fields_here_are(names: str) -> str:
    return f"her er {names}"


def does_not_know_the_field(name: str) -> str:
    return f"kender ikke feltet `{name}`"


def cannot_be_filled_in(problem: object) -> str:
    return f"brevet kan ikke udfyldes: {problem}"


def on_line(lineno: int) -> str:
    return f"linje {lineno}: "
