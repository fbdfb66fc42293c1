"""Who must be heard follows from a case's marks and type; who is left out needs a reason."""

import pytest

from tests.engine.facts_for_tests import BODIES, OPEN, RULES, party, plan
from tests.engine.world import World
from workflows.engine.commands.cases import EditCase, MarkCase, Submit, Withdraw
from workflows.engine.commands.hearings import NotHeard, PartyPlan
from workflows.engine.deciding import possibilities
from workflows.engine.definition import Contact, HearRule
from workflows.engine.errors import Incomplete, Lack, Missing, NotAllowed
from workflows.engine.vocabulary import Event, Trigger
from workflows.engine.whom_to_hear import whom_to_hear

OMU = PartyPlan("Områdeudvalget", (Contact("Ane", "omu@by.example"),), "OMU")


def named(marks: str, case_type: str = "politisk-sag", rules: tuple[HearRule, ...] = RULES) -> str:
    found = whom_to_hear(rules, BODIES, case_type, marks.split())
    return " ".join(one.body for one in found)


def test_a_rule_holds_for_a_case_with_all_of_its_marks() -> None:
    assert named("ansatte") == ""
    assert named("social") == ""
    assert named("social ansatte andet") == "OMU"


def test_a_rule_that_names_types_holds_for_these_alone() -> None:
    assert named("unge") == ""
    assert named("unge", "anden-type") == "BUU"


def test_a_body_that_several_rules_name_is_proposed_once_with_all_of_them() -> None:
    rules = (*RULES, HearRule("OMU", "aftalen", "Også ellers.", ("andet",)))
    (found,) = whom_to_hear(rules, BODIES, "politisk-sag", ["ansatte", "social", "andet"])
    assert found.name == "Områdeudvalget"
    assert found.sources == "MED-rammeaftalen § 7, aftalen"


def marked(*marks: str) -> World:
    world = World("høring, VPU")
    world.do(MarkCase(marks))
    return world


def missing(world: World) -> list[Missing]:
    return [
        thing
        for one in possibilities(world.facts, world.now)
        if one.trigger is Trigger.OPEN_HEARING
        for thing in one.missing
    ]


def test_a_hearing_that_leaves_out_who_must_be_heard_is_not_sent() -> None:
    world = marked("ansatte", "social")
    world.do(plan(party("Handicap")), Submit())
    expected = Missing(Lack.WHY_NOT_HEARD, "Områdeudvalget (MED-rammeaftalen § 7)")
    assert missing(world) == [expected]
    with pytest.raises(Incomplete) as refused:
        world.do(OPEN)
    assert refused.value.missing == (expected,)


def test_it_is_sent_once_the_reason_is_given_which_the_journal_tells() -> None:
    world = marked("ansatte", "social")
    reasons = (NotHeard("OMU", "  Hørt i foråret.  "), NotHeard("KB", "Ingen regel."))
    world.do(plan(party("Handicap"), not_heard=reasons), Submit(), OPEN)
    (left_out,) = world.hearing.left_out
    assert (left_out.body, left_out.source) == ("OMU", "MED-rammeaftalen § 7")
    told = [line.payload for line in world.journal if line.event == Event.HEARING_PREPARED]
    assert told[0] is not None
    assert told[0]["not_heard"] == [{"name": "Områdeudvalget", "reason": "Hørt i foråret."}]


def test_it_is_sent_when_the_body_is_heard_and_a_reason_then_counts_for_nothing() -> None:
    world = marked("ansatte", "social")
    world.do(plan(OMU, not_heard=(NotHeard("OMU", "Hørt i foråret."),)), Submit(), OPEN)
    assert world.hearing.left_out == ()


def test_a_mark_that_comes_after_the_plan_asks_for_its_body_too() -> None:
    world = marked()
    world.do(plan(party("Handicap")), Submit())
    assert missing(world) == []
    world.do(MarkCase(("ansatte", "social")))
    assert [thing.code for thing in missing(world)] == [Lack.WHY_NOT_HEARD]


def test_marking_a_case_is_journalised_and_counts_but_the_same_marks_again_do_not() -> None:
    world = marked("ansatte")
    version = world.facts.version
    assert world.events()[-1] is Event.CASE_MARKED
    world.do(MarkCase(("ansatte",)))
    assert world.facts.version == version
    world.do(EditCase("En sag", "", "", (), ("social", "ansatte")))
    assert world.facts.marks == ("social", "ansatte")
    assert world.journal[-1].payload is not None
    assert world.journal[-1].payload["marks_before"] == ["ansatte"]


def test_writing_a_case_without_a_word_of_marks_leaves_them() -> None:
    world = marked("ansatte")
    world.do(EditCase("En sag", "Tekst", "", ()))
    assert world.facts.marks == ("ansatte",)


def test_a_case_that_has_ended_is_not_marked() -> None:
    world = marked()
    world.do(Withdraw("Bortfalder"))
    with pytest.raises(NotAllowed):
        world.do(MarkCase(("ansatte",)))
