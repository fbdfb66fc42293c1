"""Says in Danish what is wrong with an address, a sign or another value."""

HAS_BREAKS_OR_UNSEEN = "indeholder linjeskift eller usynlige tegn"
HAS_NO_AT = "har intet @"
IS_SEVERAL_ADDRESSES = "er mere end én adresse"
HAS_ODD_LETTERS_BEFORE_AT = "har andre tegn end a-z foran @"
IS_NO_ADDRESS = "er ikke en gyldig mailadresse"
HAS_NO_WIDTH = "har ingen bredde"
LINK_IS_TAKEN_AWAY = "[linket er fjernet]"
A_TABLE = "en tabel"
A_LIST = "en liste"
A_VERY_LARGE_NUMBER = "et meget stort tal"
TURNS_THE_WRITING = "vender skriveretningen"


def has_an_unseen_sign(code: int, does: str) -> str:
    return f"har et usynligt tegn, U+{code:04X}, der {does}; slet det, og skriv igen"


def did_you_mean(near: str) -> str:
    return f"mente du `{near}`?"
