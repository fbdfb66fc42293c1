"""What an officer's form sent, read field by field; nothing in it can break what stores it."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from hmac import compare_digest
from typing import Annotated

from fastapi import Depends, HTTPException, Request

from web.officers import Officer
from workflows.engine.errors import WrongInput
from workflows.engine.workdays import read_date

FORM_KEY = "form_key"
LONGEST_LINE = 500
LONGEST_TEXT = 200_000

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class Form:
    """The fields of a form, in the order they were sent."""

    def __init__(self, fields: Iterable[tuple[str, str]] = ()) -> None:
        self._fields = [(name, _clean(value)) for name, value in fields]

    @classmethod
    def of(cls, values: Mapping[str, str | Iterable[str]]) -> "Form":
        """A form filled in beforehand."""
        return cls(
            (name, each)
            for name, value in values.items()
            for each in ([value] if isinstance(value, str) else value)
        )

    def all(self, name: str) -> list[str]:
        """Every value sent by this name, as it was written."""
        return [value for field, value in self._fields if field == name]

    def text(self, name: str) -> str:
        """The text of a field, its lines kept; raises WrongInput when it is too long."""
        text = next(iter(self.all(name)), "")
        if len(text) > LONGEST_TEXT:
            raise WrongInput(f"Teksten fylder {len(text)} tegn; den må højst fylde {LONGEST_TEXT}")
        return text

    def line(self, name: str) -> str:
        """The text of a field on one line; raises WrongInput when it is too long."""
        line = " ".join(next(iter(self.all(name)), "").split())
        if len(line) > LONGEST_LINE:
            raise WrongInput(f"»{line[:40]}…« er for langt; højst {LONGEST_LINE} tegn")
        return line

    def lines(self, name: str) -> tuple[str, ...]:
        """The lines of a field that are not empty."""
        return tuple(line.strip() for line in self.text(name).splitlines() if line.strip())

    def day(self, name: str) -> date:
        """The day of a field; raises WrongInput."""
        return read_date(self.line(name))

    def number(self, name: str) -> int:
        """The whole number of a field; -1, which is no version of anything, when it is none."""
        line = self.line(name)
        return int(line) if re.fullmatch(r"[0-9]{1,9}", line) else -1

    @property
    def version(self) -> int:
        """The version of the case that the page showed."""
        return self.number("version")

    def kept(self) -> list[str]:
        """What somebody wrote by hand, long enough to be missed."""
        return [value for _, value in self._fields if len(value) > 40 or "\n" in value]


def _clean(value: str) -> str:
    return _UNPRINTABLE.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))


async def read_form(request: Request) -> Form:
    """The form of a request; files sent to it are left out."""
    async with request.form(max_files=0, max_fields=500, max_part_size=1024 * 1024) as sent:
        return Form((name, value) for name, value in sent.multi_items() if isinstance(value, str))


SentForm = Annotated[Form, Depends(read_form)]
"""A form that anybody may send, such as the one to sign in with."""


def officers_form(signed: Officer, form: SentForm) -> Form:
    """A form of a page that was shown in this very session; anything else is refused."""
    if not compare_digest(signed.form_key.encode(), form.line(FORM_KEY).encode()):
        raise HTTPException(403)
    return form


OfficersForm = Annotated[Form, Depends(officers_form)]
"""What an officer sent, from a page of the session."""
