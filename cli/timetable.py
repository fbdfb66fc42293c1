"""`sagsgang timetable`: the time and process plan of a route, forward or backward."""

import json
from collections.abc import Iterable
from datetime import date

import click

import definitions
from cli.case_types import chosen_type
from cli.wording import cases as say
from workflows.engine.daywords import day_figures, day_words, days_until_words
from workflows.engine.definition import CaseType
from workflows.engine.errors import WrongInput
from workflows.engine.route import Route, route_through
from workflows.engine.route_of_type import require_hearings_for
from workflows.engine.sagsgang import LeftOut, read_line
from workflows.engine.timetable import Ground, PlannedStep, Timetable, backward, forward
from workflows.engine.vocabulary import StepKind
from workflows.engine.workdays import WorkCalendar, read_date
from workflows.services.installation import real_now
from workflows.settings import settings


@click.command()
@click.argument("line", metavar="LINE")
@click.option("--start", metavar="DATE", help="Planlæg frem: sagen er klar denne dag.")
@click.option("--council", metavar="DATE", help="Planlæg tilbage fra kommunalbestyrelsens møde.")
@click.option("--case-type", metavar="T", help="Sagstypen; ellers den sædvanlige.")
@click.option("--json", "as_json", is_flag=True, help="Skriv ét JSON-dokument og intet andet.")
def timetable(
    line: str, start: str | None, council: str | None, case_type: str | None, *, as_json: bool
) -> None:
    """Skriv en sagsgangs tids- og procesplan, frem fra en dag eller tilbage fra et møde."""
    if (start is None) == (council is None):
        raise WrongInput(say.START_OR_COUNCIL)
    chosen = settings()
    defined = definitions.read(chosen.definitions)
    of_type = chosen_type(defined, case_type)
    reading = read_line(line, defined.bodies)
    route = route_through(reading.words)
    require_hearings_for(route.steps, of_type)
    days = WorkCalendar(chosen.timezone, defined.municipality.closed_days)
    ground = Ground(days, defined.calendars, next(iter(of_type.hearings), None))
    if start is not None:
        planned = forward(ground, route.steps, read_date(start))
    else:
        planned = backward(ground, route.steps, read_date(council or ""))
    if as_json:
        click.echo(_document(route, of_type, planned, reading.left_out))
    else:
        today = days.local_date(real_now())
        click.echo("\n".join(_lines(route, planned, reading.left_out, today)))


def _document(
    route: Route, case_type: CaseType, planned: Timetable, left_out: Iterable[LeftOut]
) -> str:
    document = {
        "line": route.line,
        "case_type": case_type.name,
        "begins_on": _iso(planned.begins_on),
        "ends_on": _iso(planned.ends_on),
        "notes": [str(part) for part in left_out],
        "steps": [
            {
                "key": one.step.key,
                "kind": one.step.kind,
                "body": one.step.body,
                "title": one.step.title,
                "begins_on": _iso(one.begins_on),
                "dispatch_on": _iso(one.dispatch_on),
                "ends_on": _iso(one.ends_on),
                "reasons": one.reasons,
            }
            for one in planned.steps
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _lines(
    route: Route, planned: Timetable, left_out: Iterable[LeftOut], today: date
) -> Iterable[str]:
    yield route.line
    yield ""
    if planned.begins_on is None:
        yield say.NOT_KNOWN_WHEN_READY
    else:
        when = days_until_words(planned.begins_on, today)
        yield say.case_is_ready(day_words(planned.begins_on), when)
    for one in planned.steps:
        yield f"{one.step.title}: {_days(one)}"
        yield from (f"    {reason}" for reason in one.reasons)
    yield from (say.note_below(part) for part in left_out)


def _days(one: PlannedStep) -> str:
    if one.begins_on is None or one.ends_on is None:
        return say.DAY_IS_NOT_KNOWN
    if one.step.kind is StepKind.HEARING:
        return say.hearing_line(day_words(one.begins_on), day_words(one.ends_on))
    return say.meeting_line(day_words(one.ends_on), day_figures(one.begins_on))
