"""Decides what a deadline does when it falls due, or that it no longer makes sense."""

from collections.abc import Callable

from workflows.engine.closing import close_hearing, seal_hearing
from workflows.engine.commands.cases import PassDeadlines
from workflows.engine.facts import DeadlineFacts, HearingFacts, PartyFacts
from workflows.engine.ladder import QUIET, latest_that_makes_sense, next_window, within_window
from workflows.engine.notices import tell_officer, write_to_party
from workflows.engine.outcome import Draft
from workflows.engine.rounds import current_hearing
from workflows.engine.vocabulary import (
    DeadlineKind,
    DeadlineStatus,
    Event,
    HearingPhase,
    MessageKind,
    PartyStatus,
)


def pass_deadlines(draft: Draft, command: PassDeadlines) -> None:
    """Do what is due of the deadlines named, in order; those no longer pending are left alone."""
    due = [
        deadline
        for deadline in sorted(draft.facts.deadlines, key=lambda d: (d.due_at, d.id))
        if deadline.id in command.deadlines and deadline.due_at <= draft.now
    ]
    for deadline in due:
        _ACTS[deadline.kind](draft, deadline)


def _remind(draft: Draft, deadline: DeadlineFacts) -> None:
    found = _who_waits(draft, deadline)
    if found is None or not _is_the_one_to_send(draft, deadline, found[1]):
        _skip(draft, deadline)
        return
    hearing, party = found
    if not within_window(draft.facts.calendar, draft.now):
        _wait_for_window(draft, deadline, party)
        return
    draft.settle(deadline, DeadlineStatus.DONE)
    write_to_party(
        draft,
        MessageKind.REMINDER,
        hearing,
        party,
        due_version=party.due_version,
        ordinal=deadline.rung or 0,
    )
    draft.tell(Event.PARTY_REMINDED, hearing=hearing.id, party=party.id, rung=deadline.rung)


def _who_waits(draft: Draft, deadline: DeadlineFacts) -> tuple[HearingFacts, PartyFacts] | None:
    """The hearing and party, if the party may still answer in time and has not."""
    hearing = next((h for h in draft.facts.hearings if h.id == deadline.hearing), None)
    if hearing is None or hearing.phase is not HearingPhase.OPEN:
        return None
    party = next((p for p in hearing.parties if p.id == deadline.party), None)
    if party is None or party.status is not PartyStatus.INVITED or party.due_at <= draft.now:
        return None
    return hearing, party


def _is_the_one_to_send(draft: Draft, deadline: DeadlineFacts, party: PartyFacts) -> bool:
    """Whether it is the party's latest of those due, with no other so near that it serves better.

    All that are pending are looked at, not only those named: after an outage the party's rungs may
    come in different batches.
    """
    pending = [
        other
        for other in draft.facts.deadlines
        if other.kind is DeadlineKind.REMINDER
        and other.party == party.id
        and other.due_at < draft.now + QUIET
    ]
    return latest_that_makes_sense(pending, party.due_at, draft.now) == deadline


def _wait_for_window(draft: Draft, deadline: DeadlineFacts, party: PartyFacts) -> None:
    opens = next_window(draft.facts.calendar, draft.now)
    if opens < party.due_at:
        draft.postpone(deadline, opens)
    else:
        _skip(draft, deadline)


def _close(draft: Draft, deadline: DeadlineFacts) -> None:
    hearing = current_hearing(draft.facts)
    if hearing is None or hearing.id != deadline.hearing or hearing.phase is not HearingPhase.OPEN:
        _skip(draft, deadline)
        return
    draft.settle(deadline, DeadlineStatus.DONE)
    close_hearing(draft)


def _seal(draft: Draft, deadline: DeadlineFacts) -> None:
    hearing = next((h for h in draft.facts.hearings if h.id == deadline.hearing), None)
    if hearing is None or hearing.phase is not HearingPhase.LATE:
        _skip(draft, deadline)
        return
    draft.settle(deadline, DeadlineStatus.DONE)
    seal_hearing(draft, hearing)


def _tell_overdue(draft: Draft, deadline: DeadlineFacts) -> None:
    draft.settle(deadline, DeadlineStatus.DONE)
    item = draft.facts.item
    if item is None:
        return
    draft.tell(Event.DEADLINE_PASSED, kind=deadline.kind, item=item.id)
    tell_officer(
        draft,
        MessageKind.OFFICER,
        "decision_overdue",
        body=item.body,
        meets_on=item.meets_on.isoformat(),
    )


def _skip(draft: Draft, deadline: DeadlineFacts) -> None:
    draft.settle(deadline, DeadlineStatus.SKIPPED)
    draft.tell(Event.DEADLINE_SKIPPED, kind=deadline.kind, deadline=deadline.id)


def _wait_for_follow_up(draft: Draft, deadline: DeadlineFacts) -> None:
    """Until a morning that is worked: whoever can open a case then does, and settles it.

    In the window it comes here only when no promise waits for it any more.
    """
    if within_window(draft.facts.calendar, draft.now):
        _skip(draft, deadline)
    else:
        draft.postpone(deadline, next_window(draft.facts.calendar, draft.now))


_ACTS: dict[DeadlineKind, Callable[[Draft, DeadlineFacts], None]] = {
    DeadlineKind.REMINDER: _remind,
    DeadlineKind.HEARING_CLOSE: _close,
    DeadlineKind.HEARING_SEAL: _seal,
    DeadlineKind.OVERDUE: _tell_overdue,
    DeadlineKind.AGENDA_CUTOFF: _skip,
    DeadlineKind.AGENDA_DISPATCH: _skip,
    DeadlineKind.FOLLOW_UP: _wait_for_follow_up,
}
