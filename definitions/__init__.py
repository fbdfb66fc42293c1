"""Reads a folder of definitions: what a municipality changes without code. The only reader."""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from definitions.letters import letter_faults
from definitions.logo import LOGO, logo_fault
from definitions.wording import folders as say
from workflows.engine.checking import examine
from workflows.engine.checking_layout import LETTER_KINDS, LETTERS
from workflows.engine.definition import Definitions
from workflows.engine.errors import WrongInput
from workflows.engine.faults import Fault, FaultyDefinitions
from workflows.engine.sections import Document

_STANDARD = Path(__file__).parent / "norddjurs"
"""Whose letters are lent: they name no municipality but the one that sends them."""

_PLACE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)")


def read(folder: Path) -> Definitions:
    """The definitions of a folder.

    Raises `WrongInput` when there is no such folder, and `FaultyDefinitions` with every fault of
    all its files together.
    """
    if folder.is_file():
        raise WrongInput(say.is_a_file(folder))
    if not folder.is_dir():
        raise WrongInput(say.no_such_folder(folder))
    found = [(file.relative_to(folder).as_posix(), file) for file in _files(folder)]
    lent = [(name, _STANDARD / name) for name in letters_lent_to(folder)]
    return _told(tuple((name, _content(file, name)) for name, file in (*found, *lent)))


def read_texts(files: Mapping[str, str]) -> Definitions:
    """The definitions that files hold, given as text by their path inside a folder.

    Letters that are not among them are lent. Raises `FaultyDefinitions` as `read` does.
    """
    kinds = (f"{LETTERS}{kind}.toml" for kind in LETTER_KINDS)
    lent = {name: (_STANDARD / name).read_bytes() for name in kinds if name not in files}
    given = {name: text.encode(errors="surrogatepass") for name, text in files.items()}
    return _told(tuple(sorted({**lent, **given}.items())))


def texts_of(folder: Path) -> dict[str, str]:
    """The files of a folder as text, each line ended by a line feed.

    Raises `WrongInput` and `FaultyDefinitions` as `read` does.
    """
    read(folder)
    named = {file.relative_to(folder).as_posix(): file.read_bytes() for file in _files(folder)}
    return {name: unified(_text(content, name)) for name, content in named.items()}


def _text(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:  # a drawing may be read as it is, and cannot be kept as text
        fault = Fault(name, "filen", say.IS_NOT_UTF8, say.SAVE_AS_UTF8)
        raise FaultyDefinitions([fault]) from None


def unified(text: str) -> str:
    """The text with a line feed after each line and at its end, whatever editor wrote it."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    return f"{lines}\n" if lines.strip() else ""


def letters_lent_to(folder: Path) -> tuple[str, ...]:
    """The letters that a folder lacks and borrows, such as one that an upgrade has brought.

    A municipality's own folder is not broken by a letter that did not exist when it was written.
    """
    if not (folder / LETTERS).is_dir():
        return ()
    names = (f"{LETTERS}{kind}.toml" for kind in LETTER_KINDS)
    return tuple(name for name in names if not os.path.lexists(folder / name))


@lru_cache(maxsize=4)
def _told(files: tuple[tuple[str, bytes | Fault], ...]) -> Definitions:
    """What the files say; worked out once, for one process may install itself several times."""
    given = dict(files)
    logo = given.pop(LOGO, b"")
    unseen = logo if isinstance(logo, Fault) else logo_fault(logo)
    unread = [unseen] if unseen else []
    documents: dict[str, Document] = {}
    for name, content in given.items():
        document = content if isinstance(content, Fault) else _document(content, name)
        if isinstance(document, Fault):
            unread.append(document)
        else:
            documents[name] = document
    return replace(check(documents, unread), logo=b"" if isinstance(logo, Fault) else logo)


def check(documents: Mapping[str, Document], unread: list[Fault] | None = None) -> Definitions:
    """The definitions that the documents hold, by path inside their folder.

    `unread` holds a fault for each file that could not be parsed. Raises `FaultyDefinitions`.
    """
    unread = unread or []
    examined = examine(documents, {fault.file for fault in unread})
    letters = examined.definitions.letters.values()
    faults = [
        *unread,
        *examined.faults,
        *(
            fault
            for letter in letters
            for fault in letter_faults(f"letters/{letter.kind}.toml", letter)
        ),
    ]
    if faults:
        raise FaultyDefinitions(dict.fromkeys(sorted(faults, key=lambda fault: fault.file)))
    return examined.definitions


def _files(folder: Path) -> list[Path]:
    """What below the folder is meant as a definition, or links to who knows what.

    Notes and hidden files are left alone; what only looks like a definition is not.
    """
    found = (path.relative_to(folder) for path in folder.rglob("*"))
    visible = (path for path in found if not any(part.startswith(".") for part in path.parts))
    return sorted(path for each in visible if _is_meant(path := folder / each))


def _is_meant(path: Path) -> bool:
    links_away = path.is_symlink() and (path.is_dir() or not path.exists())
    return path.suffix.lower() == ".toml" or path.name == LOGO or links_away


def _misplaced(path: Path, name: str) -> Fault | None:
    """Why what stands there cannot be read as a file, if so."""
    if not path.exists():
        return Fault(name, "filen", say.IS_A_LINK_TO_NOTHING, say.DELETE_THE_LINK)
    if path.is_symlink() and path.is_dir():
        return Fault(name, "mappen", say.IS_A_LINK_TO_A_FOLDER, say.PUT_THE_FOLDER_HERE)
    if path.is_dir():
        return Fault(name, "filen", say.IS_A_FOLDER, say.NAME_IT_WITHOUT_TOML)
    if path.suffix != ".toml" and name != LOGO:
        right = path.with_suffix(".toml").name
        return Fault(name, "filen", say.NOT_READ_WITH_THAT_ENDING, say.rename_it_to(right))
    return None


def _content(file: Path, name: str) -> bytes | Fault:
    try:
        return _misplaced(file, name) or file.read_bytes()
    except OSError:
        return Fault(name, "filen", say.CANNOT_BE_OPENED, say.SEE_WHETHER_YOU_MAY)


def _document(content: bytes, name: str) -> Document | Fault:
    try:
        # Windows editors begin a file with a byte order mark, which TOML does not allow.
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as problem:
        return Fault(name, "filen", say.byte_is_not_utf8(problem.start + 1), say.SAVE_AS_UTF8)
    except ValueError as problem:
        return _syntax_fault(name, str(problem))
    except RecursionError:
        return Fault(name, "filen", say.TOO_MANY_LISTS_IN_LISTS)


def _syntax_fault(name: str, message: str) -> Fault:
    place = _PLACE.search(message)
    line = say.line_and_sign(place[1], place[2]) if place and place[1] else "filen"
    return Fault(
        name, line, say.cannot_be_read_as_toml(_PLACE.sub("", message)), say.HOW_TOML_IS_WRITTEN
    )
