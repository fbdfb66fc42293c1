"""The one mail of the day: on working days from its hour on, whatever the days between were."""

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.facts_for_tests import CALENDAR, OFFICER, OPEN, answer, at, party, plan
from tests.engine.world import World
from workflows.engine.commands.cases import Submit
from workflows.engine.commands.hearings import CloseHearing
from workflows.engine.commands.parties import MarkUnreachable, NoteLateInvitations, NoteUndelivered
from workflows.engine.digests import digest_after, digest_due
from workflows.engine.facts import Actor
from workflows.engine.vocabulary import Channel, Event, MessageKind

HOUR = time(7, 30)
# Thursday 9 May 2024 is Ascension Day; summer time begins on Sunday 31 March, which is Easter.


@pytest.mark.parametrize(
    ("now", "day"),
    [
        ("2024-05-07 07:29", None),
        ("2024-05-07 07:30", "2024-05-07"),
        ("2024-05-07 23:59", "2024-05-07"),
        ("2024-05-09 12:00", None),
        ("2024-05-11 12:00", None),
    ],
)
def test_a_digest_may_go_from_the_hour_on_of_a_working_day(now: str, day: str | None) -> None:
    due = digest_due(CALENDAR, HOUR, at(now))
    assert (due.isoformat() if due else None) == day


@pytest.mark.parametrize(
    ("event", "told_at"),
    [
        ("2024-05-07 07:29", "2024-05-07 07:30"),
        ("2024-05-07 07:30", "2024-05-08 07:30"),
        ("2024-05-08 10:00", "2024-05-10 07:30"),
        ("2024-05-10 10:00", "2024-05-13 07:30"),
        ("2024-03-27 10:00", "2024-04-02 07:30"),
    ],
)
def test_what_happens_is_told_in_the_morning_of_the_next_working_day(
    event: str, told_at: str
) -> None:
    assert digest_after(CALENDAR, HOUR, at(event)) == at(told_at)


@given(
    st.datetimes(
        at("2024-01-01 00:00").replace(tzinfo=None), at("2027-01-01 00:00").replace(tzinfo=None)
    ),
    st.times().map(lambda hour: hour.replace(second=0, microsecond=0)),
)
def test_when_it_is_told_a_digest_may_go_and_none_could_before(event: datetime, hour: time) -> None:
    happened = CALENDAR.at(event.date(), event.time())
    told_at = digest_after(CALENDAR, hour, happened)
    assert told_at > happened
    assert digest_due(CALENDAR, hour, told_at) == CALENDAR.local_date(told_at)
    between = told_at - timedelta(days=1)
    while between > happened:
        day = digest_due(CALENDAR, hour, between)
        assert day is None or CALENDAR.at(day, hour) <= happened
        between -= timedelta(hours=6)


def opened() -> World:
    """Two parties, one with two contacts, asked until Tuesday 14 May."""
    world = World("høring, VPU")
    parties = (party("Ældre", contacts=2), party("Handicap"))
    world.do(plan(*parties, due_on="2024-05-14"), Submit(), OPEN)
    return world


def told(world: World) -> list[tuple[str, bool]]:
    """What the officer is told, and whether in the digest."""
    return [
        (str(letter.payload["about"]), letter.gathered)
        for letter in world.letters
        if letter.officer_id == OFFICER.id
    ]


def test_a_party_that_can_answer_and_has_no_other_address_cannot_wait_for_the_digest() -> None:
    world = opened()
    world.do(MarkUnreachable(world.party("Ældre").id, "ældre0@raad.example"))
    world.do(MarkUnreachable(world.party("Ældre").id, "ældre1@raad.example"))
    assert told(world) == [("party_unreachable", True), ("party_unreachable", False)]
    world.go_to("2024-05-15 00:01")
    world.do(MarkUnreachable(world.party("Handicap").id, "handicap0@raad.example"))
    assert told(world)[-1] == ("party_unreachable", True)


@pytest.mark.parametrize(
    ("letter", "now", "gathered"),
    [
        (MessageKind.INVITATION, "2024-05-02 10:00", False),
        (MessageKind.INVITATION, "2024-05-15 00:01", True),
        (MessageKind.REMINDER, "2024-05-02 10:00", True),
    ],
)
def test_a_letter_that_was_given_up_is_told_and_its_address_kept(
    letter: MessageKind, now: str, gathered: bool
) -> None:
    world = opened()
    world.go_to(now)
    handicap = world.party("Handicap")
    world.do(NoteUndelivered(handicap.id, "handicap0@raad.example", letter))
    assert told(world) == [("not_sent", gathered)]
    assert world.events()[-1] is Event.OFFICER_NOTIFIED
    assert world.party("Handicap") == handicap


def test_a_late_answer_is_told_unless_the_officer_wrote_it_in() -> None:
    world = opened()
    world.go_to("2024-05-15 00:05")
    world.sweep()
    assert told(world) == [("hearing_closed", True)]
    world.go_to("2024-05-16 10:00")
    contact = world.party("Ældre").contacts[0]
    by_link = answer(world.party("Ældre").id, world.now)
    world.do(by_link, actor=Actor("party", contact.name, contact.id))
    assert told(world)[1:] == [("late_answer", True)]
    by_phone = answer(world.party("Handicap").id, world.now)
    world.do(replace(by_phone, channel=Channel.PHONE))
    assert told(world)[1:] == [("late_answer", True)]


def test_an_answer_in_time_after_an_early_closing_is_told_too() -> None:
    world = opened()
    world.do(CloseHearing("Udvalget skal bruge svarene nu"))
    before = len(told(world))
    contact = world.party("Ældre").contacts[0]
    by_link = answer(world.party("Ældre").id, world.now)
    world.do(by_link, actor=Actor("party", contact.name, contact.id))
    assert told(world)[before:] == [("answer_after_closing", True)]


def test_who_was_invited_too_late_for_the_minimum_needs_an_extension_now() -> None:
    world = World("høring, VPU")
    parties = (party("Ældre"), party("Handicap", due_on="2024-06-20"))
    world.do(plan(*parties, rule="lokalplan", due_on="2024-05-20"), Submit(), OPEN)
    both = NoteLateInvitations((world.party("Ældre").id, world.party("Handicap").id))
    world.go_to("2024-04-22 10:00")
    world.do(both)
    assert told(world) == []
    world.go_to("2024-04-23 10:00")
    world.do(both)
    assert told(world) == [("invited_late", False)]
    payload = world.letters[-1].payload
    assert (payload["parties"], payload["extend_to"]) == ("Ældre", "2024-05-21")


def test_where_no_law_gives_a_minimum_a_late_invitation_is_no_news() -> None:
    world = opened()
    world.go_to("2024-05-13 10:00")
    world.do(NoteLateInvitations((world.party("Ældre").id,)))
    assert told(world) == []
