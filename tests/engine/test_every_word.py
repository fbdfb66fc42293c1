"""Every decision word of the definitions at every kind of step: where it takes the case."""

from dataclasses import replace

import pytest

import definitions
from tests.definitions.folders import NORDDJURS
from tests.engine.facts_for_tests import BUU, CASE_TYPE, KB, OEK, OMU, VPU, put_on
from tests.engine.world import World
from workflows.engine.commands.cases import Submit
from workflows.engine.commands.meetings import Decide, TakeEffect
from workflows.engine.definition import Body, DecisionWord
from workflows.engine.naming import ascii_key
from workflows.engine.recording import foreseen
from workflows.engine.replay import replay
from workflows.engine.vocabulary import Effect

WORDS = definitions.read(NORDDJURS).case_types["politisk-sag"].words
PLACES = {"only": "{body}", "last": "BUU, {body}", "between": "{body}, BUU"}


def before(body: Body, place: str) -> World:
    """The case is on the body's agenda, on the day."""
    line = PLACES[place].format(body=body.code)
    world = World(line, case_type=replace(CASE_TYPE, words=WORDS))
    world.do(Submit())
    if place == "last":
        onward = next(word for word in WORDS if word.effect is Effect.ADVANCE)
        world.do(put_on(BUU, "2024-06-05"))
        world.go_to("2024-06-05 18:00")
        world.do(Decide(onward.code, "Godkendt."), TakeEffect())
    world.do(put_on(body, "2024-06-19"))
    world.go_to("2024-06-19 18:00")
    return world


def leads_to(effect: Effect, body: Body, place: str) -> str:
    """Told without the machine: the state, by what the effect says in words."""
    onward = "buu-1.waiting" if place == "between" else "closed"
    return {
        Effect.ADVANCE: onward,
        Effect.DEFER: f"{ascii_key(body.code)}-1.waiting",
        Effect.RETURN: "drafting",
        Effect.SEND_TO_HEARING: "hearing-1.preparing",
        Effect.REFER: "oek-1.waiting",
        Effect.REJECT: "closed",
        Effect.LAPSE: "closed",
    }[effect]


@pytest.mark.parametrize("word", WORDS, ids=lambda word: word.code)
@pytest.mark.parametrize("body", [VPU, KB, OMU], ids=lambda body: body.kind.value)
@pytest.mark.parametrize("place", PLACES)
def test_a_word_takes_the_case_where_its_effect_says(
    word: DecisionWord, body: Body, place: str
) -> None:
    world = before(body, place)
    target = OEK if word.effect is Effect.REFER else None
    foretold = foreseen(world.facts, word.effect, target)
    world.do(Decide(word.code, "Som det blev sagt.", refer_to=target), TakeEffect())
    assert world.state == leads_to(word.effect, body, place)
    assert foretold == (world.state, world.facts.route)
    assert replay(world.facts.case_type, world.journal).state == world.state
