"""The picture of a state diagram: every state has a box, every arrow between two is there once."""

import pytest

import definitions
from tests.definitions.folders import NORDDJURS
from web.state_pictures import picture_of
from workflows.services.definition_previews import drawing

DEFINED = definitions.read(NORDDJURS)


@pytest.mark.parametrize("name", DEFINED.case_types)
def test_every_state_and_arrow_is_within_the_picture(name: str) -> None:
    drawn = drawing(DEFINED, DEFINED.case_types[name])
    picture = picture_of(drawn)
    assert [box.title for box in picture.boxes] == [state.title for state in drawn.states]
    assert picture.boxes[-1].top + picture.box_height < picture.height
    ends = {(at, way.dest) for at, state in enumerate(drawn.states) for way in state.ways}
    assert len(picture.steps) == sum(dest == source + 1 for source, dest in ends)
    assert len(picture.bends) == len(ends) - len(picture.steps)
    assert {bend.is_back for bend in picture.bends} >= {True}


def test_words_that_lead_the_same_way_stand_at_one_arrow() -> None:
    picture = picture_of(drawing(DEFINED, DEFINED.case_types["politisk-sag"]))
    assert any("Afvist, Forkastet" in bend.label for bend in picture.bends)
    assert all(len(step.label) <= 58 for step in picture.steps)
