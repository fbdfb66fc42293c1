"""Who stands in for an officer who is away is told what the officer is told, once."""

from dataclasses import replace
from datetime import date

import pytest

from tests.engine.facts_for_tests import ACTOR, OFFICER, at
from tests.engine.world import World
from workflows.engine.facts import AbsenceFacts, Actor, OfficerFacts
from workflows.engine.notices import tell_officer, tell_watchers
from workflows.engine.outcome import Draft
from workflows.engine.vocabulary import MessageKind

BO = OfficerFacts("00000000-0000-4000-8000-00000000000b", "Bo Bilde", "bo@by.example")
AWAY = AbsenceFacts(date(2024, 5, 6), date(2024, 5, 10), BO)


def told(day: str, *, actor: Actor, watchers: tuple[OfficerFacts, ...] = ()) -> list[str]:
    """Who is written to of one thing that the officer and all who follow the case are told."""
    facts = replace(World("VPU").facts, absences=(AWAY,), watchers=watchers)
    draft = Draft(facts, actor, at(f"{day} 08:00"))
    tell_officer(draft, MessageKind.OFFICER, "closed", urgent=True)
    tell_watchers(draft, "closed")
    letters = draft.outcome().letters
    assert len({one.unique_key for one in letters}) == len(letters)
    return [one.recipient for one in letters]


@pytest.mark.parametrize(
    ("day", "both"),
    [("2024-05-05", False), ("2024-05-06", True), ("2024-05-10", True), ("2024-05-11", False)],
)
def test_it_is_so_from_the_first_day_to_the_last(day: str, both: bool) -> None:
    expected = [OFFICER.email, BO.email] if both else [OFFICER.email]
    assert told(day, actor=ACTOR) == expected


def test_who_stands_in_and_follows_the_case_is_told_once() -> None:
    assert told("2024-05-06", actor=ACTOR, watchers=(BO,)) == [OFFICER.email, BO.email]
    assert told("2024-05-11", actor=ACTOR, watchers=(BO,)) == [OFFICER.email, BO.email]


def test_nobody_is_told_of_what_they_did_themselves() -> None:
    assert told("2024-05-06", actor=Actor("officer", BO.name, BO.id)) == [OFFICER.email]
