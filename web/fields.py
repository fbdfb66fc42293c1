"""What an officer's form sent, read field by field; nothing in it can break what stores it."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from hmac import compare_digest
from typing import Annotated

from fastapi import Depends, HTTPException, Request

from web import forms
from web.forms import FormFault
from web.officers import Officer
from web.wording import forms as say
from workflows.engine.errors import WrongInput
from workflows.engine.hidden_signs import hidden_sign_fault, is_empty
from workflows.engine.workdays import read_date
from workflows.services.filenames import clean_name

FORM_KEY = "form_key"
LONGEST_LINE = 500
LONGEST_TEXT = 200_000

_YEARS = range(1900, 2200)
"""Of the days that a form can mean."""

_NOT_TYPED = {
    FORM_KEY,
    "about",
    "base_version",
    "case_type",
    "closed",
    "csrf",
    "half",
    "introduction_saved",
    "kept",
    "key",
    "password",
    "proposal",
    "seen",
    "submission_key",
    "take",
    "til",
    "tilbage",
    "version",
}
"""Fields that no person wrote, and the one that no page shows."""

_FAULTS = {
    FormFault.TOO_LONG: say.FORM_IS_TOO_LARGE,
    FormFault.TOO_MANY_FIELDS: say.TOO_MANY_FIELDS,
    FormFault.FILE_TOO_BIG: say.FILE_IS_TOO_LARGE,
    FormFault.FILES_TOO_BIG: say.FILES_ARE_TOO_LARGE,
    FormFault.TOO_MANY_FILES: say.TOO_MANY_FILES,
    FormFault.BROKEN: say.FORM_CAME_IN_PART,
}


class Form:
    """The fields of a form, in the order they were sent.

    Whoever acts on a form asks for `text`, `line`, `all` and the like, which raise WrongInput
    about the field that cannot be used; a page that shows it again asks for what is `shown`.
    """

    def __init__(
        self,
        fields: Iterable[tuple[str, str]] = (),
        *,
        fault: FormFault | None = None,
        unreadable: Iterable[tuple[str, int]] = (),
        too_big: str = "",
    ) -> None:
        self._fields = list(fields)
        self._fault = fault if fault in _FAULTS else None
        self._unreadable = frozenset(unreadable)
        self._too_big = too_big

    @classmethod
    def of(cls, values: Mapping[str, str | Iterable[str]]) -> "Form":
        """A form filled in beforehand."""
        return cls(
            (name, each)
            for name, value in values.items()
            for each in ([value] if isinstance(value, str) else value)
        )

    @classmethod
    def sent(cls, read: forms.Form) -> "Form":
        """A form as it came."""
        fields = ((name, value) for name, values in read.fields.items() for value in values)
        # A file that is too big is the last one that was read.
        too_big = read.files[-1].name if read.fault is FormFault.FILE_TOO_BIG else ""
        return cls(fields, fault=read.fault, unreadable=read.unreadable, too_big=too_big)

    def changed(self, name: str, values: Iterable[str]) -> "Form":
        """The same form with other values of one field."""
        others = [(field, value) for field, value in self._fields if field != name]
        return Form(
            [*others, *((name, value) for value in values)],
            fault=self._fault,
            unreadable=[one for one in self._unreadable if one[0] != name],
            too_big=self._too_big,
        )

    def shown(self, name: str) -> str:
        """The first value of a field, as it was sent and whatever is wrong with it."""
        return next(iter(self.shown_all(name)), "")

    def has(self, name: str) -> bool:
        """Whether the field was sent at all."""
        return any(field == name for field, _ in self._fields)

    def shown_all(self, name: str) -> list[str]:
        """Every value of a field, as it was sent."""
        return [value for field, value in self._fields if field == name]

    def all(self, name: str) -> list[str]:
        """Every value of a field; raises WrongInput about `name-n` when the nth will not do."""
        values = self.shown_all(name)
        return [self._usable(name, n, value, f"{name}-{n}") for n, value in enumerate(values, 1)]

    def text(self, name: str) -> str:
        """The text of a field, its lines kept; raises WrongInput when it cannot be used."""
        return self._usable(name, 1, self.shown(name), name)

    def _usable(self, name: str, number: int, value: str, field: str) -> str:
        if self._fault is not None:
            if self._too_big:
                raise WrongInput(say.file_is_too_large(clean_name(self._too_big)))
            raise WrongInput(_FAULTS[self._fault])
        if (name, number) in self._unreadable:
            raise WrongInput(say.TEXT_HAS_SIGNS_NOT_SHOWN, field)
        if len(value) > LONGEST_TEXT:
            raise WrongInput(say.text_is_too_long(len(value), LONGEST_TEXT), field)
        return "" if is_empty(value) else value

    def line(self, name: str) -> str:
        """The text of a field on one line; raises WrongInput when it cannot be used."""
        return line_in(self.text(name), name)

    def lines(self, name: str) -> tuple[str, ...]:
        """The lines of a field that are not empty."""
        return tuple(line.strip() for line in self.text(name).splitlines() if line.strip())

    def day(self, name: str) -> date:
        """The day of a field; raises WrongInput."""
        return day_in(self.text(name), name)

    def number(self, name: str) -> int:
        """The whole number of a field; -1, which is no version of anything, when it is none."""
        text = self.shown(name).strip()
        return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else -1

    @property
    def version(self) -> int:
        """The version of the case that the page showed."""
        return self.number("version")

    def kept(self) -> list[str]:
        """What somebody wrote by hand, more than a word of it."""
        return [
            value
            for name, value in self._fields
            if name not in _NOT_TYPED and (" " in value.strip() or "\n" in value or len(value) > 40)
        ]


def line_in(text: str, name: str) -> str:
    """The text of a field on one line; raises WrongInput about the field `name`."""
    line = " ".join(text.split())
    if len(line) > LONGEST_LINE:
        raise WrongInput(say.line_is_too_long(line[:40], LONGEST_LINE), name)
    hidden = hidden_sign_fault(line)
    if hidden:
        raise WrongInput(say.the_field(hidden), name)
    return line


def day_in(text: str, name: str) -> date:
    """The day that the text of a field names; raises WrongInput about the field `name`."""
    line = line_in(text, name)
    if not line:
        raise WrongInput(say.DATE_IS_MISSING, name)
    try:
        day = read_date(line)
    except WrongInput as wrong:
        raise WrongInput(str(wrong), name) from None
    if day.year not in _YEARS:
        raise WrongInput(say.year_is_a_slip(day.year), name)
    return day


async def read_form(request: Request) -> Form:
    """The form of a request, kept for the page that tells of an error; files are left out."""
    read = await forms.read_form(request, forms.NO_FILES)
    read.close()
    return remembered(request, read)


def remembered(request: Request, read: forms.Form) -> Form:
    """What was read of a form; should all else fail, the page of the error shows it."""
    form = Form.sent(read)
    request.state.form = form
    return form


def kept_of(request: Request) -> list[str]:
    """What was written in the form of a request, if one was read."""
    form: Form | None = getattr(request.state, "form", None)
    return form.kept() if form else []


SentForm = Annotated[Form, Depends(read_form)]
"""A form that anybody may send, such as the one to sign in with."""


def officers_form(signed: Officer, form: SentForm) -> Form:
    """A form of a page that was shown in this very session; anything else is refused."""
    if not compare_digest(signed.form_key.encode(), form.shown(FORM_KEY).encode()):
        raise HTTPException(403)
    return form


OfficersForm = Annotated[Form, Depends(officers_form)]
"""What an officer sent, from a page of the session."""
