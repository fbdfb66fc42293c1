"""Says in Danish why a file is not taken."""

NO_ROOM_JUST_NOW = "Der er ikke plads til filen lige nu"
DOCUMENT_WAS_REPLACED = "dokumentet er skiftet ud i mellemtiden; se høringen igen"
KINDS_TAKEN = "PDF, Word (docx), OpenDocument (odt), tekst (txt), PNG eller JPG"


def is_there_already(name: str) -> str:
    return f"»{name}« er der allerede — send den kun én gang"


def no_room_for(name: str, most: int, megabytes: int) -> str:
    return (
        f"Der er ikke plads til »{name}« — en høring har højst {most} dokumenter, der tilsammen "
        f"fylder {megabytes} MB"
    )


def cannot_be_shown_as_it_is(name: str) -> str:
    return f"filen »{name}« kan ikke vises, som den er"


def waits_for_the_scanner(name: str) -> str:
    return f"filen »{name}« venter på viruskontrol — prøv igen senere"


def is_the_same_file(name: str) -> str:
    return f"»{name}« er den samme fil som før; vælg den rigtige"


def is_stopped_by_the_scanner(name: str) -> str:
    return f"Filen »{name}« blev stoppet af viruskontrollen — send den ikke, og spørg jeres IT"


def is_of_no_kind_taken(name: str, kinds: str) -> str:
    return f"Filen »{name}« er ikke en slags, vi tager imod — send {kinds}"


def is_not_what_it_says(name: str) -> str:
    return (
        f"Filen »{name}« er ikke, hvad navnet siger — gem den igen fra det program, den er lavet i"
    )


def has_a_password(name: str) -> str:
    return f"Filen »{name}« er beskyttet med adgangskode — gem den uden, så vi kan åbne den"


def fetches_its_template(name: str) -> str:
    return f"Filen »{name}« henter sin skabelon fra nettet — gem den som PDF, og send den"


def unpacks_to_much_more(name: str) -> str:
    return f"Filen »{name}« pakker ud til meget mere, end den fylder — send en anden"


def has_macros(name: str) -> str:
    return f"Filen »{name}« indeholder makroer — gem den uden, for eksempel som PDF"


def is_empty(name: str) -> str:
    return f"Filen »{name}« er tom — vælg en fil med indhold"


def is_too_large(name: str) -> str:
    return f"Filen »{name}« fylder mere end 20 MB — send en mindre"
