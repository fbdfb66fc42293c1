"""Decides on the report of a hearing (høringsnotat): writing in it, and finishing a version."""

import json
from collections.abc import Iterable, Mapping

from workflows.engine.changes.reports import ReportFileAdded, ReportFinished, ReportNoteAdded
from workflows.engine.commands.reports import EditReport, FinishReport, ReportSection
from workflows.engine.errors import Incomplete, Lack, Missing, NotAllowed
from workflows.engine.facts import CaseFacts, HearingFacts
from workflows.engine.outcome import Draft
from workflows.engine.route import CLOSED, WITHDRAWN
from workflows.engine.vocabulary import Event, HearingPhase

INTRODUCTION = "introduction"
"""The section that is about no answer; every other one has the id of its party."""

_OVER = (HearingPhase.LATE, HearingPhase.SEALED)


def report_contents(responses: Iterable[str], saved: Mapping[str, int]) -> str:
    """What a report is made of, as text that differs whenever the report would.

    `responses` are the ids of the answers that count; `saved` tells for each section how often it
    was saved. Both name rows that never change, so that equal contents are equal reports.
    """
    noted = {section: version for section, version in saved.items() if version}
    contents = {"responses": sorted(responses), "saved": noted}
    return json.dumps(contents, sort_keys=True, separators=(",", ":"))


def report_is_open(facts: CaseFacts, hearing: str) -> bool:
    """Whether the report can be written in and finished.

    It can from the closing of the round until the case has ended; and where no body treats the
    case after the hearing, also then, for there is no other time.
    """
    found = _round(facts, hearing)
    if found is None or found.phase not in _OVER or facts.state == WITHDRAWN:
        return False
    return facts.state != CLOSED or facts.route.steps[-1].key == found.step


def edit_report(draft: Draft, command: EditReport) -> None:
    """Save a version of each section that was changed, over none that somebody else has saved.

    Raises NotAllowed while there is no report to write in, and Incomplete: STALE_REPORT with the
    party's id for every section that was saved meanwhile; then nothing is saved.
    """
    _require_open(draft, "edit_report", command.hearing)
    stale = [one for one in command.sections if one.base_version != one.version]
    if stale:
        raise Incomplete(*(Missing(Lack.STALE_REPORT, one.party or "") for one in stale))
    for section in command.sections:
        draft.change(_note(draft, command.hearing, section))
    if command.sections:
        draft.tell(
            Event.REPORT_EDITED,
            hearing=command.hearing,
            introduction=any(one.party is None for one in command.sections),
            commented=[one.party for one in command.sections if one.party is not None],
        )


def finish_report(draft: Draft, command: FinishReport) -> None:
    """Keep a finished version; an earlier one is kept beside it.

    Raises NotAllowed while there is no report, and Incomplete: STALE_REPORT when the report is
    not what its files were made from any more.
    """
    _require_open(draft, "finish_report", command.hearing)
    if command.seen != command.contents:
        raise Incomplete(Missing(Lack.STALE_REPORT))
    report = draft.new_id()
    draft.change(
        ReportFinished(
            report,
            draft.facts.id,
            command.hearing,
            command.version,
            command.contents,
            draft.now,
            draft.actor.name,
        ),
        *(
            ReportFileAdded(
                draft.new_id(), report, file.name, file.size, file.sha256, file.media_type
            )
            for file in command.files
        ),
    )
    draft.tell(
        Event.REPORT_FINISHED,
        hearing=command.hearing,
        report_version=command.version,
        files=[{"name": file.name, "sha256": file.sha256} for file in command.files],
    )


def _require_open(draft: Draft, act: str, hearing: str) -> None:
    if not report_is_open(draft.facts, hearing):
        raise NotAllowed(act, draft.state, draft.allowed())


def _round(facts: CaseFacts, hearing: str) -> HearingFacts | None:
    return next((one for one in facts.hearings if one.id == hearing), None)


def _note(draft: Draft, hearing: str, section: ReportSection) -> ReportNoteAdded:
    return ReportNoteAdded(
        id=draft.new_id(),
        case_id=draft.facts.id,
        hearing_id=hearing,
        section=section.party or INTRODUCTION,
        party_id=section.party,
        response_id=section.response,
        version=section.version + 1,
        comment=section.comment,
        changes=section.changes,
        saved_at=draft.now,
        saved_by=draft.actor.name,
    )
