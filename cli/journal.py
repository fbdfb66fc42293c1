"""`sagsgang verify` and `sagsgang replay`: the journals proved unchanged, and the cases by them."""

import json
from collections.abc import Iterable, Mapping

import click

from workflows.engine.faults import printable
from workflows.engine.replay import Flaw, Found
from workflows.services.replaying import Difference, Result, replay_cases
from workflows.services.starting import installed
from workflows.services.verifying import Tampering, Verified
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
        click.echo(f"Ingen fejl: {lines} journallinjer i {_counted(cases)}.")
    context.exit(1 if faulty else 0)


@click.command()
@click.argument("case", metavar="[CASE]", required=False)
@click.option("--all", "every", is_flag=True, help="Alle sager.")
@click.option("--json", "as_json", is_flag=True, help="Skriv ét JSON-dokument og intet andet.")
@click.pass_context
def replay(context: click.Context, case: str | None, every: bool, as_json: bool) -> None:
    """Gå sagernes journaler igennem med dette programs regler: fører de til det, sagerne viser?"""
    if every == (case is not None):
        raise click.UsageError("skriv en sags nummer eller id, eller --all for dem alle")
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
        click.echo(f"Ingen forskel: {_counted(cases)} står, hvor journalen fører hen.")
    context.exit(1 if faulty else 0)


def _tell(as_json: bool, lines: Iterable[str]) -> None:
    """People see each fault when it is found; a document is written at the end."""
    if not as_json:
        for line in lines:
            click.echo(printable(line))


def _counted(cases: int) -> str:
    return "1 sag" if cases == 1 else f"{cases} sager"


def _print(document: Mapping[str, object]) -> None:
    click.echo(json.dumps(document, ensure_ascii=False))


def _tamperings(verified: Verified) -> list[str]:
    return [
        f"{verified.number}: linje {fault.seq}: {_TAMPERINGS[fault.what]}"
        for fault in verified.faults
    ]


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
        *(f"{result.number}: linje {seq}: kan ikke læses" for seq in result.unreadable),
        *(_words(result.number, each) for each in _all_of(result)),
    ]


def _words(number: str, one: Found | Difference) -> str:
    if isinstance(one, Found):
        told = _FLAWS[one.flaw].format(expected=one.expected, told=one.told)
        return f"{number}: linje {one.seq}: {told}"
    if one.column == "definition_sha":
        return (
            f"{number}: sagens gemte definition er ændret eller kan ikke læses ({one.case[:12]}…)"
        )
    return f"{number}: {one.column}: journalen fører til »{one.journal}«, sagen har »{one.case}«"


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


_TAMPERINGS: Mapping[Tampering, str] = {
    Tampering.ALTERED: "linjen er ændret",
    Tampering.PAYLOAD_ALTERED: "linjens indhold er ændret",
    Tampering.PAYLOAD_MISSING: "linjens indhold mangler, uden at journalen siger hvorfor",
    Tampering.MISSING: "linjen mangler",
    Tampering.ADDED: "linjen er kommet til uden om sagen",
    Tampering.HEAD_ALTERED: "sagens kontrolsum er ikke den sidste linjes",
    Tampering.CUT: "linjen stod uden for databasen, men er her ikke eller er en anden",
    Tampering.STRAY_LINE: "linjens sag findes ikke",
    Tampering.STRAY_PAYLOAD: "indholdets linje findes ikke",
    Tampering.ANCHOR_ALTERED: "filen uden for databasen er ændret",
}

_FLAWS: Mapping[Flaw, str] = {
    Flaw.NOT_OPENED: "journalen begynder ikke med, at sagen oprettes",
    Flaw.GAP: "her skulle linje {expected} stå",
    Flaw.FROM_ELSEWHERE: "sagen stod i {expected}, men linjen går ud fra {told}",
    Flaw.NOT_ALLOWED: "{told} er ikke muligt fra {expected}",
    Flaw.LEADS_ELSEWHERE: "fører til {expected}, men linjen siger {told}",
    Flaw.WALKED_CHANGED: "sagsgangen er ændret, hvor den var gået: {told}",
    Flaw.UNREADABLE: "linjen kan ikke læses som {expected}: {told}",
}
