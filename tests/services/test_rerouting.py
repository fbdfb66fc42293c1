"""A route written anew while a case has only just come to a step, on both databases."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.casebook import OFFICER, OFFICER_ID, Casebook, installed
from workflows.engine.definition import Body
from workflows.engine.errors import Incomplete, Lack, WrongInput
from workflows.engine.vocabulary import BodyKind, Trigger
from workflows.records.case_list import Viewer
from workflows.services.cases import NewCase, open_case
from workflows.services.desk import case_page
from workflows.services.replaying import replay_cases


@pytest.fixture
def book(database: str, tmp_path: Path) -> Casebook:
    return installed(database, tmp_path)


def test_a_body_that_has_not_begun_gives_way_to_another(book: Casebook) -> None:
    case = book.open_case(route="VPU, ØK, KB")
    book.advance(case, Trigger.SUBMIT)
    book.advance(case, Trigger.REROUTE, route="BUU, ØK, KB", reason="Forkert udvalg")
    assert book.rows("SELECT state FROM v_case") == [("buu-1.waiting",)]
    assert [found.right for found in replay_cases(book.house)] == [True]


def test_a_body_that_had_the_case_on_its_agenda_stays(book: Casebook) -> None:
    case = book.open_case(route="VPU, ØK, KB")
    book.advance(case, Trigger.SUBMIT)
    book.advance(case, Trigger.PUT_ON_AGENDA, meets_on=date(2023, 12, 20))
    book.advance(case, Trigger.TAKE_OFF_AGENDA, reason="For tidligt")
    with pytest.raises(Incomplete) as refused:
        book.advance(case, Trigger.REROUTE, route="BUU, ØK, KB", reason="Forkert udvalg")
    assert refused.value.missing[0].code is Lack.ROUTE_KEEPS_WALKED
    book.advance(case, Trigger.REROUTE, route="VPU, BUU, KB", reason="Også børn")
    assert [found.right for found in replay_cases(book.house)] == [True]


def test_what_is_left_out_of_a_line_is_told_in_the_journal(book: Casebook) -> None:
    case = book.open_case(route="VPU 20-12-2023, KB (16/1)")
    book.advance(case, Trigger.REROUTE, route="VPU, ØK d. 9/1, KB", reason="Økonomi")
    journal = case_page(book.house, Viewer(OFFICER_ID, sees_closed=True), case).journal
    told = [entry.payload.get("left_out") for entry in sorted(journal, key=lambda e: e.seq)]
    assert told == [["20-12-2023", "16/1"], ["d. 9/1"]]


def test_a_case_without_hearings_is_not_led_to_one(book: Casebook) -> None:
    """It would stay there: no hearing of it can be prepared."""
    new = NewCase("Til orientering", "orienteringssag", "VPU, KB")
    case = open_case(book.house, new, OFFICER_ID, OFFICER)
    with pytest.raises(WrongInput, match="skriv sagsgangen uden høring") as refused:
        book.advance(case, Trigger.REROUTE, route="VPU, høring, VPU", reason="Flere skal høres")
    assert refused.value.field == "route"
    book.advance(case, Trigger.REROUTE, route="VPU, ØK, KB", reason="Økonomi")


def test_a_route_with_more_steps_than_there_can_be_is_refused(book: Casebook) -> None:
    case = book.open_case(route="VPU, ØK, KB")
    with pytest.raises(WrongInput, match="kan højst have 40"):
        book.advance(case, Trigger.REROUTE, route="VPU," * 41, reason="Mange gange")


def changed(book: Casebook, change: Callable[[Body], Body | None]) -> Casebook:
    """The same cases with another register of bodies, as after an election."""
    bodies = tuple(filter(None, map(change, book.house.definitions.bodies)))
    around = replace(book.house.around, bodies={body.code: body for body in bodies})
    definitions = replace(book.house.definitions, bodies=bodies)
    house = replace(book.house, definitions=definitions, around=around)
    return replace(book, house=house)


@pytest.mark.parametrize("line", ["KEU, høring, KEU, ØK, KB", "VPU, høring, KEU, ØK, KB"])
def test_a_case_that_a_renamed_committee_has_treated_goes_on_to_it(
    book: Casebook, line: str
) -> None:
    case = walked_past_vpu(book)
    new = Body("KEU", "Klima- og Energiudvalget", BodyKind.COMMITTEE, aliases=("VPU",))
    book = changed(book, lambda body: new if body.code == "VPU" else body)
    book.advance(case, Trigger.REROUTE, route=line, reason="Udvalget har fået nyt navn")
    ((found,),) = book.rows("SELECT route FROM v_case")
    assert found == "VPU, høring, KEU, ØK, KB"
    assert [one.right for one in replay_cases(book.house)] == [True]


def test_a_case_that_a_committee_has_treated_goes_on_when_there_is_no_such_committee_any_more(
    book: Casebook,
) -> None:
    case = walked_past_vpu(book)
    book = changed(book, lambda body: None if body.code == "VPU" else body)
    for line in ("VPU, høring, VPU, KB", "MTU, høring, MTU, KB"):
        with pytest.raises((Incomplete, WrongInput)):
            book.advance(case, Trigger.REROUTE, route=line, reason="Nedlagt")
    book.advance(case, Trigger.REROUTE, route="VPU, høring, BUU, KB", reason="Nedlagt")
    assert [one.right for one in replay_cases(book.house)] == [True]


def test_a_case_that_waits_for_a_committee_that_is_gone_says_what_to_do(book: Casebook) -> None:
    case = book.open_case(route="VPU, KB")
    book.advance(case, Trigger.SUBMIT)
    book = changed(book, lambda body: None if body.code == "VPU" else body)
    with pytest.raises(Incomplete) as refused:
        book.advance(case, Trigger.PUT_ON_AGENDA)
    assert [one.code for one in refused.value.missing] == [Lack.BODY_IS_GONE]
    book.advance(case, Trigger.REROUTE, route="BUU, KB", reason="Nedlagt")
    assert book.rows("SELECT state FROM v_case") == [("buu-1.waiting",)]


def walked_past_vpu(book: Casebook) -> str:
    """A case that VPU has sent to hearing."""
    case = book.open_case(route="VPU, høring, VPU, ØK, KB")
    book.advance(case, Trigger.SUBMIT)
    book.advance(case, Trigger.PUT_ON_AGENDA, meets_on=date(2023, 12, 20))
    decided = {"word": "sendt_i_hoering", "text": "Sendes i høring.", "ahead": True}
    book.advance(case, Trigger.DECIDE, **decided)
    book.advance(case, Trigger.TAKE_EFFECT, ahead=True)
    assert book.rows("SELECT state FROM v_case") == [("hearing-1.preparing",)]
    return case
