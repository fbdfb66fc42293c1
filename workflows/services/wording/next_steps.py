"""Says in Danish what is next in a case, and by when."""

from collections.abc import Mapping
from datetime import date

from workflows.engine.daywords import day_figures, days_until_words
from workflows.engine.next_steps import NextStep, Side, Turn


def next_step_words(step: NextStep) -> str:
    """What is to be done, as the button for it says."""
    return _STEPS[step]


def day_of_turn_words(turn: Turn, today: date) -> str:
    """`Næste dagsorden lukker om 3 dage, 26-11-2026`; empty where no day says so."""
    if turn.due_on is None:
        return ""
    late = turn.due_on < today
    called = (_WAS if late else _DAYS)[turn.step]
    return f"{called} {days_until_words(turn.due_on, today)}, {day_figures(turn.due_on)}"


def calendar_words(turn: Turn) -> str:
    """What happens on its day, as an entry of a calendar: `Svarfrist`, `Møde`."""
    return _ENTRIES[turn.step]


def whose_turn_words(turn: Turn, officer: str, *, own: bool) -> str:
    """Who is to do something now; `own` where the reader is the responsible officer."""
    match turn.side:
        case Side.OFFICER:
            return f"Det er {'din' if own else _of(officer)} tur"
        case Side.HEARD:
            left = turn.asked - turn.answered
            return f"Venter på svar fra {left} af {turn.asked}" if left else "Alle har svaret"
        case Side.BODY:
            return "Venter på mødet"
        case Side.NOBODY:
            return ""


def _of(name: str) -> str:
    """`Maja Holts`, `Bo Juhls`, `Lars Jens'`."""
    return f"{name}'" if name[-1:].lower() in ("s", "x", "z") else f"{name}s"


_STEPS: Mapping[NextStep, str] = {
    NextStep.SUBMIT: "Skriv sagen, og send den videre",
    NextStep.PREPARE_HEARING: "Forbered høringen",
    NextStep.OPEN_HEARING: "Send i høring",
    NextStep.WAIT_FOR_ANSWERS: "Høringen er åben",
    NextStep.PUT_ON_AGENDA: "Sæt på en dagsorden",
    NextStep.DECIDE: "Skriv beslutningen",
    NextStep.CLOSE_MEETING: "Luk mødet",
    NextStep.RESUME: "Sagen er i bero",
    NextStep.NOTHING: "Der er ikke mere at gøre",
}

_DAYS: Mapping[NextStep, str] = {
    NextStep.WAIT_FOR_ANSWERS: "Svarfrist",
    NextStep.PUT_ON_AGENDA: "Næste dagsorden lukker",
    NextStep.DECIDE: "Mødet er",
    NextStep.CLOSE_MEETING: "Mødet er",
}

_ENTRIES: Mapping[NextStep, str] = {
    NextStep.WAIT_FOR_ANSWERS: "Svarfrist",
    NextStep.PUT_ON_AGENDA: "Dagsordenen lukker",
    NextStep.DECIDE: "Møde",
    NextStep.CLOSE_MEETING: "Møde",
}

_WAS: Mapping[NextStep, str] = {
    NextStep.WAIT_FOR_ANSWERS: "Svarfristen var",
    NextStep.PUT_ON_AGENDA: "Dagsordenen lukkede",
    NextStep.DECIDE: "Mødet var",
    NextStep.CLOSE_MEETING: "Mødet var",
}
