"""Says in Danish what the commands about cases did, and what they need."""

from pathlib import Path

from workflows.engine.pieces import LeftOut

REASON_IS_NEEDED = "--reason: skriv en begrundelse; den kommer i journalen"
NAME_A_CASE_OR_EVENTS = "angiv en sag, eller --events for alle sagers hændelser"
NO_OFFICER_YET = "der er ingen sagsbehandler — opret en med »sagsgang officer add«"
NOT_IN_THE_TEXT = "ikke i teksten"
NOTHING_IS_WRITTEN = "Intet er skrevet (--dry-run)."
JSON_OR_MERMAID = "--json og --mermaid kan ikke bruges sammen — vælg en af dem"
START_OR_COUNCIL = "skriv enten --start eller --council med en dato"
NOT_KNOWN_WHEN_READY = "Det kan ikke siges, hvornår sagen skal være klar."
DAY_IS_NOT_KNOWN = "dagen kendes ikke"
NOBODY_NAMED = "ingen nævnt"


def no_such_case_type(asked: str, names: str) -> str:
    return f"Sagstypen »{asked}« findes ikke — vælg en af: {names}"


def lines_are_erased(count: int) -> str:
    return f"Indholdet af {count} journallinjer er slettet."


def files_are_gone(gone: int) -> str:
    return f"Filer slettet, som intet nævner længere: {gone}."


def files_wait(waiting: int) -> str:
    return (
        f"Filer, som intet nævner, men som er under et døgn gamle: {waiting}. De slettes af sig "
        "selv i løbet af to døgn."
    )


def is_there_already(out: Path) -> str:
    return f"--out: »{out}« er der allerede — vælg et andet navn"


def no_such_folder(folder: Path) -> str:
    return f"--out: mappen »{folder}« findes ikke"


def case_is_written(number: str, count: int, out: Path) -> str:
    return f"Sag {number}: {count} dokumenter i {out}"


def look_through_first(marked: int) -> str:
    return f"{marked} skal ses igennem, før de gives videre; se Aktliste.pdf."


def left_out(title: str, why: str) -> str:
    return f"Ikke med: {title}: {why}"


def look_at(doubt: str) -> str:
    return f"Se efter: {doubt}"


def is_no_file(file: Path) -> str:
    return f"»{file}« findes ikke, eller er ingen fil — angiv et punkts tekst"


def file_cannot_be_read(file: Path) -> str:
    return f"»{file}« kan ikke læses — se efter, om du har adgang"


def case_type_is_not_there(name: str | None, hint: str) -> str:
    return f"Sagstypen »{name}« findes ikke — {hint}"


def route_line(route: str) -> str:
    return f"Sagsgang: {route}"


def recommendation_line(proposer: str, count: int) -> str:
    return f"Indstilling: {proposer}, {count} punkter"


def remark_line(text: str) -> str:
    return f"  Bemærkning: {text}"


def absent_line(names: str) -> str:
    return f"  Fraværende: {names}"


def attachment_line(attachment: str) -> str:
    return f"Bilag {attachment}"


def case_is_taken_in(case: str) -> str:
    return f"Sagen er ført ind: {case}"


def note_below(part: LeftOut) -> str:
    return f"\nBemærk: {part}"


def case_is_ready(day: str, when: str) -> str:
    return f"Sagen er klar {day} ({when})"


def hearing_line(sent: str, deadline: str) -> str:
    return f"sendes {sent}, svarfrist {deadline}"


def meeting_line(day: str, agenda_by: str) -> str:
    return f"møde {day}; på dagsordenen senest {agenda_by}"


def promise_line(text: str) -> str:
    return f"Lovet: {text}"


def is_written(out: Path) -> str:
    return f"Skrevet: {out}"
