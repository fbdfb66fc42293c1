"""The report of a hearing (høringsnotat): read as it stands, and written in by officers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from workflows.engine.commands.reports import EditReport, ReportSection
from workflows.engine.facts import Actor, CaseFacts
from workflows.engine.reporting import INTRODUCTION, report_contents, report_is_open
from workflows.engine.vocabulary import HearingPhase
from workflows.records.case_list import Viewer
from workflows.records.database import Transaction, in_transaction
from workflows.records.given_answers import ShownResponse
from workflows.records.hearing_pages import ShownHearing
from workflows.records.reports import ReportState, ShownNote, notes_of, reports_of, state_of
from workflows.services.acting import act_within
from workflows.services.desk import CasePage, case_page
from workflows.services.errors import NotFound
from workflows.services.installation import Installation


@dataclass(frozen=True, slots=True)
class ReportAnswer:
    """An answer that counts, with what was last written about it."""

    section: str
    """The party under whose name it stands."""
    response: ShownResponse
    note: ShownNote | None
    beside: tuple[ShownResponse, ...] = ()
    """Others by the same party that stand too: one that came too late to replace it."""

    @property
    def all(self) -> tuple[ShownResponse, ...]:
        """It with those beside it."""
        return (self.response, *self.beside)

    @property
    def replaced(self) -> bool:
        """Whether what was written is about what the party had said before its latest answer."""
        return self.note is not None and self.note.response != self.all[-1].id

    @property
    def saved(self) -> int:
        """How often something was written about it."""
        return self.note.version if self.note else 0


@dataclass(frozen=True, slots=True)
class ReportPage:
    """The report of one hearing as it stands, whatever of it is finished."""

    case: CasePage
    hearing: ShownHearing
    introduction: ShownNote | None
    answers: tuple[ReportAnswer, ...]
    """In the order of the parties, a joint one once."""
    state: ReportState | None
    """None until the hearing is closed: then there is nothing to finish."""
    may_write: bool

    @property
    def new_answers(self) -> int:
        """How many of the answers are not in the version that was finished last."""
        latest = self.state.latest if self.state else None
        if latest is None:
            return 0
        given = (response for one in self.answers for response in one.all)
        return sum(response.id not in latest.contents for response in given)


@dataclass(frozen=True, slots=True)
class WrittenSection:
    """A section as an officer sent it, changed or not."""

    response: str | None
    """The answer that it is about; None for the introduction."""
    base_version: int
    """How often the section had been saved when the officer saw it."""
    comment: str
    changes: str = ""
    beside: tuple[str, ...] = ()
    """The answers that stood beside it when the officer saw it."""


def report_page(house: Installation, looks: Viewer, case: str, hearing: str) -> ReportPage:
    """The report of a hearing that was opened; raises NotFound."""
    page = case_page(house, looks, case)
    found = page.hearing_by_id(hearing)
    if found.opened_at is None or found.phase is HearingPhase.WITHDRAWN:
        raise NotFound(hearing)
    with house.database.connect() as connection:
        notes = {note.section: note for note in notes_of(connection, found.id)}
        state = state_of(connection, page.facts.id, found.id)
    return ReportPage(
        case=page,
        hearing=found,
        introduction=notes.get(INTRODUCTION),
        answers=tuple(
            ReportAnswer(section, first, notes.get(section), tuple(beside))
            for first, *beside in found.collected
            for section in (found.section_of(first),)
        ),
        state=state,
        may_write=report_is_open(page.facts, found.id),
    )


def standing_reports(house: Installation, cases: Sequence[str]) -> dict[str, list[ReportState]]:
    """The reports that stand on these cases, and so on their agenda items; by case.

    Whether somebody may see the cases is for the caller to know.
    """
    found: dict[str, list[ReportState]] = {case: [] for case in cases}
    with house.database.connect() as connection:
        for state in reports_of(connection, cases):
            found[state.case].append(state)
    return found


def edit_report(
    house: Installation,
    looks: Viewer,
    case: str,
    hearing: str,
    written: Sequence[WrittenSection],
    actor: Actor,
    *,
    request_id: str | None = None,
) -> str:
    """Save the sections that were changed; the contents of the report as the officer now knows it.

    Raises NotFound, NotAllowed, and Incomplete: STALE_REPORT with the id of each party about
    whose answer somebody else wrote meanwhile (nothing for the introduction); nothing is saved.
    """
    page = report_page(house, looks, case, hearing)
    owners = {one.id: page.hearing.section_of(one) for one in page.hearing.responses.values()}
    named = (response for one in written for response in (one.response, *one.beside))
    if not all(response is None or response in owners for response in named):
        raise NotFound(hearing)
    known: dict[str, int] = {}

    def work(connection: Transaction) -> None:
        def made(_facts: CaseFacts, _now: datetime) -> EditReport:
            """Called once the case is locked, so that the versions read here are the last."""
            notes = _by_version(notes_of(connection, page.hearing.id))
            sections = [_section(one, owners, notes) for one in written]
            changed = tuple(one for one in sections if _changed(one, notes))
            known.update({_key(one): _known(one, one in changed, notes) for one in sections})
            return EditReport(page.hearing.id, changed)

        act_within(connection, house, page.case.facts.id, made, actor, request_id=request_id)

    in_transaction(house.database, work)
    seen = (response for one in written for response in (one.response, *one.beside))
    return report_contents((response for response in seen if response), known)


_Notes = Mapping[tuple[str, int], tuple[str, str]]
"""Comment and changes, by section and version."""


def _by_version(notes: Sequence[ShownNote]) -> _Notes:
    return {(note.section, note.version): (note.comment, note.changes) for note in notes}


def _section(written: WrittenSection, owners: Mapping[str, str], notes: _Notes) -> ReportSection:
    party = owners[written.response] if written.response else None
    return ReportSection(
        party=party,
        response=written.beside[-1] if written.beside else written.response,
        comment=written.comment,
        changes=written.changes,
        base_version=written.base_version,
        version=max((number for key, number in notes if key == (party or INTRODUCTION)), default=0),
    )


def _key(section: ReportSection) -> str:
    return section.party or INTRODUCTION


def _changed(section: ReportSection, notes: _Notes) -> bool:
    """Whether the officer wrote something else than what was seen, or is there by now."""
    return not _is(section, section.base_version, notes) and not _is(
        section, section.version, notes
    )


def _known(section: ReportSection, changed: bool, notes: _Notes) -> int:
    """Which version of the section the officer knows once it is saved.

    Text that is there already is known, whoever saved it: so a form sent twice finds itself.
    """
    if changed:
        return section.base_version + 1
    return section.version if _is(section, section.version, notes) else section.base_version


def _is(section: ReportSection, version: int, notes: _Notes) -> bool:
    return notes.get((_key(section), version), ("", "")) == (section.comment, section.changes)
