"""What an officer is warned of before a hearing is sent, and what is proposed instead."""

from datetime import date, time

import pytest

from tests.engine.facts_for_tests import CALENDAR, CASE_TYPE
from workflows.engine.advising import AdvisedParty, AdvisedPlan, Caution, cautions
from workflows.engine.definition import HearRule, MeetingCalendar
from workflows.engine.periods import Period, Unit
from workflows.engine.vocabulary import CautionCode
from workflows.engine.whom_to_hear import ToHear

WEEK = Period(1, Unit.WEEKS)
MEETINGS = {
    "HR": MeetingCalendar("HR", (date(2027, 3, 1), date(2027, 5, 12)), time(16), WEEK, WEEK),
    "ÆR": MeetingCalendar("ÆR", (date(2027, 1, 14),), time(10), WEEK, WEEK),
}


def party(name: str = "Handicaprådet", body: str | None = "HR", due_on: str = "2027-04-01",
          *addresses: str) -> AdvisedParty:  # fmt: skip
    return AdvisedParty(name, body, date.fromisoformat(due_on), addresses)


def told(
    *parties: AdvisedParty, today: str = "2027-02-28", due_on: str = "2027-04-01", rule: str = "",
    **more: object,
) -> list[Caution]:  # fmt: skip
    plan = AdvisedPlan(
        CASE_TYPE.hearing_rule(rule),
        date.fromisoformat(today),
        date.fromisoformat(due_on),
        parties,
        **more,  # type: ignore[arg-type]
    )
    return list(cautions(plan, CALENDAR, MEETINGS))


def test_a_plan_with_nothing_poor_about_it_gives_no_caution() -> None:
    assert told(due_on="2027-03-31") == []


@pytest.mark.parametrize(
    ("due_on", "why", "proposed"),
    [
        ("2027-03-28", "1. påskedag", "2027-03-30"),
        ("2027-03-20", "lørdag", "2027-03-22"),
        ("2027-12-24", "juleaftensdag", "2027-12-27"),
    ],
)
def test_a_closed_day_is_told_with_the_next_working_day(
    due_on: str, why: str, proposed: str
) -> None:
    (caution,) = told(due_on=due_on)
    assert caution.code is CautionCode.CLOSED_DAY
    assert (caution.detail, caution.proposed) == (why, date.fromisoformat(proposed))
    assert not caution.refused


def test_a_party_with_a_deadline_of_its_own_is_told_by_name_and_no_other() -> None:
    found = told(party(body=None, due_on="2027-03-20"), party("Ældrerådet", None, "2027-03-31"),
                 due_on="2027-03-31")  # fmt: skip
    assert [(one.code, one.party and one.party.name) for one in found] == [
        (CautionCode.CLOSED_DAY, "Handicaprådet")
    ]


def test_of_a_day_that_is_past_only_that_is_told_and_a_day_to_come_proposed() -> None:
    found = told(
        party(due_on="2027-02-20"), party("Ældrerådet", None), today="2027-02-28",
        due_on="2027-04-01", rule="almindelig",
    )  # fmt: skip
    past = found[0]
    assert (past.code, past.party and past.party.name) == (CautionCode.DAY_PAST, "Handicaprådet")
    assert past.refused
    assert past.proposed is not None
    assert past.proposed > date(2027, 2, 28)
    (whole,) = told(due_on="2027-01-02")
    assert (whole.code, whole.party) == (CautionCode.DAY_PAST, None)


@pytest.mark.parametrize(("due_on", "short"), [("2027-03-27", True), ("2027-03-31", False)])
def test_less_than_the_minimum_cannot_be_sent_and_names_its_source(
    due_on: str, short: bool
) -> None:
    found = [one for one in told(due_on=due_on, rule="lokalplan") if one.refused]
    assert bool(found) is short
    for caution in found:
        assert caution.code is CautionCode.MINIMUM_PERIOD
        # Four weeks from 28 February end on Easter Sunday.
        assert (caution.detail, caution.proposed) == ("planloven § 24", date(2027, 3, 30))


def test_a_body_without_a_meeting_in_the_window_is_told_with_its_next_one() -> None:
    (caution,) = told(party(), today="2027-03-02")
    assert caution.code is CautionCode.NO_MEETING
    assert caution.meets_on == date(2027, 5, 12)
    assert caution.proposed == date(2027, 5, 14)


def test_a_meeting_on_the_day_of_sending_is_too_late_and_one_on_the_last_day_is_not() -> None:
    assert [one.code for one in told(party(), today="2027-03-01")] == [CautionCode.NO_MEETING]
    assert told(party(due_on="2027-05-12"), today="2027-03-02", due_on="2027-05-12") == []


def test_a_calendar_that_has_run_out_proposes_nothing() -> None:
    (caution,) = told(party("Ældrerådet", "ÆR"))
    assert (caution.code, caution.meets_on, caution.proposed) == (
        CautionCode.NO_MEETING, None, None,
    )  # fmt: skip


def test_a_circle_that_has_no_calendar_is_not_told() -> None:
    assert told(party("Deltagerne", None)) == []


@pytest.mark.parametrize(
    ("today", "due_on", "days", "proposed"),
    [
        ("2027-06-15", "2027-07-13", 13, "2027-08-13"),
        ("2027-06-20", "2027-08-10", 31, "2027-09-10"),
        ("2027-06-01", "2027-06-30", 0, ""),
        ("2027-05-01", "2027-08-20", 0, ""),
    ],
)
def test_a_hearing_that_lies_in_july_is_told(
    today: str, due_on: str, days: int, proposed: str
) -> None:
    found = told(today=today, due_on=due_on)
    assert [one.days for one in found] == ([days] if days else [])
    assert [str(one.proposed) for one in found] == ([proposed] if proposed else [])


def test_an_address_that_mail_came_back_from_is_told_whatever_its_case() -> None:
    heard = party("Deltagerne", None, "2027-04-01", "Ane@raad.example", "bo@raad.example")
    (caution,) = told(heard, unreachable=frozenset({"ane@raad.example"}))
    assert (caution.code, caution.detail) == (CautionCode.UNREACHABLE, "Ane@raad.example")


def test_who_is_left_out_without_a_reason_cannot_be_and_a_document_must_be_scanned() -> None:
    named = ToHear("HR", "Handicaprådet", (HearRule("HR", "loven", "Rådet høres."),))
    found = told(not_heard=(named,), unscanned=("plan.pdf",))
    assert [(one.code, one.refused) for one in found] == [
        (CautionCode.NOT_HEARD, True),
        (CautionCode.NOT_SCANNED, False),
    ]
