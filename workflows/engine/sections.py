"""Reading one table of a definition: typed values out, faults written down, nothing raised."""

from collections.abc import Mapping
from datetime import date, time
from enum import StrEnum
from typing import TypeVar

from workflows.engine.errors import WrongInput
from workflows.engine.faults import Fault, Unknown, is_control
from workflows.engine.periods import Period, read_period
from workflows.engine.quoting import nearest_or_all, shown
from workflows.engine.wording import faults as say

Value = TypeVar("Value")
Choice = TypeVar("Choice", bound=StrEnum)
Document = Mapping[str, object]

_KINDS: Mapping[type, tuple[str, str]] = {
    str: (say.A_TEXT, '"…"'),
    int: (say.A_WHOLE_NUMBER, "1"),
    bool: (say.TRUE_OR_FALSE, "true"),
    list: (say.A_LIST, "[…]"),
    dict: (say.A_TABLE, "{…}"),
    date: (say.A_DATE, "2024-01-16"),
}
_LARGEST_NUMBER = 999_999


class Section:
    """One table of one file, and the list that its faults are added to.

    Each method gives a value of the right type even where there is a fault (empty text, first
    choice, None), so that reading goes on and all faults are found in one run.
    """

    def __init__(self, file: str, values: Document, faults: list[Fault], where: str = "") -> None:
        self.file = file
        self.values = values
        self.faults = faults
        self.where = where
        self._known: list[str] = []

    def fault(self, key: str, what: str, hint: str = "") -> None:
        """Write down a fault of the value at `key` (empty: of the whole table)."""
        place = self.path(key) if key else self.where or "filen"
        self.faults.append(Fault(self.file, place, what, hint))

    def unknown(self, key: str, unknown: Unknown, what: str, hint: str) -> None:
        """Write down that the value at `key` names something that no file defines."""
        self.faults.append(Fault(self.file, self.path(key), what, hint, unknown))

    def has(self, key: str) -> bool:
        """Whether the key stands in the table; asking makes it a known key."""
        self._known.append(key)
        return key in self.values

    def close(self) -> None:
        """Report every key that has not been asked for."""
        for key in self.values:
            if key not in self._known:
                self.fault(key, say.UNKNOWN_KEY, nearest_or_all(key, self._known))

    def value(self, key: str, kind: type[Value], *, required: bool = True) -> Value | None:
        """The value at a key; None where it is wrong, or missing (a fault when required)."""
        if self.has(key):
            return self._typed(key, self.values[key], kind)
        if required:
            self.fault(key, say.MISSING, say.write_key_as(key, _KINDS[kind][1]))
        return None

    def _typed(self, key: str, value: object, kind: type[Value]) -> Value | None:
        """The value where it is exactly of the kind: bool is no int, a datetime is no date."""
        if isinstance(value, kind) and type(value) is kind:
            return value
        name, example = _KINDS[kind]
        self.fault(key, say.is_not(shown(value), name), say.write_key_as(key, example))
        return None

    def line(self, key: str, *, required: bool = True) -> str:
        """Text on one line, without invisible signs; empty where missing or wrong."""
        text = self.value(key, str, required=required)
        return "" if text is None else self._line(key, text)

    def _line(self, key: str, text: str) -> str:
        if any(is_control(sign) for sign in text):
            self.fault(key, say.HAS_BREAKS_OR_UNSEEN, say.WRITE_ON_ONE_LINE)
            return ""
        if not text.strip():
            self.fault(key, say.IS_EMPTY, say.WRITE_A_TEXT_OR_DELETE_THE_LINE)
        return text.strip()

    def text(self, key: str) -> str:
        """Text that may have several lines; empty where missing or wrong."""
        text = self.value(key, str)
        if text is None:
            return ""
        if any(is_control(sign) and sign not in "\n\t" for sign in text):
            self.fault(key, say.HAS_UNSEEN_SIGNS, say.WRITE_AGAIN_WITHOUT)
            return ""
        if not text.strip():
            self.fault(key, say.IS_EMPTY, say.WRITE_A_TEXT)
        return text

    def items(self, key: str, kind: type[Value], *, required: bool = True) -> list[Value]:
        """A list of values of one kind; those of another kind are faults and left out."""
        listed: list[object] = self.value(key, list, required=required) or []
        typed = (self._typed(f"{key}[{n}]", item, kind) for n, item in enumerate(listed, 1))
        return [item for item in typed if item is not None]

    def lines(self, key: str, *, required: bool = True) -> tuple[str, ...]:
        """A list of one-line texts; a wrong one is a fault and left out."""
        texts = self.items(key, str, required=required)
        clean = (self._line(f"{key}[{number}]", text) for number, text in enumerate(texts, 1))
        return tuple(text for text in clean if text)

    def number(self, key: str) -> int:
        """A whole number from 1; 1 where missing or wrong."""
        number = self.value(key, int)
        if number is None or 1 <= number <= _LARGEST_NUMBER:
            return number or 1
        self.fault(
            key, say.number_will_not_do(shown(number)), say.write_a_number_up_to(_LARGEST_NUMBER)
        )
        return 1

    def flag(self, key: str) -> bool:
        """True or false; false where it is not written."""
        return self.value(key, bool, required=False) or False

    def choice(self, key: str, choices: type[Choice]) -> Choice:
        """One word of a closed vocabulary; its first word where missing or wrong."""
        text = self.line(key)
        words = [choice.value for choice in choices]
        if text in words:
            return choices(text)
        if text:
            self.fault(key, say.does_not_know(shown(text)), nearest_or_all(text, words))
        return next(iter(choices))

    def period(self, key: str, *, required: bool = True) -> Period | None:
        """A period such as `4 uger`; None where missing or wrong."""
        text = self.line(key, required=required)
        return self.as_period(key, text) if text else None

    def as_period(self, key: str, text: str, *, allow_zero: bool = False) -> Period | None:
        """The text as a period, or a fault and None."""
        try:
            return read_period(text, allow_zero=allow_zero)
        except WrongInput as problem:
            what, _, hint = str(problem).partition(" — ")
            self.fault(key, what, hint)
            return None

    def time(self, key: str, *, required: bool = True) -> time | None:
        """A local time of day, written `08:00`; None where missing or wrong."""
        text = self.line(key, required=required)
        try:
            return time.fromisoformat(text if len(text) == len("08:00") else "") if text else None
        except ValueError:
            self.fault(key, say.is_no_time_of_day(shown(text)), say.WRITE_A_TIME_OF_DAY)
            return None

    def tables(self, key: str, label: str, *, required: bool = True) -> list["Section"]:
        """The tables of a list, each as a section named by its value at `label` or its number."""
        listed = self.value(key, list, required=required)
        if listed == [] and required:
            self.fault(key, say.IS_EMPTY, say.write_at_least_one(key))
        return [
            Section(self.file, table, self.faults, self._place(key, label, number, table))
            for number, item in enumerate(listed or [], 1)
            if (table := self._typed(f"{key}[{number}]", item, dict)) is not None
        ]

    def table(self, key: str) -> "Section | None":
        """The table at a key; None where missing or wrong."""
        table = self.value(key, dict)
        return None if table is None else Section(self.file, table, self.faults, self.path(key))

    def _place(self, key: str, label: str, number: int, table: Document) -> str:
        name = table.get(label)
        return self.path(f"{key}[{name if isinstance(name, str) and name else number}]")

    def path(self, key: str) -> str:
        """The key with the tables around it, as faults name it."""
        return f"{self.where}.{key}" if self.where else key
