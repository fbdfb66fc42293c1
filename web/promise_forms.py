"""The part of a form in which promises are written: what it lets one choose, and what it gives."""

from collections.abc import Iterable, Mapping
from itertools import zip_longest

from web.fields import Form, day_in, line_in
from web.wording import forms as say
from workflows.engine.errors import WrongInput
from workflows.engine.promises import PromiseFacts
from workflows.engine.vocabulary import BodyKind
from workflows.services.desk import CasePage
from workflows.services.installation import Installation
from workflows.services.promises import PromiseGiven, responsible_officers
from workflows.services.wording.promises import RHYTHMS

_FIELDS = ("text", "body", "every", "first_on", "last_on", "weeks_before", "officer")
_TYPED = ("text", "first_on", "last_on")
"""Those that stand empty in a row that nobody has written in."""
_WEEKS = (0, 2, 4, 6, 8, 12, 26)
USUAL_WEEKS = 4


def promise_choices(house: Installation, page: CasePage) -> Mapping[str, object]:
    """What the fields of a promise let an officer choose from."""
    return {
        "bodies": [b for b in house.definitions.bodies if b.kind is not BodyKind.EXTERNAL],
        "rhythms": RHYTHMS,
        "weeks": _WEEKS,
        "usual_weeks": USUAL_WEEKS,
        "officers": responsible_officers(house),
        "officer": page.facts.officer.id,
    }


def promises_in(form: Form) -> tuple[PromiseGiven, ...]:
    """The promises that were written; rows that were left empty are none. Raises WrongInput."""
    columns = (form.all(f"promise_{field}") for field in _FIELDS)
    rows = [dict(zip(_FIELDS, row, strict=True)) for row in zip_longest(*columns, fillvalue="")]
    return tuple(
        _given(row, place)
        for place, row in enumerate(rows, 1)
        if any(row[field].strip() for field in _TYPED)
    )


def promise_in(form: Form) -> PromiseGiven:
    """The one promise of a form of its own; raises WrongInput, also where nothing was written."""
    given = promises_in(form)
    if not given:
        raise WrongInput(say.WRITE_WHAT_IS_FOLLOWED_UP, "promise_text-1")
    return given[0]


def _given(row: Mapping[str, str], place: int) -> PromiseGiven:
    def field(name: str) -> str:
        return f"promise_{name}-{place}"

    last = day_in(row["last_on"], field("last_on")) if row["last_on"].strip() else None
    return PromiseGiven(
        text=line_in(row["text"], field("text")),
        body=line_in(row["body"], field("body")),
        officer=row["officer"].strip(),
        first_on=day_in(row["first_on"], field("first_on")),
        every_months=_one_of(RHYTHMS, row["every"], field("every")) if row["every"] else None,
        last_on=last,
        weeks_before=_one_of(_WEEKS, row["weeks_before"], field("weeks_before")),
        place=place,
    )


def _one_of(known: Iterable[int], text: str, field: str) -> int:
    found = next((one for one in known if str(one) == text.strip()), None)
    if found is None:
        raise WrongInput(say.CHOOSE_FROM_THE_LIST, field)
    return found


def promise_form(promise: PromiseFacts, next_on: str) -> Form:
    """The form filled in with a promise as it stands, from its next time on."""
    rhythm = promise.rhythm
    return Form.of(
        {
            "promise_text": promise.text,
            "promise_body": promise.body,
            "promise_every": str(rhythm.every_months or ""),
            "promise_first_on": next_on,
            "promise_last_on": rhythm.last.isoformat() if rhythm.last else "",
            "promise_weeks_before": str(rhythm.weeks_before),
            "promise_officer": promise.officer.id,
        }
    )
