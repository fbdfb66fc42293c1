"""Says in Danish what is found when the journals are gone through."""

from collections.abc import Mapping

from workflows.engine.replay import Flaw, Found
from workflows.services.replaying import Difference
from workflows.services.verifying import Tampering

ONE_CASE_OR_ALL = "skriv en sags nummer eller id, eller --all for dem alle"


def no_faults(lines: int, cases: int) -> str:
    return f"Ingen fejl: {lines} journallinjer i {_counted(cases)}."


def no_differences(cases: int) -> str:
    return f"Ingen forskel: {_counted(cases)} står, hvor journalen fører hen."


def tampered(number: str, seq: int | str, what: Tampering) -> str:
    return f"{number}: linje {seq}: {_TAMPERINGS[what]}"


def cannot_be_read(number: str, seq: int | str) -> str:
    return f"{number}: linje {seq}: kan ikke læses"


def differs(number: str, one: Found | Difference) -> str:
    if isinstance(one, Found):
        told = _FLAWS[one.flaw].format(expected=one.expected, told=one.told)
        return f"{number}: linje {one.seq}: {told}"
    if one.column == "definition_sha":
        return (
            f"{number}: sagens gemte definition er ændret eller kan ikke læses ({one.case[:12]}…)"
        )
    return f"{number}: {one.column}: journalen fører til »{one.journal}«, sagen har »{one.case}«"


def _counted(cases: int) -> str:
    return "1 sag" if cases == 1 else f"{cases} sager"


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
