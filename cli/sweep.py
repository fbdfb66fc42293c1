"""`sagsgang sweep`: does what is due once, for a cron beside the workers, or tells what is due."""

import json
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime

import click

from cli.clock import clock_words
from cli.wording import deadlines as say
from workflows.engine.errors import WrongInput
from workflows.engine.faults import printable
from workflows.engine.quoting import shown
from workflows.engine.vocabulary import DeadlineStatus
from workflows.logbook import configure
from workflows.records.base import instant_text
from workflows.services.starting import installed
from workflows.services.sweeping import Foretold, Swept, foretold
from workflows.services.sweeping import sweep as sweep_deadlines
from workflows.services.wording.deadlines import deadline_kind_words
from workflows.settings import settings


@click.command()
@click.option("--once", is_flag=True, help="Gør det én gang; workerne gør det hele tiden.")
@click.option("--at", "instant", metavar="INSTANT", help="Som om klokken var dette; ikke i drift.")
@click.option("--dry-run", is_flag=True, help="Sig kun, hvad der ville ske.")
@click.option("--json", "as_json", is_flag=True, help="Skriv ét JSON-dokument og intet andet.")
def sweep(once: bool, instant: str | None, dry_run: bool, as_json: bool) -> None:
    """Gør det, hvis frist er kommet: påmindelser, lukning af høringer og det øvrige."""
    if not once and not dry_run:
        raise click.UsageError(say.ONCE_IS_NEEDED)
    at = None if instant is None else _instant(instant)
    chosen = settings()
    house = installed(chosen)
    configure(as_json=chosen.production)
    if note := clock_words(house):
        click.echo(note, err=True)
    if dry_run:
        told = foretold(house, at)
        click.echo(_told_document(told) if as_json else _told_words(told))
    else:
        swept = sweep_deadlines(house, at)
        click.echo(_document(swept) if as_json else _words(swept))


def _instant(text: str) -> datetime:
    instant = None
    with suppress(ValueError, OverflowError):
        told = datetime.fromisoformat(text.strip())
        instant = told.astimezone(UTC) if told.tzinfo else None
    if instant is None:
        raise WrongInput(say.is_no_instant(shown(printable(text))))
    return instant


def _document(swept: Swept) -> str:
    return json.dumps(
        {
            "taken": swept.taken,
            "failed": swept.failed,
            "cases": sorted(swept.cases),
            "digests": swept.digests,
            "left_to_others": bool(swept.left),
        },
        ensure_ascii=False,
    )


def _words(swept: Swept) -> str:
    failed = f", {swept.failed} mislykkedes" if swept.failed else ""
    told = say.and_digests(swept.digests) if swept.digests else ""
    left = say.ANOTHER_DOES_THE_REST if swept.left else ""
    return say.swept(swept.taken, len(swept.cases), failed, told, left)


def _told_document(told: Sequence[Foretold]) -> str:
    listed = [
        {
            "id": one.due.id,
            "case": one.due.case,
            "number": one.due.number,
            "kind": one.due.kind,
            "due_at": instant_text(one.due.due_at),
            "becomes": one.status,
        }
        for one in told
    ]
    return json.dumps({"deadlines": listed}, ensure_ascii=False)


def _told_words(told: Sequence[Foretold]) -> str:
    lines = [
        say.deadline_line(
            instant_text(one.due.due_at),
            deadline_kind_words(one.due.kind),
            one.due.number,
            _BECOMES.get(one.status, ""),
        )
        for one in told
    ]
    return "\n".join(lines) or say.NOTHING_IS_DUE


_BECOMES = {
    DeadlineStatus.SKIPPED: say.IS_SKIPPED,
    DeadlineStatus.PENDING: say.WAITS_FOR_LATER,
}
