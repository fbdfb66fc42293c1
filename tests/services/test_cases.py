"""Opening a case and pulling its triggers, as officers do, on both databases."""

import dataclasses
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import event

from tests.casebook import CLOSES_AT, OFFICER, OFFICER_ID, Casebook, installed
from workflows.engine.commands.cases import EditCase
from workflows.engine.errors import Incomplete, Lack, Missing, NotAllowed, WrongInput
from workflows.engine.vocabulary import Effect, Trigger
from workflows.records.case_pages import case_text
from workflows.services import cases
from workflows.services.errors import NotFound, StaleVersion
from workflows.services.meetings import close_meeting
from workflows.services.replaying import replay_cases
from workflows.services.sweeping import sweep
from workflows.services.verifying import verify


@pytest.fixture
def book(database: str, tmp_path: Path) -> Casebook:
    return installed(database, tmp_path)


def through_its_whole_route(book: Casebook) -> str:
    """A case heard, deferred, called in and decided; its id."""
    case = book.open_hearing()
    first, second = book.parties(case)
    book.act(case, EditCase("Strategi", "Tekst", "Direktøren", ("at godkende", "at sende")))
    book.act(case, dataclasses.replace(book.answer(first), jointly_with=(second,)))
    book.clock.now = CLOSES_AT
    sweep(book.house)
    book.advance(case, Trigger.PUT_ON_AGENDA, meets_on=date(2023, 12, 20))
    book.clock.now = datetime(2023, 12, 20, 18, tzinfo=UTC)
    book.advance(case, Trigger.DECIDE, word="udsat", text="Udsat.")
    book.correct(case, "Skrevet forkert", word="udsat", text="Udsat til næste møde.")
    close_meeting(book.house, "VPU", date(2023, 12, 20), OFFICER)
    book.clock.now = datetime(2024, 1, 3, 8, tzinfo=UTC)
    book.advance(case, Trigger.PUT_ON_AGENDA)
    book.clock.now = datetime(2024, 1, 25, 18, tzinfo=UTC)
    book.advance(case, Trigger.DECIDE, word="tiltraadt", text="Tiltrådt.", effect=Effect.ADVANCE)
    book.advance(case, Trigger.CALL_IN, member="Bo Dam (X)", via="ØK")
    book.advance(case, Trigger.HOLD, reason="Afventer")
    book.advance(case, Trigger.RESUME)
    book.advance(case, Trigger.REROUTE, route="høring, VPU, ØK, BUU, KB", reason="Børn")
    book.advance(case, Trigger.WITHDRAW, reason="Bortfalder")
    book.advance(case, Trigger.REOPEN, reason="Igen")
    return case


def test_one_script_gives_one_journal_on_both_databases(
    sqlite: str, postgres: str, tmp_path: Path
) -> None:
    told = []
    for url in (sqlite, postgres):
        book = installed(url, tmp_path)
        case = through_its_whole_route(book)
        told.append(
            (
                book.journal(case),
                sorted(row[0] for row in book.rows("SELECT kind || status FROM v_deadline")),
                sorted(row[0] for row in book.rows("SELECT kind || recipient FROM v_message")),
            )
        )
        assert all(result.right for result in replay_cases(book.house))
        assert not any(verified.faults for verified in verify(book.house))
    assert told[0] == told[1]
    assert [row[0] for row in told[0][0]] == list(range(1, 21))


def test_a_case_gets_the_next_number_of_the_year_or_the_one_that_is_given(book: Casebook) -> None:
    book.open_case(number="23/2")
    for _ in range(3):
        book.open_case()
    numbers = [row[0] for row in book.rows("SELECT number FROM v_case ORDER BY number")]
    assert numbers == ["23/1", "23/2", "23/3", "23/4"]


def test_a_number_that_is_taken_is_refused_and_nothing_is_left(book: Casebook) -> None:
    book.open_case(number="23/2079")
    before = book.dump()
    with pytest.raises(WrongInput, match="23/2079"):
        book.open_case(number="23/2079")
    assert {**book.dump(), "counters": None} == {**before, "counters": None}


