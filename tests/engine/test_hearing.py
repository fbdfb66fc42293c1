"""A hearing: its plan, its opening, its deadline moved, its closing and its sealing."""

from dataclasses import replace
from datetime import date

import pytest

from tests.engine.facts_for_tests import (
    OMU,
    OPEN,
    VPU,
    answer,
    at,
    decision,
    party,
    plan,
    put_on,
)
from tests.engine.world import World
from workflows.engine.changes.cases import AttachmentAdded
from workflows.engine.commands.cases import Submit
from workflows.engine.commands.hearings import CloseHearing, ExtendHearing
from workflows.engine.commands.meetings import TakeEffect, TakeOffAgenda
from workflows.engine.commands.parties import MarkUnreachable
from workflows.engine.deciding import possibilities
from workflows.engine.errors import Incomplete, Lack, Missing, NotAllowed
from workflows.engine.vocabulary import (
    AttachmentKind,
    DeadlineKind,
    DeadlineStatus,
    Effect,
    Event,
    HearingPhase,
    MessageKind,
    Openness,
    PartyStatus,
    Trigger,
)

PENDING, CANCELLED = DeadlineStatus.PENDING, DeadlineStatus.CANCELLED
DONE = DeadlineStatus.DONE


def opened(*parties: str, line: str = "høring, VPU") -> World:
    """A hearing until 14 May 2024, opened on 15 April at ten."""
    world = World(line)
    world.do(plan(*(party(name) for name in parties)), Submit(), OPEN)
    return world


def closed(*parties: str, line: str = "høring, VPU") -> World:
    world = opened(*parties, line=line)
    world.go_to("2024-05-15 00:05")
    world.sweep()
    return world


def extension(due_on: str, to: str | None = None, reason: str = "Ferie") -> ExtendHearing:
    return ExtendHearing(date.fromisoformat(due_on), reason, to)


def missing(world: World, command: object) -> tuple[Missing, ...]:
    with pytest.raises(Incomplete) as refused:
        world.do(command)  # type: ignore[arg-type]
    return refused.value.missing


def test_a_plan_is_written_while_drafting_or_at_its_step_and_as_often_as_need_be() -> None:
    world = World("høring, VPU")
    world.do(plan(party("Handicap")), plan(party("Ældre", "2024-05-20")), Submit())
    world.do(plan(party("Ældre"), party("Bruger"), rule="lokalplan", due_on="2024-06-14"))
    assert [p.name for p in world.hearing.parties] == ["Ældre", "Bruger"]
    assert (world.hearing.round, world.hearing.rule) == (1, "lokalplan")
    assert world.facts.version == 5


def test_a_route_without_a_hearing_takes_no_plan() -> None:
    with pytest.raises(NotAllowed):
        World("VPU, KB").do(plan())
    elsewhere = World("VPU, høring, VPU")
    elsewhere.do(Submit())
    with pytest.raises(NotAllowed):
        elsewhere.do(plan())


@pytest.mark.parametrize(
    ("command", "lack"),
    [
        (plan(party("Ældre"), party("  ÆLDRE ")), Missing(Lack.PARTY_TWICE, "Ældre")),
        (plan(rule="hemmelig"), Missing(Lack.HEARING_RULE, "almindelig, lokalplan, hurtig")),
    ],
)
def test_a_plan_that_cannot_be_meant_is_refused(command: object, lack: Missing) -> None:
    assert lack in missing(World("høring, VPU"), command)


@pytest.mark.parametrize(
    ("command", "lack"),
    [
        (None, Missing(Lack.HEARING)),
        (plan(text="  "), Missing(Lack.HEARING_TEXT)),
        (plan(party("Ældre", contacts=0)), Missing(Lack.CONTACT, "Ældre")),
        (plan(due_on="2024-04-14"), Missing(Lack.DEADLINE_IN_FUTURE, "2024-04-14")),
        (
            plan(due_on="2024-05-12", rule="lokalplan"),
            Missing(Lack.MINIMUM_PERIOD, "2024-05-13 planloven § 24"),
        ),
        (
            plan(party("Ældre", "2024-05-01"), due_on="2024-06-12", rule="lokalplan"),
            Missing(Lack.MINIMUM_PERIOD, "2024-05-13 planloven § 24"),
        ),
    ],
)
def test_what_a_hearing_lacks_is_told_before_and_when_it_is_opened(
    command: object, lack: Missing
) -> None:
    world = World("høring, VPU")
    if command is not None:
        world.do(command)  # type: ignore[arg-type]
    world.do(Submit())
    shown = {p.trigger: p.missing for p in possibilities(world.facts, world.now)}
    assert missing(world, OPEN) == shown[Trigger.OPEN_HEARING] == (lack,)


