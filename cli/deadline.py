"""`sagsgang deadline`: computes a date and says why."""

import json

import click

import definitions
from workflows.engine.daywords import due_words
from workflows.engine.periods import read_period
from workflows.engine.workdays import ComputedDate, WorkCalendar, compute_deadline, read_date
from workflows.settings import settings


# A period such as `-4 uger` is to be read as a period, for then it is said what is wrong with it.
@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("start", metavar="FROM")
@click.argument("period", metavar="PERIOD", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Skriv ét JSON-dokument og intet andet.")
def deadline(start: str, period: tuple[str, ...], as_json: bool) -> None:
    """Beregn en frist: PERIOD (`4 uger`, `14 dage`, `10 hverdage`, `1 måned`) efter datoen FROM."""
    begun, lasts = read_date(start), read_period(" ".join(period))
    computed = compute_deadline(_calendar(), begun, lasts)
    click.echo(_document(computed) if as_json else _words(computed))


def _calendar() -> WorkCalendar:
    chosen = settings()
    municipality = definitions.read(chosen.definitions).municipality
    return WorkCalendar(chosen.timezone, municipality.closed_days)


def _document(computed: ComputedDate) -> str:
    return json.dumps(
        {
            "date": computed.date.isoformat(),
            "ends_before": computed.ends_before.isoformat().replace("+00:00", "Z"),
            "working_day": computed.working_day,
            "next_working_day": computed.next_working_day.isoformat(),
            "reasons": computed.reasons,
        },
        ensure_ascii=False,
        indent=2,
    )


def _words(computed: ComputedDate) -> str:
    return "\n".join([due_words(computed.date), *computed.reasons])
