"""The kinds of values that callers send, each refused where nothing could store or mean it."""

import re
from datetime import UTC, date, datetime
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)

from web.wording import api as say
from workflows.engine.addresses import address_fault
from workflows.engine.hidden_signs import hidden_sign_fault, is_empty

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Beyond them a date is a slip of the pen, and databases and calendars begin to differ."""

LONGEST_LINE = 500
LONGEST_TEXT = 200_000

_ONE_LINE = r"^[^\x00-\x1f\x7f-\x9f]*$"
_LINES = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]*$"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Sent(BaseModel):
    """What a caller sends; a member that nobody knows is refused, for it is a slip of the pen."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _with_plain_ends(value: str) -> str:
    return "" if is_empty(value) else value.replace("\r\n", "\n").replace("\r", "\n")


def _day(value: Any) -> date:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise ValueError(say.WRITE_A_DATE)
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise ValueError(say.NO_SUCH_DATE) from None
    _refuse_far_years(day)
    return day


def _instant(value: Any) -> datetime:
    try:
        instant = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        instant = None
    if instant is None:
        raise ValueError(say.WRITE_AN_INSTANT)
    if instant.utcoffset() is None:
        raise ValueError(say.TIME_ZONE_IS_MISSING)
    _refuse_far_years(instant)
    return instant.astimezone(UTC)


def _refuse_far_years(when: date) -> None:
    if not FIRST_YEAR <= when.year <= LAST_YEAR:
        raise ValueError(say.years_are(FIRST_YEAR, LAST_YEAR))


def _email(value: str) -> str:
    fault = address_fault(value)
    if fault:
        raise ValueError(say.the_mail_address(fault))
    return value


def _without_hidden_signs(value: str) -> str:
    fault = hidden_sign_fault(value)
    if fault:
        raise ValueError(fault)
    return value


Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=LONGEST_LINE, pattern=_ONE_LINE),
    AfterValidator(_without_hidden_signs),
]
"""A text on one line."""

Text = Annotated[
    str,
    StringConstraints(max_length=LONGEST_TEXT, pattern=_LINES),
    AfterValidator(_with_plain_ends),
]
"""A text of as many lines as it takes."""

Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
"""A day as ISO 8601 writes it."""

Instant = Annotated[
    datetime, BeforeValidator(_instant), WithJsonSchema({"type": "string", "format": "date-time"})
]
"""An instant with its offset from UTC; one without is refused, for nobody knows when it is."""

Email = Annotated[str, Field(max_length=254), AfterValidator(_email)]
"""One plain mail address."""