def test_a_minimum_is_counted_from_the_day_of_sending_as_day_zero() -> None:
    world = World("høring, VPU")
    world.do(plan(due_on="2024-05-13", rule="lokalplan"), Submit())
    world.do(OPEN)
    assert world.state == "hearing-1.open"


def test_a_hearing_without_parties_is_not_opened() -> None:
    world = World("høring, VPU")
    world.do(plan(), Submit())
    world.facts = replace(world.facts, hearings=(replace(world.hearing, parties=()),))
    assert Missing(Lack.PARTIES) in missing(world, OPEN)


def test_opening_invites_every_contact_and_sets_reminders_and_closing() -> None:
    world = World("høring, VPU")
    world.do(plan(party("Handicap", contacts=2), party("Ældre", "2024-05-21")), Submit(), OPEN)
    assert world.letters_of(MessageKind.INVITATION) == [
        "handicap0@raad.example",
        "handicap1@raad.example",
        "ældre0@raad.example",
    ]
    assert {p.status for p in world.hearing.parties} == {PartyStatus.INVITED}
    assert [due for due, _ in world.deadlines_of(DeadlineKind.REMINDER)] == [
        "2024-05-07 08:00",
        "2024-05-10 08:00",
        "2024-05-14 08:00",
        "2024-05-14 08:00",
        "2024-05-17 08:00",
        "2024-05-21 08:00",
    ]
    # Five minutes after the latest party's deadline, so that uploads in flight are counted.
    assert world.deadlines_of(DeadlineKind.HEARING_CLOSE) == [("2024-05-22 00:05", PENDING)]


def test_an_exact_instant_counts_instead_of_the_end_of_the_day() -> None:
    world = World("høring, VPU")
    exact = replace(plan(due_on="2024-04-15"), due_at=at("2024-04-15 10:01"))
    world.do(exact, Submit(), OPEN)
    assert world.deadlines_of(DeadlineKind.HEARING_CLOSE) == [("2024-04-15 10:06", PENDING)]
    late = World("høring, VPU")
    late.do(exact, Submit())
    late.go_to("2024-04-15 10:01")
    assert Missing(Lack.DEADLINE_IN_FUTURE, "2024-04-15") in missing(late, OPEN)


def test_christmas_is_no_time_to_be_reminded() -> None:
    world = World("høring, VPU", "2023-12-01 10:00")
    world.do(plan(party("Ældre"), due_on="2023-12-27"), Submit(), OPEN)
    # 20 December is seven days before; the 25th is closed as is all back to Saturday the 23rd.
    assert [due for due, _ in world.deadlines_of(DeadlineKind.REMINDER)] == [
        "2023-12-20 08:00",
        "2023-12-22 08:00",
        "2023-12-27 08:00",
    ]
    new_year = World("høring, VPU", "2023-12-01 10:00")
    new_year.do(plan(party("Ældre"), due_on="2024-01-01"), Submit(), OPEN)
    # The day itself and two days before both move to Friday the 29th, and become one.
    assert [due for due, _ in new_year.deadlines_of(DeadlineKind.REMINDER)] == [
        "2023-12-22 08:00",
        "2023-12-29 08:00",
    ]


def test_an_extension_for_all_tells_all_and_sets_everything_anew() -> None:
    world = opened("Handicap", "Ældre")
    world.go_to("2024-05-08 10:00")
    world.sweep()
    before = world.facts.version
    world.do(answer(world.party("Ældre").id, world.now), extension("2024-05-28"))
    assert world.facts.version == before + 1
    assert {p.due_on for p in world.hearing.parties} == {date(2024, 5, 28)}
    assert len(world.letters_of(MessageKind.EXTENSION)) == 2
    assert world.deadlines_of(DeadlineKind.HEARING_CLOSE) == [
        ("2024-05-15 00:05", CANCELLED),
        ("2024-05-29 00:05", PENDING),
    ]
    pending = [due for due, s in world.deadlines_of(DeadlineKind.REMINDER) if s is PENDING]
    assert pending == ["2024-05-21 08:00", "2024-05-24 08:00", "2024-05-28 08:00"]
    extended = world.journal[-1].payload
    assert extended is not None
    assert (extended["before"], extended["due_on"], extended["reason"]) == (
        "2024-05-14",
        "2024-05-28",
        "Ferie",
    )