@pytest.mark.parametrize(
    ("new", "refusal"),
    [
        (cases.NewCase("Sag", "hemmelig-sag", "VPU"), WrongInput),
        (cases.NewCase("Sag", "politisk-sag", "VPU, XYZ"), WrongInput),
        (cases.NewCase("Sag", "politisk-sag", ""), WrongInput),
        (cases.NewCase("Sag", "orienteringssag", "Høring, VPU"), WrongInput),
        (cases.NewCase("  ", "politisk-sag", "VPU"), Incomplete),
    ],
)
def test_a_case_that_cannot_be_meant_is_not_opened(
    book: Casebook, new: cases.NewCase, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        cases.open_case(book.house, new, OFFICER_ID, OFFICER)
    assert book.rows("SELECT count(*) FROM v_case") == [(0,)]


def test_a_case_type_that_changes_needs_a_new_version_and_old_cases_keep_theirs(
    book: Casebook,
) -> None:
    case = book.open_case("VPU")
    types = dict(book.house.definitions.case_types)
    fewer = dataclasses.replace(types["politisk-sag"], words=types["politisk-sag"].words[:1])

    def with_type(version: int) -> Casebook:
        changed = {**types, "politisk-sag": dataclasses.replace(fewer, version=version)}
        definitions = dataclasses.replace(book.house.definitions, case_types=changed)
        return Casebook(dataclasses.replace(book.house, definitions=definitions), book.clock)

    with pytest.raises(WrongInput, match="nyt versionsnummer"):
        with_type(1).open_case("VPU")
    later = with_type(2)
    newer = later.open_case("VPU")
    for one in (case, newer):
        later.advance(one, Trigger.SUBMIT)
        later.advance(one, Trigger.PUT_ON_AGENDA, meets_on=date(2023, 12, 20))
    later.clock.now = datetime(2023, 12, 20, 18, tzinfo=UTC)
    later.advance(case, Trigger.DECIDE, word="udsat", text="Udsat.")
    with pytest.raises(Incomplete):
        later.advance(newer, Trigger.DECIDE, word="udsat", text="Udsat.")


def test_the_second_of_two_officers_is_told_who_came_first(book: Casebook) -> None:
    case = book.open_case("VPU")
    cases.advance(book.house, case, Trigger.SUBMIT, cases.Arguments(), OFFICER, expected_version=1)
    with pytest.raises(StaleVersion) as stale:
        cases.advance(
            book.house, case, Trigger.SUBMIT, cases.Arguments(), OFFICER, expected_version=1
        )
    found = stale.value
    assert (found.version, found.changed_by, found.changed_at) == (
        2,
        "officer:Karla Krog",
        book.clock.now,
    )
    assert len(book.journal(case)) == 2


def test_an_answer_makes_no_officer_stale(book: Casebook) -> None:
    case = book.open_hearing()
    book.act(case, book.answer(book.parties(case)[0]))
    book.act(case, EditCase("Ny titel", "", "", ()), expected_version=4)


@pytest.mark.parametrize("case", ["018bb5a0-0000-7000-8000-0000000000ff", "23/2079", "", "%s"])
def test_what_is_no_case_is_not_found(book: Casebook, case: str) -> None:
    with pytest.raises(NotFound):
        book.advance(case, Trigger.SUBMIT)


def test_what_is_not_allowed_is_told_with_what_is_before_anything_is_found_missing(
    book: Casebook,
) -> None:
    case = book.open_case("VPU")
    for trigger in (Trigger.TAKE_OFF_AGENDA, Trigger.DECIDE, Trigger.CALL_IN, Trigger.REOPEN):
        with pytest.raises(NotAllowed) as refused:
            book.advance(case, trigger, via="ingen", refer_to="ingen")
        assert refused.value.allowed == (
            Trigger.SUBMIT,
            Trigger.REROUTE,
            Trigger.HOLD,
            Trigger.WITHDRAW,
        )
    assert len(book.journal(case)) == 1


def test_without_a_day_the_next_agenda_that_still_takes_items_is_meant(book: Casebook) -> None:
    case = book.open_case("VPU")
    book.advance(case, Trigger.SUBMIT)
    dates = book.house.definitions.calendars["VPU"].dates
    soon, later = [day for day in dates if day > date(2023, 11, 1)][:2]
    book.clock.now = datetime(soon.year, soon.month, soon.day, 8, tzinfo=UTC)
    book.advance(case, Trigger.PUT_ON_AGENDA)
    assert book.rows("SELECT meets_on FROM meetings") in ([(later,)], [(later.isoformat(),)])
    other = book.open_case("VPU")
    book.advance(other, Trigger.SUBMIT)
    book.advance(other, Trigger.PUT_ON_AGENDA, meets_on=soon, reason="Kan ikke vente")
    third = book.open_case("VPU")
    book.advance(third, Trigger.SUBMIT)
    with pytest.raises(Incomplete) as refused:
        book.advance(third, Trigger.PUT_ON_AGENDA, meets_on=date(2023, 11, 2))
    assert refused.value.missing[0].code is Lack.MEETING


def test_a_meeting_is_closed_once_all_is_decided_and_may_be_closed_again(book: Casebook) -> None:
    first, second = book.open_case("VPU"), book.open_case("VPU, KB")
    day = date(2023, 12, 20)
    for case in (first, second):
        book.advance(case, Trigger.SUBMIT)
        book.advance(case, Trigger.PUT_ON_AGENDA, meets_on=day)
    book.clock.now = datetime(2023, 12, 20, 18, tzinfo=UTC)
    book.advance(first, Trigger.DECIDE, word="godkendt", text="Godkendt.")
    with pytest.raises(Incomplete) as refused:
        close_meeting(book.house, "VPU", day, OFFICER)
    assert [missing.detail for missing in refused.value.missing] == ["23/2"]
    book.advance(second, Trigger.DECIDE, word="godkendt", text="Godkendt.")
    assert close_meeting(book.house, "VPU", day, OFFICER) == 2
    assert close_meeting(book.house, "VPU", day, OFFICER) == 0
    states = [row[0] for row in book.rows("SELECT state FROM v_case ORDER BY number")]
    assert states == ["closed", "kb-1.waiting"]
    with pytest.raises(NotFound):
        close_meeting(book.house, "VPU", date(2023, 12, 21), OFFICER)


def test_a_meeting_is_not_closed_before_its_day_whatever_is_on_it(book: Casebook) -> None:
    case, day = book.open_case("VPU"), date(2023, 12, 20)
    book.advance(case, Trigger.SUBMIT)
    book.advance(case, Trigger.PUT_ON_AGENDA, meets_on=day)
    book.clock.now = datetime(2023, 12, 19, 22, tzinfo=UTC)
    for on_it in (1, 0):
        with pytest.raises(Incomplete) as refused:
            close_meeting(book.house, "VPU", day, OFFICER)
        assert refused.value.missing == (Missing(Lack.MEETING_HELD, "2023-12-20"),)
        if on_it:
            book.advance(case, Trigger.TAKE_OFF_AGENDA, reason="Mangler bilag")
    assert book.rows("SELECT closed_at FROM meetings") == [(None,)]


def test_an_act_reads_all_it_needs_on_the_one_connection_that_holds_the_lock(
    book: Casebook,
) -> None:
    case = book.open_case("VPU")
    book.advance(case, Trigger.SUBMIT)
    begun: list[object] = []
    event.listen(book.house.database, "begin", begun.append)
    taken: list[object] = []
    event.listen(book.house.database, "checkout", lambda connection, *_: taken.append(connection))
    book.advance(case, Trigger.PUT_ON_AGENDA, meets_on=date(2023, 12, 20))
    # On PostgreSQL the act before has left its connection parked.
    assert (len(begun), len(taken)) == (1, 0 if book.house.database.name == "postgresql" else 1)


def test_nothing_is_put_on_a_meeting_that_is_closed(book: Casebook) -> None:
    meets_on = date(2023, 11, 22)
    first, second = (book.open_case(route="VPU") for _ in range(2))
    for case in (first, second):
        book.advance(case, Trigger.SUBMIT)
    book.advance(first, Trigger.PUT_ON_AGENDA, meets_on=meets_on)
    book.clock.now = datetime(2023, 11, 22, 18, tzinfo=UTC)
    book.advance(first, Trigger.DECIDE, word="godkendt", text="Godkendt.")
    close_meeting(book.house, "VPU", meets_on, OFFICER)
    with pytest.raises(Incomplete) as refused:
        book.advance(second, Trigger.PUT_ON_AGENDA, meets_on=meets_on)
    assert [missing.code for missing in refused.value.missing] == [Lack.MEETING_IS_CLOSED]
    book.advance(second, Trigger.PUT_ON_AGENDA)
    placed = book.rows(
        "SELECT m.meets_on FROM agenda_items i JOIN meetings m ON m.id = i.meeting_id"
        " WHERE i.active = TRUE"
    )
    assert [str(row[0]) for row in placed] == ["2023-12-20"]


def test_the_same_words_again_write_nothing_and_a_new_text_keeps_the_points(book: Casebook) -> None:
    case = book.open_case()
    words = EditCase("Strategi", "Tekst", "Direktøren", ("at sende", "at godkende"))
    cases.edit_case(book.house, case, words, OFFICER)
    before = book.dump()
    cases.edit_case(book.house, case, words, OFFICER)
    assert book.dump() == before
    cases.edit_case(book.house, case, dataclasses.replace(words, text="Ny tekst"), OFFICER)
    with book.house.database.connect() as connection:
        text = case_text(connection, case)
    assert (text.text, text.points) == ("Ny tekst", words.points)
    payloads = [json.loads(row[0]) for row in book.rows(
        "SELECT payload FROM journal_payloads ORDER BY seq")]  # fmt: skip
    assert payloads[1:] == [
        {"title": "Strategi", "rewritten": ["text", "proposer"], "points": 2},
        {"rewritten": ["text"]},
    ]


def test_a_recommendation_can_be_emptied(book: Casebook) -> None:
    case = book.open_case()
    for points in (("at sende", "at godkende"), ("at godkende",), ()):
        book.act(case, EditCase("Strategi", "Tekst", "Direktøren", points))
        with book.house.database.connect() as connection:
            assert case_text(connection, case).points == points


def test_a_case_goes_to_a_body_that_has_left_the_register_since(book: Casebook) -> None:
    case = book.open_case(route="VPU, KB")
    book.advance(case, Trigger.SUBMIT)
    book.advance(case, Trigger.PUT_ON_AGENDA, meets_on=date(2023, 11, 22))
    book.clock.now = datetime(2023, 11, 22, 18, tzinfo=UTC)
    book.advance(case, Trigger.DECIDE, word="henvist", text="Henvist til MTU.", refer_to="MTU")
    left = {code: body for code, body in book.house.around.bodies.items() if code != "MTU"}
    around = dataclasses.replace(book.house.around, bodies=left)
    later = dataclasses.replace(book.house, around=around)
    close_meeting(later, "VPU", date(2023, 11, 22), OFFICER)
    assert book.rows("SELECT state FROM v_case") == [("mtu-1.waiting",)]
