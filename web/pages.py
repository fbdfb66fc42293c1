"""Turns templates into pages: one environment per application, with the words for dates in it."""

import re
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from workflows.engine.daywords import (
    day_figures,
    day_words,
    days_until_words,
    due_words,
    month_words,
    weekday_word,
)
from workflows.engine.periods import period_words
from workflows.engine.workdays import WorkCalendar
from workflows.services.installation import Installation
from workflows.services.wording.hearing_progress import (
    deadline_words,
    due_figures,
    due_phrase,
    ending_words,
    listed_deadline_figures,
    listed_deadline_words,
    status_words,
)
from workflows.services.wording.hearings import size_words
from workflows.services.wording.mail_fates import fared_words, why_words

TEMPLATES = Path(__file__).parent / "templates"


def environment(house: Installation) -> Environment:
    """The templates of an installation; everything printed is escaped, nothing may be undefined."""
    municipality = house.definitions.municipality
    return _environment(
        house.around.calendar,
        municipality.name,
        municipality.accessibility_statement,
        has_logo=bool(house.definitions.logo),
    )


# To compile a template takes longer than to fill it; applications of one municipality share them.
@lru_cache(maxsize=4)
def _environment(
    calendar: WorkCalendar, municipality: str, statement: str, *, has_logo: bool
) -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

    def instant_words(instant: datetime) -> str:
        local = calendar.local(instant)
        return f"{day_words(local.date())} kl. {local:%H.%M}"

    def instant_figures(instant: datetime) -> str:
        local = calendar.local(instant)
        return f"{day_figures(local.date())} kl. {local:%H.%M}"

    words: dict[str, Callable[..., Any]] = {
        "day_words": day_words,
        "due_words": due_words,
        "day_figures": day_figures,
        "days_until": days_until_words,
        "instant_words": instant_words,
        "instant_figures": instant_figures,
        "month_words": month_words,
        "weekday_word": weekday_word,
        "iso": lambda value: value.isoformat(),
        "size_words": size_words,
        "local_day": calendar.local_date,
        "status_words": status_words,
        "fared_words": lambda message: fared_words(message, calendar),
        "why_words": why_words,
        "listed_deadline_words": lambda one: listed_deadline_words(one, calendar),
        "listed_deadline_figures": lambda one: listed_deadline_figures(one, calendar),
        "deadline_words": lambda hearing: deadline_words(hearing, calendar),
        "due_figures": lambda due_at: due_figures(due_at, calendar),
        "due_phrase": lambda due_at: due_phrase(due_at, calendar),
        "ending_words": lambda course: ending_words(course, calendar),
        "period_words": period_words,
    }
    made.filters |= {name: _kept_together(filter_) for name, filter_ in words.items()}
    made.globals["municipality"] = municipality
    made.globals["accessibility_statement"] = statement
    made.globals["has_logo"] = has_logo
    return made


_PARTED_BADLY = re.compile(
    r"(?<=\d\.) (?=(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november"
    r"|december)\b)|(?<=kl\.) (?=\d)"
)
"""The blank between a day and its month, or before a time: a line that ends there reads badly."""


def _kept_together(filter_: Callable[..., Any]) -> Callable[..., Any]:
    def kept(*values: Any) -> Any:
        made = filter_(*values)
        return _PARTED_BADLY.sub("\N{NO-BREAK SPACE}", made) if isinstance(made, str) else made

    return kept


def page(
    request: Request,
    template: str,
    status: int = 200,
    *,
    headers: dict[str, str] | None = None,
    **values: Any,
) -> HTMLResponse:
    """A page from its template; `request` is among the values."""
    templates: Environment = request.app.state.templates
    text = templates.get_template(template).render(request=request, **values)
    return HTMLResponse(text.encode("utf-8", "replace"), status_code=status, headers=headers)
