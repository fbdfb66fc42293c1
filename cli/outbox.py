"""`sagsgang outbox`: what waits to be sent, and whether it may go."""

import json

import click

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
    lines = [_HELD[held.because] if held else "Mails sendes, efterhånden som de er klar."]
    lines += [f"  {message_kind_words(MessageKind(kind))}: {n}" for kind, n in waiting.items()]
    return "\n".join(lines if waiting else [*lines, "Ingen mails venter."])


_HELD = {
    HeldBecause.BY_HAND: (
        "Mails holdes tilbage, til der siges »sagsgang outbox --let-go«. Der venter:"
    ),
    HeldBecause.OLDER_DATABASE: (
        "Mails holdes tilbage: databasen er ældre end de mails, der er sendt herfra. Er den hentet"
        " fra en kopi, så se, om det, der venter, er sendt før, og sig »sagsgang outbox --let-go«."
        " Der venter:"
    ),
}
