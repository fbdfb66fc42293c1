"""Sets what falls due in a round: its reminders, its closing, its sealing."""

from datetime import date, datetime, timedelta

from workflows.engine.facts import HearingFacts, PartyFacts
from workflows.engine.ladder import rungs
from workflows.engine.outcome import Draft
from workflows.engine.vocabulary import DeadlineKind

GRACE = timedelta(minutes=5)
"""A hearing closes this long after its deadline, so that uploads in flight are counted."""


def set_reminders(
    draft: Draft,
    hearing: HearingFacts,
    party: PartyFacts,
    due_on: date,
    due_version: int,
    quiet: timedelta = timedelta(0),
    *,
    anew: bool = False,
) -> None:
    """Set the rungs of the ladder that lie ahead, save those within a time that is quiet.

    `anew`: the party's rungs of this very deadline were set before, and cancelled.
    """
    facts = draft.facts
    again = f":{facts.seq}" if anew else ""
    for planned in rungs(facts.case_type.ladder, facts.calendar, draft.now, due_on):
        if planned.due_at < draft.now + quiet:
            continue
        draft.set_deadline(
            DeadlineKind.REMINDER,
            planned.due_at,
            f"reminder:{party.id}:{due_version}:{planned.rung}{again}",
            hearing=hearing.id,
            party=party.id,
            rung=planned.rung,
        )


def set_closing(draft: Draft, hearing: HearingFacts, last_due: datetime, due_version: int) -> None:
    """Let the round close when the last party's time is over, and a little grace with it."""
    draft.set_deadline(
        DeadlineKind.HEARING_CLOSE,
        last_due + GRACE,
        f"close:{hearing.id}:{due_version}",
        hearing=hearing.id,
    )


def close_early_when_all_answered(draft: Draft, hearing: HearingFacts) -> None:
    """Let the closing fall due at once, where the invitation said that it would."""
    _set_closing_anew(draft, hearing, draft.now)


def close_at_deadline_again(draft: Draft, hearing: HearingFacts) -> None:
    """Let the closing, which had fallen due, wait for the deadline: somebody has not answered."""
    _set_closing_anew(draft, hearing, hearing.told_until + GRACE)


def _set_closing_anew(draft: Draft, hearing: HearingFacts, due_at: datetime) -> None:
    draft.cancel_deadlines(DeadlineKind.HEARING_CLOSE, hearing=hearing.id)
    draft.set_deadline(
        DeadlineKind.HEARING_CLOSE,
        due_at,
        f"close:{hearing.id}:{hearing.due_version}:{draft.facts.seq}",
        hearing=hearing.id,
    )


def seal_soon(draft: Draft, hearing: HearingFacts) -> None:
    """Where no body follows, late answers are taken until the next working day is over."""
    calendar = draft.facts.calendar
    tomorrow = calendar.local_date(draft.now) + timedelta(days=1)
    draft.set_deadline(
        DeadlineKind.HEARING_SEAL,
        max(calendar.end_of(calendar.next_working_day(tomorrow)), earliest_seal(hearing)),
        f"seal:{hearing.id}:end",
        hearing=hearing.id,
    )


def seal_when_told(draft: Draft, hearing: HearingFacts) -> None:
    """Take answers until the deadline that those heard were told, though it closed before."""
    draft.set_deadline(
        DeadlineKind.HEARING_SEAL,
        earliest_seal(hearing),
        f"seal:{hearing.id}:told:{draft.facts.seq}",
        hearing=hearing.id,
    )


def earliest_seal(hearing: HearingFacts) -> datetime:
    """Before this instant no round that closed is sealed: those heard were told a deadline."""
    return hearing.told_until + GRACE
