"""Decides what a deadline does when it falls due, or that it no longer makes sense."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import timedelta

from workflows.engine.commands import PassDeadlines
from workflows.engine.facts import DeadlineFacts, HearingFacts, PartyFacts
from workflows.engine.hearing import close_hearing, current_hearing, seal_hearing
from workflows.engine.ladder import next_window, within_window
from workflows.engine.notices import tell_officer, write_to_party
from workflows.engine.outcome import Draft
from workflows.engine.vocabulary import (
    DeadlineKind,
    DeadlineStatus,
    Event,
    HearingPhase,
    MessageKind,
    PartyStatus,
)

QUIET = timedelta(hours=20)
"""No party is reminded twice within this time."""


def pass_deadlines(draft: Draft, command: PassDeadlines) -> None:
    """Do what is due of the deadlines named, in order; those no longer pending are left alone."""
    due = [
        deadline
        for deadline in sorted(draft.facts.deadlines, key=lambda d: (d.due_at, d.id))
        if deadline.id in command.deadlines and deadline.due_at <= draft.now
    ]
    closing = any(deadline.kind is DeadlineKind.HEARING_CLOSE for deadline in due)
    reminders = [deadline for deadline in due if deadline.kind is DeadlineKind.REMINDER]
    if closing:
        _settle_all(draft, reminders, DeadlineStatus.SKIPPED)
    else:
        _pass_reminders(draft, reminders)
    for deadline in due:
        if deadline.kind is not DeadlineKind.REMINDER:
            _ACTS[deadline.kind](draft, deadline)


def _pass_reminders(draft: Draft, due: Iterable[DeadlineFacts]) -> None:
    by_party: dict[str, list[DeadlineFacts]] = defaultdict(list)
    for deadline in due:
        if deadline.party is not None:
            by_party[deadline.party].append(deadline)
    for party, deadlines in by_party.items():
        _settle_all(draft, deadlines[:-1], DeadlineStatus.SKIPPED)
        _remind(draft, party, deadlines[-1])


def _remind(draft: Draft, party_id: str, deadline: DeadlineFacts) -> None:
    found = _who_waits(draft, deadline, party_id)
    if found is None or _next_is_near(draft, deadline):
        draft.settle(deadline, DeadlineStatus.SKIPPED)
        return
    if not within_window(draft.facts.calendar, draft.now):
        _wait_for_window(draft, deadline, found[1])
        return
    hearing, party = found
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


def _who_waits(
    draft: Draft, deadline: DeadlineFacts, party_id: str
) -> tuple[HearingFacts, PartyFacts] | None:
    """The hearing and party, if the party may still answer in time and has not."""
    hearing = next((h for h in draft.facts.hearings if h.id == deadline.hearing), None)
    if hearing is None or hearing.phase is not HearingPhase.OPEN:
        return None
    party = next((p for p in hearing.parties if p.id == party_id), None)
    if party is None or party.status is not PartyStatus.INVITED or party.due_at <= draft.now:
        return None
    return hearing, party


def _next_is_near(draft: Draft, deadline: DeadlineFacts) -> bool:
    """Whether a late reminder would be followed too soon by the next rung, which serves better."""
    return any(
        other.kind is DeadlineKind.REMINDER
        and other.party == deadline.party
        and draft.now < other.due_at < draft.now + QUIET
        for other in draft.facts.deadlines
    )


def _wait_for_window(draft: Draft, deadline: DeadlineFacts, party: PartyFacts) -> None:
    opens = next_window(draft.facts.calendar, draft.now)
    if opens < party.due_at:
        draft.postpone(deadline, opens)
    else:
        draft.settle(deadline, DeadlineStatus.SKIPPED)


def _close(draft: Draft, deadline: DeadlineFacts) -> None:
    hearing = current_hearing(draft.facts)
    if hearing is None or hearing.id != deadline.hearing or hearing.phase is not HearingPhase.OPEN:
        draft.settle(deadline, DeadlineStatus.SKIPPED)
        return
    draft.settle(deadline, DeadlineStatus.DONE)
    close_hearing(draft)


def _seal(draft: Draft, deadline: DeadlineFacts) -> None:
    hearing = next((h for h in draft.facts.hearings if h.id == deadline.hearing), None)
    if hearing is None or hearing.phase is not HearingPhase.LATE:
        draft.settle(deadline, DeadlineStatus.SKIPPED)
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


def _settle_all(draft: Draft, deadlines: Iterable[DeadlineFacts], status: DeadlineStatus) -> None:
    for deadline in deadlines:
        draft.settle(deadline, status)
        if status is DeadlineStatus.SKIPPED:
            draft.tell(Event.DEADLINE_SKIPPED, kind=deadline.kind, deadline=deadline.id)


def _skip(draft: Draft, deadline: DeadlineFacts) -> None:
    _settle_all(draft, [deadline], DeadlineStatus.SKIPPED)


_ACTS: dict[DeadlineKind, Callable[[Draft, DeadlineFacts], None]] = {
    DeadlineKind.HEARING_CLOSE: _close,
    DeadlineKind.HEARING_SEAL: _seal,
    DeadlineKind.OVERDUE: _tell_overdue,
    DeadlineKind.AGENDA_CUTOFF: _skip,
    DeadlineKind.AGENDA_DISPATCH: _skip,
    DeadlineKind.FOLLOW_UP: _skip,
}
