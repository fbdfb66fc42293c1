"""`sagsgang doctor`: whether the installation is well, and what to do where it is not."""

import json

import click

from cli.serving.chosen_broker import must_answer
from cli.wording import house as say
from workflows.engine.errors import EnvironmentMissing
from workflows.services.examining import Examined, examine
from workflows.services.starting import installed
from workflows.settings import Settings, settings


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Skriv ét JSON-dokument og intet andet.")
@click.pass_context
def doctor(context: click.Context, as_json: bool) -> None:
    """Se efter, om installationen har det, som den skal."""
    chosen = settings()
    found = list(examine(installed(chosen)))
    checks = [*(_told(one) for one in found), _broker(chosen)]
    well = all(check["ok"] for check in checks)
    if as_json:
        click.echo(json.dumps({"ok": well, "checks": checks}, ensure_ascii=False))
    else:
        for check in checks:
            click.echo(f"{'  ' if check['ok'] else '! '}{check['told']}")
    context.exit(0 if well else 1)


def _told(one: Examined) -> dict[str, object]:
    return {"name": one.subject, "ok": one.is_well, "told": one.told}


def _broker(chosen: Settings) -> dict[str, object]:
    try:
        must_answer(chosen)
    except EnvironmentMissing as missing:
        return {"name": "broker", "ok": False, "told": str(missing)}
    own = "" if chosen.chosen("broker_url") else say.SERVE_HAS_ITS_OWN
    return {"name": "broker", "ok": True, "told": say.broker_answers(own)}