def test_an_extension_for_one_leaves_the_others_alone() -> None:
    world = opened("Handicap", "Ældre")
    world.do(extension("2024-05-28", world.party("Ældre").id))
    assert world.party("Handicap").due_on == world.hearing.due_on == date(2024, 5, 14)
    assert world.party("Ældre").due_on == date(2024, 5, 28)
    assert world.letters_of(MessageKind.EXTENSION) == ["ældre0@raad.example"]
    assert world.deadlines_of(DeadlineKind.HEARING_CLOSE)[-1] == ("2024-05-29 00:05", PENDING)


def test_extending_for_all_takes_nothing_from_one_who_has_longer_already() -> None:
    world = opened("Handicap", "Ældre")
    world.do(extension("2024-05-28", world.party("Ældre").id), extension("2024-05-21"))
    assert world.party("Handicap").due_on == world.hearing.due_on == date(2024, 5, 21)
    assert world.party("Ældre").due_on == date(2024, 5, 28)
    assert world.letters_of(MessageKind.EXTENSION) == [
        "ældre0@raad.example",
        "handicap0@raad.example",
    ]
    assert world.deadlines_of(DeadlineKind.HEARING_CLOSE)[-1] == ("2024-05-29 00:05", PENDING)


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (extension("2024-05-14"), Lack.DEADLINE_LATER_THAN_BEFORE),
        (extension("2024-05-13"), Lack.DEADLINE_LATER_THAN_BEFORE),
        (extension("2024-04-14"), Lack.DEADLINE_IN_FUTURE),
        (extension("2024-05-28", reason=" "), Lack.REASON),
        (extension("2024-05-28", to="ingen"), Lack.PARTIES),
    ],
)
def test_an_extension_is_later_and_has_a_reason(command: ExtendHearing, code: Lack) -> None:
    assert missing(opened(), command)[0].code is code


def test_only_an_open_hearing_is_extended() -> None:
    world = World("høring, VPU")
    world.do(plan())
    with pytest.raises(NotAllowed):
        world.do(extension("2024-05-28"))
    with pytest.raises(NotAllowed):
        closed().do(extension("2024-05-28"))


def test_after_the_deadline_and_before_the_closing_it_can_still_be_extended() -> None:
    world = opened()
    world.go_to("2024-05-15 00:02")
    world.do(extension("2024-05-28"))
    world.go_to("2024-05-15 00:10")
    world.sweep()
    assert world.hearing.phase is HearingPhase.OPEN


def test_an_extension_is_a_notice_itself_and_no_reminder_follows_upon_its_heels() -> None:
    world = opened("Ældre")
    world.go_to("2024-05-13 17:30")
    world.sweep()
    world.do(extension("2024-05-16"))
    pending = [due for due, s in world.deadlines_of(DeadlineKind.REMINDER) if s is PENDING]
    assert pending == ["2024-05-16 08:00"]


def test_at_its_deadline_a_hearing_closes_and_its_answers_are_collected() -> None:
    world = opened("Handicap", "Ældre", "Bruger")
    first, second, third = world.hearing.parties
    world.do(answer(first.id, world.now, jointly=(second.id,)))
    world.do(answer(first.id, world.now, base=1, jointly=(second.id,)))
    world.go_to("2024-05-15 00:04")
    world.sweep()
    assert world.hearing.phase is HearingPhase.OPEN
    world.go_to("2024-05-15 00:05")
    world.sweep()
    assert (world.state, world.hearing.phase) == ("vpu-1.waiting", HearingPhase.LATE)
    assert world.party("Bruger").status is PartyStatus.SILENT
    attached = [x for x in world.changes if isinstance(x, AttachmentAdded)]
    assert [x.kind for x in attached] == [AttachmentKind.RESPONSE, AttachmentKind.REPORT]
    assert {x.openness for x in attached} == {Openness.CLOSED}, "nobody has checked them"
    assert world.letters_of(MessageKind.CLOSING) == ["anna@by.example"]
    assert third.status is PartyStatus.INVITED
    assert PENDING not in {s for _, s in world.deadlines_of(DeadlineKind.REMINDER)}


def test_closing_by_hand_needs_a_reason_and_an_open_hearing() -> None:
    world = opened()
    assert missing(world, CloseHearing(" ")) == (Missing(Lack.REASON),)
    world.do(CloseHearing("Alle har svaret"))
    assert world.state == "vpu-1.waiting"
    assert world.deadlines_of(DeadlineKind.HEARING_CLOSE) == [("2024-05-15 00:05", CANCELLED)]
    with pytest.raises(NotAllowed):
        world.do(CloseHearing("Igen"))


