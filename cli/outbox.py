"""`sagsgang outbox`: what waits to be sent, and whether it may go."""

import json

import click

from cli.wording import house as say
from workflows.engine.vocabulary import MessageKind
from workflows.services.holding_back import (
    HeldBack,
    HeldBecause,
    held_back,
    hold_back,
    let_go,
    waiting_mails,
)
from workflows.services.starting import installed
from workflows.services.wording.mails import message_kind_words
from workflows.settings import settings


@click.command()
@click.option("--hold", "change", flag_value="hold", help="Send ingen mails, før der siges til.")
@click.option("--let-go", "change", flag_value="let-go", help="Send igen det, der venter.")
@click.option("--json", "as_json", is_flag=True, help="Skriv ét JSON-dokument og intet andet.")
def outbox(change: str | None, *, as_json: bool) -> None:
    """Vis, hvilke mails der venter, og hold dem tilbage, når databasen er hentet fra en kopi."""
    house = installed(settings())
    if change == "hold":
        hold_back(house)
    if change == "let-go":
        let_go(house)
    held, waiting = held_back(house), waiting_mails(house)
    click.echo(_document(held, waiting) if as_json else _words(held, waiting))


def _document(held: HeldBack | None, waiting: dict[str, int]) -> str:
    told = {
        "held_back": held.because if held else None,
        "since": held.since.isoformat() if held else None,
        "waiting": waiting,
    }
    return json.dumps(told)


def _words(held: HeldBack | None, waiting: dict[str, int]) -> str:
    lines = [_HELD[held.because] if held else say.MAILS_ARE_SENT]
    lines += [f"  {message_kind_words(MessageKind(kind))}: {n}" for kind, n in waiting.items()]
    return "\n".join(lines if waiting else [*lines, say.NO_MAILS_WAIT])


_HELD = {
    HeldBecause.BY_HAND: (say.MAILS_ARE_HELD),
    HeldBecause.OLDER_DATABASE: (say.MAILS_ARE_HELD_BY_A_COPY),
}
