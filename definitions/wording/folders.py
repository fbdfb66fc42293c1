"""Says in Danish what is wrong with the files of the definitions."""

from pathlib import Path

IS_NOT_UTF8 = "er ikke UTF-8"
SAVE_AS_UTF8 = "gem den som UTF-8"
DELETE_THE_LINK = "slet linket, eller læg filen, hvor det peger hen"
IS_A_LINK_TO_NOTHING = "er et link til noget, der ikke findes"
IS_A_LINK_TO_A_FOLDER = "er et link til en mappe"
PUT_THE_FOLDER_HERE = "læg selve mappen her"
IS_A_FOLDER = "er en mappe"
NAME_IT_WITHOUT_TOML = "giv mappen et navn uden .toml"
NOT_READ_WITH_THAT_ENDING = "læses ikke med den endelse"
CANNOT_BE_OPENED = "kan ikke åbnes"
SEE_WHETHER_YOU_MAY = "se efter, om du har adgang til den"
TOO_MANY_LISTS_IN_LISTS = "har for mange lister inden i hinanden"
HOW_TOML_IS_WRITTEN = 'tekst skrives i "…", lister i […], og hver nøgle kun én gang'
IS_NO_SVG = "er ikke en SVG-tegning"
SAVE_AS_SVG = "gem logoet som SVG"


def is_a_file(folder: Path) -> str:
    return f"{folder}: er en fil — angiv den mappe, som definitionerne ligger i"


def no_such_folder(folder: Path) -> str:
    return f"{folder}: mappen findes ikke — angiv en mappe med definitioner"


def rename_it_to(name: str) -> str:
    return f"omdøb den til {name}"


def byte_is_not_utf8(place: int) -> str:
    return f"byte {place} er ikke UTF-8"


def cannot_be_read_as_toml(message: str) -> str:
    return f"kan ikke læses som TOML: {message}"


def at_most_kilobytes(most: int) -> str:
    return f"højst {most} kB; tegn den enklere"


def line_and_sign(line: object, sign: object) -> str:
    return f"linje {line}, tegn {sign}"


def takes_kilobytes(count: int) -> str:
    return f"fylder {count} kB"
