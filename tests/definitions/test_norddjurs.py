"""The definitions that come with the product: free of faults, and holding what cases need."""

from datetime import date
from pathlib import Path

import pytest

import definitions
from definitions.letters import SAMPLES, render
from tests.definitions.folders import NORDDJURS, faults_of, norddjurs_in, replace_in
from workflows.engine.definition import Definitions
from workflows.engine.naming import find_body
from workflows.engine.periods import Period, Unit
from workflows.engine.vocabulary import BodyKind, Effect, MessageKind


@pytest.fixture(scope="module")
def norddjurs() -> Definitions:
    return definitions.read(NORDDJURS)


def test_norddjurs_has_no_faults() -> None:
    assert faults_of(NORDDJURS) == []


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("voksen- og plejeudvalget", "VPU"),
        ("Børne-  og Ungdomsudvalget", "BUU"),
        ("øk", "ØK"),
        ("Det lokale MED-udvalg i Område Ørum", "LMU Ørum"),
        ("Pårørenderådet ved Område Ørsted, Auning og Allingåbro", "PR Ørsted"),
        ("Områdeudvalg Socialområdet Voksen", "OMU"),
        ("Handicapra\u030adet", "HR"),
    ],
)
def test_a_body_is_found_by_each_of_its_names(norddjurs: Definitions, name: str, code: str) -> None:
    body = find_body(norddjurs.bodies, name)
    assert body is not None
    assert body.code == code


def test_the_meetings_of_the_real_cases_are_in_the_calendars(norddjurs: Definitions) -> None:
    meetings = {
        "VPU": [date(2023, 11, 22), date(2023, 12, 20)],
        "ØK": [date(2024, 1, 9)],
        "KB": [date(2024, 1, 16)],
        "OMU": [date(2023, 3, 14), date(2023, 9, 12)],
    }
    for body, dates in meetings.items():
        assert set(dates) <= set(norddjurs.calendars[body].dates)


def test_committees_meet_on_their_weekday_and_never_in_july(norddjurs: Definitions) -> None:
    for body, weekday in {"KB": 1, "VPU": 2, "BUU": 3}.items():
        dates = norddjurs.calendars[body].dates
        assert {meeting.weekday() for meeting in dates} == {weekday}
        assert {meeting.year for meeting in dates} == {2023, 2024, 2025, 2026, 2027}
    every_date = [day for calendar in norddjurs.calendars.values() for day in calendar.dates]
    assert not [day for day in every_date if day.month == 7]


def test_the_economic_committee_meets_the_week_before_the_council(norddjurs: Definitions) -> None:
    council, committee = norddjurs.calendars["KB"].dates, norddjurs.calendars["ØK"].dates
    assert [(later - earlier).days for earlier, later in zip(committee, council, strict=True)] == [
        7
    ] * len(council)


def test_local_plans_have_their_legal_minimum(norddjurs: Definitions) -> None:
    plan = norddjurs.case_types["lokalplan"]
    assert [rule.minimum for rule in plan.hearings] == [
        Period(4, Unit.WEEKS),
        Period(2, Unit.WEEKS),
    ]
    assert all("planloven § 24" in rule.source for rule in plan.hearings)


def test_the_ladder_is_a_week_two_days_and_the_day_itself(norddjurs: Definitions) -> None:
    rungs = norddjurs.case_types["politisk-sag"].ladder.rungs
    assert rungs == (Period(7, Unit.DAYS), Period(2, Unit.DAYS), Period(0, Unit.DAYS))


def test_a_political_case_can_be_decided_with_every_effect(norddjurs: Definitions) -> None:
    words = norddjurs.case_types["politisk-sag"].words
    assert {word.effect for word in words} == set(Effect)


def test_there_is_one_council(norddjurs: Definitions) -> None:
    councils = [body.code for body in norddjurs.bodies if body.kind is BodyKind.COUNCIL]
    assert councils == ["KB"]


def test_a_new_case_type_needs_a_file_and_no_python(tmp_path: Path) -> None:
    folder = norddjurs_in(tmp_path)
    (folder / "case_types" / "vejsag.toml").write_text(
        """
        name = "vejsag"
        title = "Vejsag"
        version = 1
        route = "høring, MTU"
        words = ["godkendt", "udsat"]
        ladder = { rungs = ["3 dage"] }
        hearing = [{ code = "naboer", title = "Nabohøring", usual = "2 uger" }]
        """
    )
    case_type = definitions.read(folder).case_types["vejsag"]
    assert case_type.route == "høring, MTU"
    assert case_type.ladder.rungs == (Period(3, Unit.DAYS),)


@pytest.mark.parametrize("kind", [MessageKind.INVITATION, MessageKind.REMINDER])
def test_a_letter_with_a_link_states_link_deadline_and_officer(
    norddjurs: Definitions, kind: MessageKind
) -> None:
    _, text = render(norddjurs.letters[kind], SAMPLES[kind])
    for name in ("link", "due", "officer_name", "officer_email", "case_title", "party"):
        assert str(SAMPLES[kind][name]) in text


def test_the_invitation_says_when_the_hearing_closes_early(norddjurs: Definitions) -> None:
    letter = norddjurs.letters[MessageKind.INVITATION]
    values = {**SAMPLES[MessageKind.INVITATION], "close_when_all_answered": False}
    assert "lukker høringen med det samme" not in render(letter, values)[1]
    values["close_when_all_answered"] = True
    assert "lukker høringen med det samme" in render(letter, values)[1]


def test_a_title_with_template_code_is_text_in_a_letter(norddjurs: Definitions) -> None:
    letter = norddjurs.letters[MessageKind.INVITATION]
    values = {**SAMPLES[MessageKind.INVITATION], "case_title": "{{ 7 * 7 }} <b>"}
    subject, text = render(letter, values)
    assert subject == "Høring, 2. runde: {{ 7 * 7 }} <b>"
    assert "{{ 7 * 7 }} <b>" in text


def test_template_code_in_a_title_is_only_text(tmp_path: Path) -> None:
    folder = norddjurs_in(tmp_path)
    replace_in(folder / "case_types/med-sag.toml", '"MED-sag"', '"{{ 7 * 7 }}{% if %}"')
    assert definitions.read(folder).case_types["med-sag"].title == "{{ 7 * 7 }}{% if %}"


def test_the_usual_case_type_is_proposed_first(tmp_path: Path) -> None:
    folder = norddjurs_in(tmp_path)
    assert next(iter(definitions.read(folder).case_types)) == "politisk-sag"
    replace_in(folder / "municipality.toml", '"politisk-sag"', '"lokalplan"')
    assert next(iter(definitions.read(folder).case_types)) == "lokalplan"
