"""What an officer's pages show: the list of cases, and one case with all that belongs to it."""

from dataclasses import dataclass
from datetime import date, datetime

from workflows.engine.advising import Caution
from workflows.engine.deciding import Possibility, possibilities
from workflows.engine.facts import CaseFacts
from workflows.engine.rounds import first_hearing_step
from workflows.engine.route import DRAFTING, ON_HOLD, find_step, split_state
from workflows.engine.vocabulary import Effect, Event, HearingPhase, Openness
from workflows.records.case_list import Viewer
from workflows.records.case_pages import (
    CaseText,
    ShownAttachment,
    ShownDeadline,
    ShownEntry,
    ShownItem,
    attachments_of,
    case_text,
    deadlines_of,
    is_visible,
    items_of,
    journal_of,
)
from workflows.records.clock import read_clock
from workflows.records.closed_reads import ShownRead, reads_of
from workflows.records.decisions import ShownDecision, decisions_of
from workflows.records.documents import ShownDocument, document_of
from workflows.records.given_answers import ShownResponse, StoredFile, file_of
from workflows.records.hearing_pages import ShownHearing, hearings_of
from workflows.records.officer_reads import officers_reads_of
from workflows.records.promises import Origin, origin_of
from workflows.records.sign_ins import Account, Role
from workflows.records.snapshots import load
from workflows.services.acting import existing_id
from workflows.services.drawing import Happened, Station, stations
from workflows.services.errors import NotFound
from workflows.services.installation import Installation
from workflows.services.promises import PagePromise, Proposal, page_promises, page_proposals
from workflows.services.timetables import plan_ahead
from workflows.services.wording.cautions import cautions_of_hearing

MOST_ENTRIES = 500
"""Lines of the journal on a page; an export has them all."""


@dataclass(frozen=True, slots=True)
class CasePage:
    """One case, read at one moment, with what can be done to it then."""

    facts: CaseFacts
    now: datetime
    today: date
    text: CaseText
    possible: tuple[Possibility, ...]
    stations: tuple[Station, ...]
    hearings: tuple[ShownHearing, ...]
    cautions: tuple[Caution, ...]
    """What to know of the hearing that is prepared, if it were sent today."""
    items: tuple[ShownItem, ...]
    decisions: tuple[ShownDecision, ...]
    """Those that count."""
    corrected: tuple[ShownDecision, ...]
    """As they were written before they were corrected."""
    attachments: tuple[ShownAttachment, ...]
    promises: tuple[PagePromise, ...]
    proposals: tuple[Proposal, ...]
    """Sentences of an imported text that may be promises."""
    origin: Origin | None
    """The promise that the case keeps."""
    journal: tuple[ShownEntry, ...]

    @property
    def hearing(self) -> ShownHearing | None:
        """The hearing that is prepared, open, or takes late answers; otherwise the last one."""
        live = (HearingPhase.PREPARING, HearingPhase.OPEN, HearingPhase.LATE)
        at_work = [hearing for hearing in self.hearings if hearing.phase in live]
        return next(reversed(at_work or self.hearings), None)

    def hearing_by_id(self, hearing: str) -> ShownHearing:
        """One of the case's hearings; raises NotFound."""
        for candidate in self.hearings:
            if candidate.id == hearing:
                return candidate
        raise NotFound(hearing)

    def answer_of(self, attachment: ShownAttachment) -> ShownResponse | None:
        """The answer that an attachment is; None for any other."""
        if attachment.hearing is None or attachment.response is None:
            return None
        return self.hearing_by_id(attachment.hearing).responses[attachment.response]

    @property
    def round_before(self) -> ShownHearing | None:
        """The round before the one that is coming or under way, at the same step."""
        step = self._hearing_step
        sent = [h for h in self.hearings if h.step == step and h.opened_at is not None]
        return next((h for h in reversed(sent) if h.phase is not HearingPhase.OPEN), None)

    @property
    def _hearing_step(self) -> str | None:
        return split_state(self.facts.state)[0] or first_hearing_step(self.facts)

    @property
    def open_item(self) -> ShownItem | None:
        """The agenda that the case is on now."""
        return next((item for item in self.items if item.active), None)

    def promise_by_id(self, promise: str) -> PagePromise:
        """One of the case's promises; raises NotFound."""
        for candidate in self.promises:
            if candidate.shown.facts.id == promise:
                return candidate
        raise NotFound(promise)

    @property
    def sent_back(self) -> ShownDecision | None:
        """The decision that sent the case back, while it is drafted anew because of it."""
        if DRAFTING not in (self.facts.state, self.facts.held_state):
            return None
        # A case put on hold while it is drafted comes back to be drafted, and that says nothing.
        came = (line for line in self.journal if line.to_state == DRAFTING)
        why = next((one.event for one in came if one.from_state not in (DRAFTING, ON_HOLD)), None)
        if why is not Event.DECISION_TOOK_EFFECT:
            return None
        return next(one for one in reversed(self.decisions) if one.effect is Effect.RETURN)

    @property
    def imported_on(self) -> date | None:
        """The day that its past was imported: what was decided until then is told by a text."""
        told = self._imported
        return self.facts.calendar.local_date(told.at) if told else None

    @property
    def imported_attachments(self) -> tuple[str, ...]:
        """What the imported text lists as attachments: number, openness, title, their numbers."""
        return tuple(self._imported.payload.get("attachments", ())) if self._imported else ()

    @property
    def _imported(self) -> ShownEntry | None:
        return next((one for one in self.journal if one.event is Event.CASE_IMPORTED), None)

    @property
    def missed_deferral(self) -> date | None:
        """The day that the case was deferred to and is on no agenda of, while it waits for one."""
        last = self.decisions[-1] if self.decisions else None
        key, _ = split_state(self.facts.state)
        here = find_step(self.facts.route, key) if key else None
        if last is None or here is None or last.body != here.body:
            return None  # called in since, or sent on
        return last.deferred_to

    @property
    def to_correct(self) -> ShownDecision | None:
        """The decision that is written and has no effect yet."""
        return next((one for one in self.decisions if not one.in_effect), None)


