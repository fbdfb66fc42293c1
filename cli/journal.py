"""`sagsgang verify` and `sagsgang replay`: the journals proved unchanged, and the cases by them."""

import json
from collections.abc import Iterable, Mapping

import click

from cli.wording import journals as say
from workflows.engine.faults import printable
from workflows.engine.replay import Flaw, Found
from workflows.services.replaying import Difference, Result, replay_cases
from workflows.services.starting import installed
from workflows.services.verifying import Verified
from workflows.services.verifying import verify as verify_journals
from workflows.settings import settings


@click.command()
@click.argument("case", metavar="[CASE]", required=False)
@click.option("--json", "as_json", is_flag=True, help="Skriv ét JSON-dokument og intet andet.")
@click.pass_context
def verify(context: click.Context, case: str | None, as_json: bool) -> None:
    """Regn journalernes kæder efter: alle sagers, eller én sags efter nummer eller id."""
    cases = lines = 0
    faulty: list[Verified] = []
    for verified in verify_journals(installed(settings()), case):
        cases += 1
        lines += verified.lines
        if verified.faults:
            faulty.append(verified)
            _tell(as_json, _tamperings(verified))
    if as_json:
        _print({"ok": not faulty, "cases": cases, "entries": lines, "faults": _listed(faulty)})
    elif not faulty:
        click.echo(say.no_faults(lines, cases))
    context.exit(1 if faulty else 0)


@click.command()
@click.argument("case", metavar="[CASE]", required=False)
@click.option("--all", "every", is_flag=True, help="Alle sager.")
@click.option("--json", "as_json", is_flag=True, help="Skriv ét JSON-dokument og intet andet.")
@click.pass_context
def replay(context: click.Context, case: str | None, every: bool, as_json: bool) -> None:
    """Gå sagernes journaler igennem med dette programs regler: fører de til det, sagerne viser?"""
    if every == (case is not None):
        raise click.UsageError(say.ONE_CASE_OR_ALL)
    cases = 0
    faulty: list[Result] = []
    for result in replay_cases(installed(settings()), case):
        cases += 1
        if not result.right:
            faulty.append(result)
            _tell(as_json, _lines(result))
    if as_json:
        _print({"ok": not faulty, "cases": cases, "faults": _documents(faulty)})
    elif not faulty:
        click.echo(say.no_differences(cases))
    context.exit(1 if faulty else 0)


def _tell(as_json: bool, lines: Iterable[str]) -> None:
    """People see each fault when it is found; a document is written at the end."""
    if not as_json:
        for line in lines:
            click.echo(printable(line))


def _print(document: Mapping[str, object]) -> None:
    click.echo(json.dumps(document, ensure_ascii=False))


def _tamperings(verified: Verified) -> list[str]:
    return [say.tampered(verified.number, fault.seq, fault.what) for fault in verified.faults]


def _listed(faulty: Iterable[Verified]) -> list[dict[str, object]]:
    return [
        {"case": verified.number, "seq": fault.seq, "what": fault.what}
        for verified in faulty
        for fault in verified.faults
    ]


def _all_of(result: Result) -> tuple[Found | Difference, ...]:
    return (*result.found, *result.differences)


def _lines(result: Result) -> list[str]:
    return [
        *(say.cannot_be_read(result.number, seq) for seq in result.unreadable),
        *(say.differs(result.number, each) for each in _all_of(result)),
    ]


def _documents(faulty: Iterable[Result]) -> list[dict[str, object]]:
    return [
        {"case": result.number, **document}
        for result in faulty
        for document in (*map(_unread, result.unreadable), *map(_document, _all_of(result)))
    ]


def _unread(seq: int | str) -> dict[str, object]:
    return {"seq": seq, "what": Flaw.UNREADABLE, "expected": "", "found": ""}


def _document(one: Found | Difference) -> dict[str, object]:
    if isinstance(one, Found):
        return {"seq": one.seq, "what": one.flaw, "expected": one.expected, "found": one.told}
    return {"seq": None, "what": one.column, "expected": one.journal, "found": one.case}
