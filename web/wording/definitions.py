"""Says in Danish what became of a change to the definitions."""

CHOOSE_A_ZIP = "Vælg en ZIP med definitionernes filer"
FILES_ARE_THE_SAME = "Filerne er de samme som dem, der er i kraft; der er intet at gemme"
SAVED_BY_ANOTHER_MEANWHILE = "En anden har gemt en version imens"
NOTHING_KEPT_SEE_WHAT_CHANGED = (
    "Intet er gemt, og det, du skrev, står her endnu. Nedenfor står, hvad den anden ændrede."
)
WRITE_IN_WHAT_IS_TO_STAY = (
    "Har I rettet i samme fil, så skriv det ind, som skal blive: gemmer du nu, gælder din tekst."
)
FAULTS_AND_NOTHING_KEPT = "Der er fejl i definitionerne, og intet er gemt"


def as_version(version: int) -> str:
    return f"Som version {version}"


def no_name_of_a_file(name: str) -> str:
    return f"»{name}« kan en fil ikke hedde — for eksempel case_types/byggesag.toml"


def on_line(line: int) -> str:
    return f", linje {line}"
