"""A round after the first: it says what is another than before."""

import pytest

from tests.engine.facts_for_tests import OPEN, VPU, decision, party, plan, put_on
from tests.engine.world import World
from workflows.engine.commands.cases import Submit
from workflows.engine.commands.meetings import TakeEffect
from workflows.engine.errors import Incomplete, Lack, Missing
from workflows.engine.vocabulary import Effect


def sent_back() -> World:
    """A first round, and the committee sent the case back."""
    world = World("høring, VPU")
    world.do(plan(party("Ældre")), Submit(), OPEN)
    world.go_to("2024-05-15 00:05")
    world.sweep()
    world.do(put_on(VPU, "2024-06-12"))
    world.go_to("2024-06-12 18:00")
    world.do(decision(Effect.RETURN))
    world.do(TakeEffect())
    return world


def test_what_changed_is_kept_with_the_round() -> None:
    world = sent_back()
    world.do(plan(party("Ældre"), due_on="2024-07-14", changes=" Beløbet er sat op. "), Submit())
    world.do(OPEN)
    assert (world.hearing.round, world.hearing.changes) == (2, "Beløbet er sat op.")


@pytest.mark.parametrize("changes", ["", "  \n"])
def test_it_is_not_sent_before_that_is_written(changes: str) -> None:
    world = sent_back()
    world.do(plan(party("Ældre"), due_on="2024-07-14", changes=changes), Submit())
    with pytest.raises(Incomplete) as refused:
        world.do(OPEN)
    assert refused.value.missing == (Missing(Lack.CHANGES),)
    world.do(plan(party("Ældre"), due_on="2024-07-14", changes="Nyt bilag"), OPEN)
    assert world.hearing.changes == "Nyt bilag"


def test_a_first_round_has_changed_nothing() -> None:
    world = World("høring, VPU")
    world.do(plan(party("Ældre"), changes="Noget"), plan(party("Ældre"), changes="Noget"))
    assert world.hearing.changes == ""
