"""What a council sees of all its hearings behind one link, which opens none of the others."""

from dataclasses import replace

from workflows.engine.vocabulary import HearingPhase, Openness
from workflows.records.council import AskedBefore, asked_before
from workflows.records.database import reading
from workflows.services.answers import Grant
from workflows.services.installation import Installation
from workflows.services.letters import CLOSED_TITLE, party_entry

_RUNNING = (HearingPhase.OPEN, HearingPhase.LATE)


def council_hearings(
    house: Installation, grant: Grant
) -> tuple[list[AskedBefore], list[AskedBefore]]:
    """The hearings of the same council at the same address: those that take answers, and others.

    The title of a closed case stands only behind that case's own link.
    """
    with reading(house.database) as session:
        found = asked_before(session, grant.asked.body, grant.contact.email)
    shown = [_as_shown(one, grant) for one in found]
    running = [one for one in shown if one.phase in _RUNNING]
    running.sort(key=lambda one: one.due_at)
    return running, [one for one in shown if one.phase not in _RUNNING]


def _as_shown(one: AskedBefore, grant: Grant) -> AskedBefore:
    if one.openness is Openness.OPEN or one.party == grant.asked.id:
        return one
    return replace(one, title=CLOSED_TITLE)


def entry_of(house: Installation, grant: Grant) -> str:
    """The deadline as a calendar entry, the same one as in the mails of the party.

    Of a hearing that was withdrawn it takes the entry out of the calendar.
    """
    asked = grant.asked
    return party_entry(
        house,
        party=asked.id,
        number=asked.number,
        title=asked.title if asked.openness is Openness.OPEN else CLOSED_TITLE,
        due_at=asked.due_at,
        due_version=asked.due_version,
        written_at=grant.now,
        cancelled=asked.phase is HearingPhase.WITHDRAWN,
    )
