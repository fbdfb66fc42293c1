"""What the demo's officer does with the answers: the hearing's report, and what the public sees."""

from collections.abc import Mapping
from dataclasses import dataclass

from cli.telling.script import Story
from workflows.engine.commands.files import UploadedFile
from workflows.engine.errors import EnvironmentMissing
from workflows.engine.facts import Actor
from workflows.engine.vocabulary import HearingPhase
from workflows.records.case_list import Viewer
from workflows.records.hearing_pages import ShownHearing
from workflows.services.desk import case_page
from workflows.services.finishing import finish_report
from workflows.services.publishing import Checked, publish
from workflows.services.reports import WrittenSection, edit_report, report_page


@dataclass(frozen=True, slots=True)
class Comment:
    """What the administration says to an answer."""

    text: str
    changes: str = ""
    """What is changed in the proposal because of it."""


def write_report(story: Story, introduction: str, comments: Mapping[str, Comment]) -> None:
    """Write the report of the case's last hearing and finish it; comments by name of the party."""
    house, looks, hearing = story.stage.house, looks_of(story.actor), _last_hearing(story)
    written = [WrittenSection(None, 0, introduction)]
    for answer in report_page(house, looks, story.case, hearing.id).answers:
        given = answer.response
        said = comments.get(hearing.name_of(given.party), Comment("Taget til efterretning."))
        written.append(WrittenSection(given.id, 0, said.text, said.changes))
    seen = edit_report(house, looks, story.case, hearing.id, written, story.actor)
    finish_report(house, looks, story.case, hearing.id, seen, story.actor)
    story.stage.settle()


def publish_answers(story: Story) -> int:
    """Publish every answer of the case's last hearing as it came; how many there are."""
    hearing = _last_hearing(story)
    answers = [one for given in hearing.collected for one in given]
    for one in answers:
        files = {
            file.id: UploadedFile(file.name, file.size, file.sha256, file.media_type)
            for file in one.files
        }
        publish(story.stage.house, story.case, hearing, one, Checked(one.text, files), story.actor)
    return len(answers)


def closed_hearing(story: Story) -> ShownHearing:
    """The case's last hearing, as it closed by itself; raises EnvironmentMissing if it did not."""
    hearing = _last_hearing(story)
    if hearing.phase is not HearingPhase.LATE:
        raise EnvironmentMissing(f"Høringen i {story.stage.case} lukkede ikke ved fristen")
    return hearing


def _last_hearing(story: Story) -> ShownHearing:
    return case_page(story.stage.house, looks_of(story.actor), story.case).hearings[-1]


def looks_of(actor: Actor) -> Viewer:
    """The officer as one who looks at cases."""
    assert actor.id is not None
    return Viewer(actor.id, sees_closed=True)
