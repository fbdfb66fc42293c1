"""Sending out the agenda that a story's case is on, as the secretary does."""

from cli.telling.report import looks_of
from cli.telling.script import Story
from workflows.services.desk import case_page
from workflows.services.dispatching import dispatch_agenda, sending_of


def send_agenda(story: Story) -> int:
    """Send it out; how many members are mailed their link to it."""
    house = story.stage.house
    item = case_page(house, looks_of(story.actor), story.case).open_item
    assert item is not None
    sending = sending_of(house, item.meeting)
    dispatch_agenda(house, item.meeting, sending.seen, story.actor)
    story.stage.settle()
    return len(sending.recipients.mailed)