def test_an_unreachable_party_stays_so_when_the_hearing_closes() -> None:
    world = opened("Handicap", "Ældre")
    world.do(MarkUnreachable(world.party("Ældre").id, "ældre0@raad.example"))
    world.go_to("2024-05-15 00:05")
    world.sweep()
    assert world.party("Ældre").status is PartyStatus.UNREACHABLE
    assert world.party("Handicap").status is PartyStatus.SILENT


def test_when_all_have_answered_the_hearing_closes_at_once_if_the_plan_says_so() -> None:
    world = World("høring, VPU")
    world.do(plan(all_answered=True), Submit(), OPEN)
    first, second = world.hearing.parties
    world.do(answer(first.id, world.now))
    world.sweep()
    assert world.state == "hearing-1.open"
    world.do(answer(second.id, world.now))
    # Before the next sweep one of them writes again: that is counted too.
    world.do(answer(second.id, world.now, base=1))
    world.sweep()
    assert world.state == "vpu-1.waiting"
    statuses = [status for _, status in world.deadlines_of(DeadlineKind.HEARING_CLOSE)]
    assert statuses.count(DONE) == 1
    assert PENDING not in statuses


def test_the_kind_of_hearing_can_say_that_it_closes_when_all_have_answered() -> None:
    world = World("høring, VPU")
    world.do(plan(party("Ældre"), rule="hurtig"), Submit(), OPEN)
    assert world.hearing.close_when_all_answered
    world.do(answer(world.party("Ældre").id, world.now))
    world.sweep()
    assert world.state == "vpu-1.waiting"
    assert not opened().hearing.close_when_all_answered


def test_late_answers_are_taken_until_the_next_bodys_agenda_goes_out() -> None:
    world = closed("Ældre")
    world.do(put_on(VPU, "2024-06-12"))
    # Four working days before Wednesday 12 June, which the closed 5 June does not touch.
    assert world.deadlines_of(DeadlineKind.HEARING_SEAL) == [("2024-06-07 00:00", PENDING)]
    world.go_to("2024-06-06 23:59")
    world.sweep()
    world.do(answer(world.party("Ældre").id, world.now))
    world.go_to("2024-06-07 00:00")
    world.sweep()
    assert world.hearing.phase is HearingPhase.SEALED
    assert world.events()[-1] is Event.HEARING_SEALED


def test_off_the_agenda_late_answers_are_taken_on_until_the_next_one() -> None:
    world = closed()
    world.do(put_on(VPU, "2024-06-12"), TakeOffAgenda("Mangler bilag"), put_on(VPU, "2024-08-14"))
    assert world.deadlines_of(DeadlineKind.HEARING_SEAL) == [
        ("2024-06-07 00:00", CANCELLED),
        ("2024-08-09 00:00", PENDING),
    ]


def test_a_decision_seals_what_was_not_sealed_yet() -> None:
    world = closed()
    world.do(put_on(VPU, "2024-06-12"))
    world.go_to("2024-06-12 18:00")
    world.do(decision(Effect.ADVANCE))
    assert world.hearing.phase is HearingPhase.SEALED
    assert world.deadlines_of(DeadlineKind.HEARING_SEAL) == [("2024-06-07 00:00", CANCELLED)]


def test_where_no_body_follows_late_answers_are_taken_for_a_working_day() -> None:
    world = World("OMU, høring")
    world.do(Submit(), put_on(OMU, "2024-04-24"))
    world.go_to("2024-04-24 18:00")
    world.do(decision(Effect.ADVANCE))
    world.do(TakeEffect())
    world.do(plan(due_on="2024-05-08"), OPEN)
    world.go_to("2024-05-09 00:05")
    world.sweep()
    assert world.state == "closed"
    # 9 May is Ascension Day; the next working day is Friday.
    assert world.deadlines_of(DeadlineKind.HEARING_SEAL) == [("2024-05-11 00:00", PENDING)]
    world.go_to("2024-05-11 00:00")
    world.sweep()
    assert (world.state, world.hearing.phase) == ("closed", HearingPhase.SEALED)


def test_a_hearing_that_was_not_planned_is_put_in_and_its_body_treats_the_case_again() -> None:
    world = World("VPU, ØK")
    world.do(Submit(), put_on(VPU, "2024-05-15"))
    world.go_to("2024-05-15 18:00")
    world.do(decision(Effect.SEND_TO_HEARING))
    assert world.facts.route.line == "VPU, ØK", "nothing happens until the meeting is closed"
    world.do(TakeEffect())
    assert world.state == "hearing-1.preparing"
    assert world.facts.route.line == "VPU, høring, VPU, ØK"
