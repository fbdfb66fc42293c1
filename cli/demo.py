"""`sagsgang demo`: the real cases from drafting to closing on simulated time, told as they go."""

import json
import shlex
from pathlib import Path

import click

from cli.endings import Asked, end_when_asked
from cli.folders import Folder
from cli.serving.chosen_broker import must_answer
from cli.serving.first_start import carried_through
from cli.serving.ports import free_port
from cli.telling.play import play
from cli.wording import house as say
from workflows.data_folder import make_private
from workflows.engine.errors import WrongInput
from workflows.settings import read_settings


@click.command()
@click.option("--data", type=Folder(), default=Path("var"), show_default=True)
@click.option("--port", type=click.IntRange(1, 65535), help="Porten, som mailenes links peger på.")
@click.option("--json", "as_json", is_flag=True, help="Ét JSON-dokument på stdout.")
def demo(data: Path, port: int | None, as_json: bool) -> None:
    """Spil sagerne fra udarbejdelse til afslutning i en tom mappe, og fortæl imens."""
    chosen = read_settings(data=data)
    if chosen.production:
        raise WrongInput(say.NO_DEMO_IN_PRODUCTION)
    must_answer(chosen)
    end_when_asked(as_done=False)
    make_private(data)
    try:
        played = play(chosen, port or free_port(), lambda line: click.echo(line, err=as_json))
    except Asked:
        click.echo(say.DEMO_WAS_INTERRUPTED, err=True)
        raise
    carried_through(data)
    if as_json:
        told = {"story": played.said, "mails": played.mails, "seconds": round(played.seconds, 1)}
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        click.echo(say.demo_is_done(played.seconds, played.mails))
        click.echo(say.see_the_cases(shlex.quote(str(data))))
