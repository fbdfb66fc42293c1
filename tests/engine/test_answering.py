"""An answer: in time or late, replaced, joint, and what it sets going."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.engine.facts_for_tests import (
    ACTOR,
    CALENDAR,
    OPEN,
    VPU,
    answer,
    at,
    party,
    plan,
    put_on,
)
from tests.engine.world import World
from workflows.engine.changes.answers import ResponseAdded
from workflows.engine.changes.cases import AttachmentAdded
from workflows.engine.commands.answers import Answer, UndoResponse
from workflows.engine.commands.cases import Submit
from workflows.engine.commands.files import UploadedFile
from workflows.engine.commands.hearings import ExtendHearing
from workflows.engine.commands.parties import MarkUnreachable
from workflows.engine.errors import Incomplete, Lack, Missing, WrongInput
from workflows.engine.facts import Actor
from workflows.engine.vocabulary import (
    Channel,
    DeadlineKind,
    DeadlineStatus,
    Event,
    MessageKind,
    PartyStatus,
    Stance,
)

MIDNIGHT = CALENDAR.end_of(at("2024-05-14 12:00").date())


def opened(*parties: str) -> World:
    world = World("høring, VPU")
    world.do(plan(*(party(name) for name in parties)), Submit(), OPEN)
    return world


def lacks(world: World, command: Answer) -> tuple[Missing, ...]:
    before = world.facts
    with pytest.raises(Incomplete) as refused:
        world.do(command)
    assert world.facts == before
    return refused.value.missing


def responses(world: World) -> list[ResponseAdded]:
    return [change for change in world.changes if isinstance(change, ResponseAdded)]


def attached(world: World) -> list[str | None]:
    """Ids of the answers that became attachments."""
    return [
        change.response_id
        for change in world.changes
        if isinstance(change, AttachmentAdded) and change.response_id
    ]


@pytest.mark.parametrize(
    ("before_midnight", "late"),
    [(timedelta(microseconds=1), False), (timedelta(0), True), (timedelta(seconds=-1), True)],
)
def test_the_instant_of_arrival_alone_decides_whether_it_is_late(
    before_midnight: timedelta, late: bool
) -> None:
    world = opened("Ældre")
    world.go_to("2024-05-15 00:04")
    world.do(answer(world.party("Ældre").id, MIDNIGHT - before_midnight))
    assert [response.late for response in responses(world)] == [late]
    assert world.party("Ældre").status is PartyStatus.ANSWERED


def test_an_answer_is_no_officers_act_and_makes_nobody_stale() -> None:
    world = opened("Ældre")
    version = world.facts.version
    world.do(answer(world.party("Ældre").id, world.now), actor=Actor("party", "Ældrerådet"))
    assert world.facts.version == version


def test_an_answer_stops_the_reminders_and_gives_a_receipt() -> None:
    world = opened("Ældre")
    elders = world.party("Ældre")
    world.do(replace(answer(elders.id, world.now), contact=elders.contacts[0].id))
    assert {s for _, s in world.deadlines_of(DeadlineKind.REMINDER)} == {DeadlineStatus.CANCELLED}
    assert world.letters_of(MessageKind.RECEIPT) == ["ældre0@raad.example"]
    (response,) = responses(world)
    assert len(response.receipt) == 12
    world.sweep_until("2024-05-14 12:00", lambda now: now + timedelta(hours=6))
    assert world.letters_of(MessageKind.REMINDER) == []


def test_a_body_replaces_its_answer_and_every_version_is_kept() -> None:
    world = opened("Ældre")
    elders = world.party("Ældre").id
    world.do(answer(elders, world.now), answer(elders, world.now, base=1))
    assert [response.version for response in responses(world)] == [1, 2]
    assert world.events()[-2:] == [Event.RESPONSE_RECEIVED, Event.RESPONSE_REPLACED]
    assert world.party("Ældre").response == responses(world)[1].id


def test_of_two_who_write_at_once_the_second_is_told_and_loses_nothing() -> None:
    world = opened("Ældre")
    elders = world.party("Ældre").id
    world.do(answer(elders, world.now))
    assert lacks(world, answer(elders, world.now)) == (Missing(Lack.STALE_ANSWER, "1"),)


@pytest.mark.parametrize("stance", [Stance.OPPOSES, Stance.SUPPORTS_WITH_REMARKS])
def test_remarks_and_objections_need_words_or_a_file(stance: Stance) -> None:
    world = opened("Ældre")
    bare = replace(answer(world.party("Ældre").id, world.now), stance=stance, text=" ")
    assert lacks(world, bare) == (Missing(Lack.ANSWER_TEXT),)
    world.do(replace(bare, files=(UploadedFile("svar.pdf", 9, "ab" * 32, "application/pdf"),)))
    assert world.party("Ældre").answers == 1


def test_a_joint_answer_counts_for_all_who_give_it() -> None:
    world = opened("Handicap", "Ældre", "Bruger")
    first, second, _ = world.hearing.parties
    world.do(answer(first.id, world.now, jointly=(second.id,)))
    assert world.party("Ældre").status is PartyStatus.ANSWERED
    assert (world.party("Ældre").answers, world.party("Bruger").answers) == (0, 0)
    pending = [d.party for d in world.facts.deadlines if d.kind is DeadlineKind.REMINDER]
    assert set(pending) == {world.party("Bruger").id}


def test_one_who_answered_jointly_may_still_answer_alone_and_both_are_kept() -> None:
    world = opened("Handicap", "Ældre")
    first, second = world.hearing.parties
    world.do(answer(first.id, world.now, jointly=(second.id,)), answer(second.id, world.now))
    joint, own = responses(world)
    assert world.party("Ældre").response == own.id
    world.go_to("2024-05-15 00:05")
    world.sweep()
    assert attached(world) == [joint.id, own.id]


def test_nobody_is_answered_for_by_a_second() -> None:
    world = opened("Handicap", "Ældre", "Bruger")
    first, second, third = world.hearing.parties
    world.do(answer(first.id, world.now, jointly=(second.id,)))
    for giver, taken in ((third, second), (third, first), (first, third)):
        if giver is first:
            world.do(answer(third.id, world.now))
        base = world.party(giver.name).answers
        with pytest.raises(WrongInput, match=f"{taken.name} har allerede svaret"):
            world.do(answer(giver.id, world.now, base=base, jointly=(taken.id,)))


def test_whoever_gave_a_joint_answer_may_give_it_anew_for_the_same() -> None:
    world = opened("Handicap", "Ældre")
    first, second = world.hearing.parties
    world.do(
        answer(first.id, world.now, jointly=(second.id,)),
        answer(first.id, world.now, base=1, jointly=(second.id,)),
        answer(first.id, world.now, base=2),
        answer(first.id, world.now, base=3, jointly=(second.id,)),
    )
    assert world.party("Ældre").response == responses(world)[3].id
    assert world.letters_of(MessageKind.LEFT_WITH_JOINT) == ["ældre0@raad.example"]


def test_who_is_left_with_a_joint_answer_that_its_giver_replaced_is_told_once() -> None:
    world = opened("Handicap", "Ældre")
    first, second = world.hearing.parties
    world.do(
        answer(first.id, world.now, jointly=(second.id,)),
        answer(first.id, world.now, base=1),
        answer(first.id, world.now, base=2),
    )
    assert world.party("Ældre").response == responses(world)[0].id
    assert world.letters_of(MessageKind.LEFT_WITH_JOINT) == ["ældre0@raad.example"]
    assert world.letters[-1].payload == {"response": responses(world)[0].id}


def test_who_is_left_with_it_again_after_a_mistake_was_undone_is_told_again() -> None:
    world = opened("Handicap", "Ældre")
    first, second = world.hearing.parties
    world.do(answer(first.id, world.now, jointly=(second.id,)), answer(first.id, world.now, base=1))
    joint, alone = responses(world)
    world.do(UndoResponse(first.id, alone.id, "Forkert råd", ((first.id, joint.id),)))
    world.do(answer(first.id, world.now, base=2))
    assert world.letters_of(MessageKind.LEFT_WITH_JOINT) == ["ældre0@raad.example"] * 2


def test_what_was_received_last_counts_whenever_it_was_registered() -> None:
    world = opened("Handicap", "Ældre")
    elders, disabled = world.party("Ældre").id, world.party("Handicap").id
    posted = world.now + timedelta(hours=1)
    world.now += timedelta(days=2)
    world.do(answer(elders, world.now, jointly=(disabled,)))
    letter = replace(answer(elders, posted, base=1), channel=Channel.LETTER)
    world.do(letter)
    by_link, by_letter = responses(world)
    assert world.party("Ældre").response == world.party("Handicap").response == by_link.id
    assert world.party("Ældre").answers == by_letter.version == 2
    assert world.events()[-1] is Event.RESPONSE_RECEIVED
    assert world.journal[-1].payload is not None
    assert world.journal[-1].payload["beside"] is True
    assert world.letters_of(MessageKind.LEFT_WITH_JOINT) == []
    world.go_to("2024-05-15 00:05")
    world.sweep()
    assert attached(world) == [by_link.id], "as any answer that was replaced"


def test_the_receipt_of_what_came_before_the_one_that_counts_says_so() -> None:
    world = opened("Ældre")
    elders = world.party("Ældre")
    mailed = world.now + timedelta(hours=1)
    world.now += timedelta(days=2)
    world.do(answer(elders.id, world.now))
    contact = elders.contacts[0].id
    world.do(replace(answer(elders.id, mailed, base=1), channel=Channel.MAIL, contact=contact))
    assert world.letters[-1].payload == {"response": responses(world)[1].id, "beside": True}


def test_a_joint_answer_names_parties_of_the_same_round() -> None:
    world = opened("Ældre")
    with pytest.raises(WrongInput, match="samme høring"):
        world.do(answer(world.party("Ældre").id, world.now, jointly=("en-anden",)))


def test_a_late_answer_becomes_an_attachment_at_once() -> None:
    world = opened("Ældre")
    elders = world.party("Ældre").id
    world.go_to("2024-05-15 00:05")
    world.sweep()
    assert world.party("Ældre").status is PartyStatus.SILENT
    world.do(answer(elders, world.now))
    (response,) = responses(world)
    assert response.late
    assert attached(world) == [response.id]
    assert world.party("Ældre").status is PartyStatus.ANSWERED


@pytest.mark.parametrize("closed_first", [False, True])
def test_an_answer_in_time_stays_when_another_comes_too_late(closed_first: bool) -> None:
    world = opened("Ældre", "Handicap")
    elders, disabled = world.party("Ældre").id, world.party("Handicap").id
    world.do(answer(elders, world.now, jointly=(disabled,)))
    world.go_to("2024-05-15 00:05")
    if closed_first:
        world.sweep()
    world.do(answer(elders, world.now, base=1, jointly=(disabled,)))
    world.sweep()
    first, second = responses(world)
    assert (first.late, second.late) == (False, True)
    assert world.party("Ældre").response == world.party("Handicap").response == first.id
    assert world.party("Ældre").latest == second.id
    assert attached(world) == [first.id, second.id]


def test_of_two_answers_that_came_too_late_the_latter_counts() -> None:
    world = opened("Ældre")
    elders = world.party("Ældre").id
    world.go_to("2024-05-15 00:05")
    world.do(answer(elders, world.now), answer(elders, world.now, base=1))
    assert world.party("Ældre").response == responses(world)[1].id


@pytest.mark.parametrize("state", ["preparing", "sealed", "unknown"])
def test_answers_are_taken_only_by_a_hearing_that_takes_them(state: str) -> None:
    world = World("høring, VPU")
    world.do(plan(party("Ældre")), Submit())
    elders = "ingen" if state == "unknown" else world.party("Ældre").id
    if state == "sealed":
        world.do(OPEN)
        world.go_to("2024-05-15 00:05")
        world.sweep()
        world.do(put_on(VPU, "2024-06-12"))
        world.go_to("2024-06-07 00:00")
        world.sweep()
    assert lacks(world, answer(elders, world.now)) == (Missing(Lack.OPEN_FOR_ANSWERS),)


def test_a_mail_that_came_back_marks_the_party_and_tells_the_officer_once() -> None:
    world = opened("Ældre")
    bounced = MarkUnreachable(world.party("Ældre").id, "ældre0@raad.example")
    world.do(bounced, bounced, actor=ACTOR)
    assert world.party("Ældre").status is PartyStatus.UNREACHABLE
    assert world.letters_of(MessageKind.OFFICER) == ["anna@by.example"]
    assert {s for _, s in world.deadlines_of(DeadlineKind.REMINDER)} == {DeadlineStatus.CANCELLED}
    world.do(answer(world.party("Ældre").id, world.now), bounced)
    assert world.party("Ældre").status is PartyStatus.ANSWERED


def test_a_party_with_another_address_is_reached_and_reminded_there() -> None:
    world = World("høring, VPU")
    world.do(plan(party("Ældre", contacts=2)), Submit(), OPEN)
    world.do(MarkUnreachable(world.party("Ældre").id, "ældre0@raad.example"))
    assert world.party("Ældre").status is PartyStatus.INVITED
    assert world.letters_of(MessageKind.OFFICER) == ["anna@by.example"]
    world.go_to("2024-05-07 08:00")
    world.sweep()
    assert world.letters_of(MessageKind.REMINDER) == ["ældre1@raad.example"]
    world.do(MarkUnreachable(world.party("Ældre").id, "ældre1@raad.example"))
    assert world.party("Ældre").status is PartyStatus.UNREACHABLE


def test_an_extension_is_not_mailed_where_mail_comes_back_and_the_officer_is_told() -> None:
    world = opened("Handicap", "Ældre")
    world.do(MarkUnreachable(world.party("Ældre").id, "ældre0@raad.example"))
    world.do(ExtendHearing(date(2024, 5, 28), "Ferie"))
    assert world.letters_of(MessageKind.EXTENSION) == ["handicap0@raad.example"]
    told = world.letters[-1]
    assert (told.kind, told.payload["about"]) == (MessageKind.OFFICER, "not_told_extension")
    assert told.payload["parties"] == "Ældre"


def test_one_who_answers_from_a_dead_address_is_written_to_again() -> None:
    world = opened("Ældre")
    elders = world.party("Ældre")
    world.do(MarkUnreachable(elders.id, "ældre0@raad.example"))
    world.do(replace(answer(elders.id, world.now), contact=elders.contacts[0].id))
    world.do(ExtendHearing(date(2024, 5, 28), "Ferie"))
    assert world.letters_of(MessageKind.EXTENSION) == ["ældre0@raad.example"]