def viewer(officer: Account) -> Viewer:
    """Who looks, as far as closed cases go."""
    return Viewer(
        officer.id,
        officer.sees_closed or officer.role == Role.AUDITOR,
        officer.department if officer.manages else "",
    )


def require_visible(house: Installation, looks: Viewer, case: str) -> None:
    """Raise NotFound unless there is such a case for the viewer."""
    with house.database.connect() as connection:
        if not is_visible(connection, looks, existing_id(case)):
            raise NotFound(case)


def case_page(house: Installation, looks: Viewer, case: str) -> CasePage:
    """The case as it stands; raises NotFound, also for a closed case that is not to be seen.

    The facts are read first: whatever changes while the rest is read makes their version stale.
    """
    case = existing_id(case)
    with house.database.connect() as connection:
        if not is_visible(connection, looks, case):
            raise NotFound(case)
        (snapshot,), shown = load(connection, [case], house.around)
        facts, now = snapshot.facts, house.now(shown)
        text = case_text(connection, case)
        hearings = tuple(hearings_of(connection, case))
        items = tuple(items_of(connection, case))
        written = decisions_of(connection, case)
        decisions = tuple(one for one in written if one.replaced_at is None)
        journal = tuple(journal_of(connection, case, MOST_ENTRIES))
        happened = Happened(text.opened_at, hearings, items, decisions, journal)
        today = house.around.calendar.local_date(now)
        return CasePage(
            facts=facts,
            now=now,
            today=today,
            text=text,
            possible=possibilities(facts, now),
            stations=stations(facts, happened, plan_ahead(house, facts, today)),
            hearings=hearings,
            cautions=tuple(
                caution
                for hearing in hearings
                if hearing.phase is HearingPhase.PREPARING
                for caution in cautions_of_hearing(connection, house, facts, today, hearing)
            ),
            items=items,
            decisions=decisions,
            corrected=tuple(one for one in written if one.replaced_at is not None),
            attachments=tuple(attachments_of(connection, case)),
            promises=page_promises(connection, house, looks, case),
            proposals=page_proposals(connection, house, case, decisions, today),
            origin=origin_of(connection, looks, case),
            journal=journal,
        )


def case_deadlines(house: Installation, facts: CaseFacts) -> list[ShownDeadline]:
    """Every deadline of a case that may be seen, by when it is due."""
    with house.database.connect() as connection:
        return deadlines_of(connection, facts.id)


def case_reads(house: Installation, facts: CaseFacts) -> list[ShownRead]:
    """Of a closed case that may be seen: which members and officers read it, the last one first."""
    if facts.openness is Openness.OPEN:
        return []
    with house.database.connect() as connection:
        found = [
            *reads_of(connection, facts.id, MOST_ENTRIES),
            *officers_reads_of(connection, facts.id, MOST_ENTRIES),
        ]
    return sorted(found, key=lambda read: read.at, reverse=True)[:MOST_ENTRIES]


def answer_file(house: Installation, looks: Viewer, case: str, file: str) -> StoredFile:
    """A file that came with an answer; raises NotFound."""
    case, file = existing_id(case), existing_id(file)
    with house.database.connect() as connection:
        if not is_visible(connection, looks, case):
            raise NotFound(case)
        found = file_of(connection, case, file)
    if found is None:
        raise NotFound(file)
    return found


def case_document(house: Installation, looks: Viewer, case: str, document: str) -> ShownDocument:
    """A document that one of the case's hearings is about; raises NotFound."""
    case, document = existing_id(case), existing_id(document)
    with house.database.connect() as connection:
        if not is_visible(connection, looks, case):
            raise NotFound(case)
        found = document_of(connection, case, document)
    if found is None:
        raise NotFound(document)
    return found


def now(house: Installation) -> datetime:
    """The time that counts, for pages that show no case."""
    with house.database.connect() as connection:
        return house.now(read_clock(connection))
