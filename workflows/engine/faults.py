"""What is wrong in a folder of definitions, said so that the one who wrote it can mend it."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from workflows.engine.errors import EngineError

_SHOWN_AT_MOST = 8


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that is used, but defined nowhere."""

    name: str
    file: str
    """The file that would define it, and the key of its tables: `bodies.toml` and `body`."""
    key: str


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault, with the place it stands; shown as `file: key: what is wrong — hint`."""

    file: str
    """Path inside the folder, such as `case_types/lokalplan.toml`."""
    key: str
    """Dotted, lists by code or number from 1: `body[BUU].contacts[2].email`."""
    what: str
    hint: str = ""
    unknown: Unknown | None = None
    """The name that is not known, where that is what is wrong."""
    places: tuple[str, ...] = ()
    """Where the cause shows, `file: key`, when it shows at more places than its own."""

    def __str__(self) -> str:
        """One line whatever the definitions hold: control characters become spaces."""
        hint = f" — {self.hint}" if self.hint else ""
        return printable(f"{self.file}: {self.key}: {self.what}{hint}{self._places()}")

    def _places(self) -> str:
        if not self.places:
            return ""
        more = " …" if len(self.places) > _SHOWN_AT_MOST else ""
        return f" ({', '.join(self.places[:_SHOWN_AT_MOST])}{more})"


class FaultyDefinitions(EngineError):
    """A folder of definitions has faults; `faults` holds every one of them."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


def printable(text: str) -> str:
    """The text on one line that no terminal obeys: what cannot be printed becomes a space."""
    return "".join(sign if sign.isprintable() else " " for sign in text)


def is_text(text: str) -> bool:
    """Whether the text can be written as UTF-8; bytes that are none become lone surrogates."""
    return not any("\ud800" <= sign <= "\udfff" for sign in text)


def is_control(sign: str) -> bool:
    """Whether a character is invisible or breaks a line: controls, format signs, surrogates."""
    return unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
