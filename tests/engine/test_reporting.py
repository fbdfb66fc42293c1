"""The report of a hearing: when it can be written in, and what is refused to whom comes second."""

import pytest

from tests.engine.facts_for_tests import OPEN, party, plan
from tests.engine.world import ACTOR, World
from workflows.engine.changes.reports import ReportFileAdded, ReportFinished, ReportNoteAdded
from workflows.engine.commands.cases import Submit, Withdraw
from workflows.engine.commands.files import UploadedFile
from workflows.engine.commands.reports import EditReport, FinishReport, ReportSection
from workflows.engine.deciding import decide
from workflows.engine.errors import Incomplete, Lack, Missing, NotAllowed
from workflows.engine.outcome import Outcome
from workflows.engine.reporting import INTRODUCTION, report_contents, report_is_open
from workflows.engine.vocabulary import Event

FILES = (
    UploadedFile("notat.pdf", 10, "a" * 64, "application/pdf"),
    UploadedFile("notat.docx", 20, "b" * 64, "application/docx"),
)


def opened(line: str = "høring, VPU") -> World:
    world = World(line)
    world.do(plan(party("Ældrerådet"), party("Handicaprådet")), Submit(), OPEN)
    return world


def closed(line: str = "høring, VPU") -> World:
    world = opened(line)
    world.go_to("2024-05-15 00:05")
    world.sweep()
    return world


def section(base: int = 0, version: int = 0, party: str | None = None) -> ReportSection:
    return ReportSection(party, None, "Enig.", "Intet.", base, version)


def finish(world: World, seen: str = "x", contents: str = "x") -> FinishReport:
    return FinishReport(world.facts.hearings[0].id, 1, seen, contents, FILES)


def decided(world: World, command: EditReport | FinishReport) -> Outcome:
    return decide(world.facts, command, ACTOR, world.now)


def hearing(world: World) -> str:
    return world.facts.hearings[0].id


def test_a_report_cannot_be_written_in_before_the_hearing_is_closed() -> None:
    world = opened()
    assert not report_is_open(world.facts, hearing(world))
    with pytest.raises(NotAllowed):
        world.do(EditReport(hearing(world), (section(),)))
    with pytest.raises(NotAllowed):
        world.do(finish(world))


def test_every_section_saved_is_a_version_with_who_and_when() -> None:
    world = closed()
    commented = hearing_party(world)
    outcome = decided(world, EditReport(hearing(world), (section(2, 2), section(0, 0, commented))))
    notes = [change for change in outcome.changes if isinstance(change, ReportNoteAdded)]
    assert [(note.section, note.version) for note in notes] == [(INTRODUCTION, 3), (commented, 1)]
    assert {note.saved_at for note in notes} == {world.now}
    assert all(note.saved_by for note in notes)
    (entry,) = outcome.journal
    assert entry.event is Event.REPORT_EDITED
    assert entry.payload["introduction"] is True
    assert entry.payload["commented"] == [commented]


def hearing_party(world: World) -> str:
    return world.facts.hearings[0].parties[0].id


def test_one_stale_section_and_nothing_is_saved() -> None:
    world = closed()
    late = hearing_party(world)
    with pytest.raises(Incomplete) as refused:
        world.do(EditReport(hearing(world), (section(), section(1, 2, late))))
    assert refused.value.missing == (Missing(Lack.STALE_REPORT, late),)


def test_nothing_changed_is_nothing_told() -> None:
    world = closed()
    outcome = decided(world, EditReport(hearing(world), ()))
    assert outcome.journal == ()
    assert outcome.changes == ()


def test_a_finished_version_names_its_files_in_the_journal() -> None:
    world = closed()
    outcome = decided(world, finish(world))
    finished = next(one for one in outcome.changes if isinstance(one, ReportFinished))
    files = [one for one in outcome.changes if isinstance(one, ReportFileAdded)]
    assert (finished.version, finished.contents) == (1, "x")
    assert [(file.report_id, file.sha256) for file in files] == [
        (finished.id, "a" * 64),
        (finished.id, "b" * 64),
    ]
    (entry,) = outcome.journal
    assert entry.event is Event.REPORT_FINISHED
    assert entry.payload["report_version"] == 1


def test_what_was_not_seen_is_not_finished() -> None:
    world = closed()
    with pytest.raises(Incomplete) as refused:
        world.do(finish(world, "seen", "now"))
    assert refused.value.missing == (Missing(Lack.STALE_REPORT),)


def test_a_withdrawn_case_keeps_its_report_as_it_is() -> None:
    world = closed()
    world.do(Withdraw("Bortfaldet"))
    with pytest.raises(NotAllowed):
        world.do(EditReport(hearing(world), (section(),)))


def test_a_route_that_ends_with_the_hearing_has_its_report_written_afterwards() -> None:
    world = closed("høring")
    assert world.facts.state == "closed"
    assert report_is_open(world.facts, hearing(world))
    world.do(finish(world))


def test_contents_differ_with_every_answer_and_every_version() -> None:
    known = report_contents(["b", "a"], {INTRODUCTION: 1})
    assert known == report_contents(["a", "b"], {INTRODUCTION: 1, "nobody": 0})
    assert known != report_contents(["a"], {INTRODUCTION: 1})
    assert known != report_contents(["a", "b"], {INTRODUCTION: 2})
    assert known != report_contents(["a", "b"], {INTRODUCTION: 1, "somebody": 1})
