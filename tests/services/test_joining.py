"""A case is joined into another: it ends with nothing left waiting, and its files go along."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from tests.casebook import DUE_ON, OFFICER, Casebook
from tests.casebook import installed as casebook
from tests.office import Office, office
from tests.services.test_case_readers import actor, case_of, naming
from tests.services.test_commenting import page, proved
from tests.services.test_races import together
from tests.services.test_relating import number, related, relating
from tests.services.test_splitting import with_files
from tests.services.test_watching import following, told
from workflows.engine.commands.hearings import PrepareHearing
from workflows.engine.definition import Contact
from workflows.engine.errors import NotAllowed, WrongInput
from workflows.engine.vocabulary import Openness, Tie, Trigger
from workflows.records.case_list import EVERYTHING
from workflows.services.attaching import attach_files
from workflows.services.case_readers import name_reader
from workflows.services.cases import advance
from workflows.services.clearing import clear_files
from workflows.services.errors import StaleVersion
from workflows.services.exporting import export_case
from workflows.services.hearings import ad_hoc_party, prepare_hearing
from workflows.services.joining import join_cases
from workflows.services.promises import Change, PromiseGiven, make_promise
from workflows.services.relating import Relating
from workflows.services.triggers import Arguments
from workflows.services.uploads import keep


@pytest.fixture
def opened(database: str, tmp_path: Path) -> Office:
    return office(database, tmp_path)


def joined(opened: Office, case: str, into: str, by: str = "maja", version: int = 1) -> str:
    there = number(opened, into)
    return join_cases(opened.house, relating(opened, case, by), there, version).id


def test_it_ends_there_and_its_files_go_along(opened: Office) -> None:
    case, other = case_of(opened, Openness.OPEN), case_of(opened, Openness.OPEN)
    with_files(opened, case)
    following(opened, case, "vera")
    assert joined(opened, case, other, by="bo", version=3) == other
    ended, goes_on = page(opened, case), page(opened, other)
    assert (ended.facts.state, ended.possible) == ("joined", ())
    assert ended.journal[0].payload["related"] == goes_on.facts.number
    assert [(one.file and one.file.sha256, one.openness) for one in ended.attachments] == [
        (one.file and one.file.sha256, one.openness) for one in goes_on.attachments
    ]
    assert goes_on.facts.version == 2
    assert related(opened, case) == [(Tie.JOINED_INTO, other)]
    assert related(opened, other) == [(Tie.JOINED_FROM, case)]
    assert told(opened) == ["maja took_in", "vera joined"]
    for trigger in (Trigger.REOPEN, Trigger.WITHDRAW, Trigger.SUBMIT):
        given = Arguments(reason="x")
        with pytest.raises(NotAllowed):
            advance(opened.house, case, trigger, given, actor(opened, "maja"))
    laid = keep(opened.house, "sent.txt", BytesIO(b"sent"))
    with pytest.raises(NotAllowed):
        attach_files(opened.house, case, (laid,), Openness.OPEN, actor(opened, "maja"))
    follow_up = PromiseGiven("Status", "OMU", "", date(2024, 3, 4), 6, None, 4)
    with pytest.raises(WrongInput, match="skriv opfølgningen i den, den er lagt sammen med"):
        make_promise(opened.house, Change(case, actor(opened, "maja")), follow_up)
    assert clear_files(opened.house).gone == 0
    export = BytesIO()
    export_case(opened.house, EVERYTHING, case, export)
    assert proved(opened)


def test_nothing_of_it_waits(database: str, tmp_path: Path) -> None:
    book = casebook(database, tmp_path)
    case, other = book.open_case("høring, VPU"), book.open_case("VPU")
    heard = (ad_hoc_party("Råd", [Contact("Bo Berg", "raad@raad.example")]),)
    plan = PrepareHearing("almindelig", "Hvad mener I?", DUE_ON, heard)
    prepare_hearing(book.house, case, plan, OFFICER)
    joined_in(book, case, other)
    assert (
        book.rows(f"SELECT id FROM deadlines WHERE case_id = '{case}' AND status = 'pending'") == []
    )
    assert book.rows("SELECT DISTINCT phase FROM hearings") == [("withdrawn",)]
    assert book.rows("SELECT count(*) FROM messages WHERE status = 'pending'") == [(0,)]


def test_what_was_heard_or_decided_or_is_promised_stays(database: str, tmp_path: Path) -> None:
    book = casebook(database, tmp_path)
    heard, other = book.open_hearing(route="høring, VPU"), book.open_case("VPU")
    with pytest.raises(WrongInput, match="har været i høring"):
        joined_in(book, heard, other)
    book.advance(heard, Trigger.WITHDRAW, reason="Nej")
    book.advance(heard, Trigger.REOPEN, reason="Jo")
    with pytest.raises(WrongInput, match="har været i høring"):
        joined_in(book, heard, other)
    book.advance(other, Trigger.SUBMIT)
    with pytest.raises(NotAllowed):
        joined_in(book, other, heard)
    book.advance(other, Trigger.WITHDRAW, reason="Nej")
    third = book.open_case("VPU")
    with pytest.raises(WrongInput, match="er slut; genåbn den først"):
        joined_in(book, third, other)
    later = PromiseGiven("Status", "VPU", "", date(2024, 3, 4), None, None, 4)
    make_promise(book.house, Change(third, OFFICER), later)
    with pytest.raises(WrongInput, match="opfølgninger"):
        joined_in(book, third, heard)


def joined_in(book: Casebook, case: str, other: str) -> None:
    ((there,),) = book.rows(f"SELECT number FROM v_case WHERE case_id = '{other}'")
    join_cases(book.house, Relating(case, EVERYTHING, OFFICER), str(there))


def test_what_is_closed_comes_to_nobody_else(opened: Office) -> None:
    closed, other = case_of(opened), case_of(opened)
    shown = case_of(opened, Openness.OPEN)
    with pytest.raises(WrongInput, match="lukket sag kan kun lægges sammen med en lukket"):
        joined(opened, closed, shown)
    name_reader(opened.house, naming(opened, other, "bo"))
    with pytest.raises(WrongInput, match="Bo Bilde kan se sag"):
        joined(opened, closed, other)
    name_reader(opened.house, naming(opened, closed, "bo"))
    joined(opened, closed, other, version=2)
    joined(opened, shown, other)
    assert number(opened, other) not in str(page(opened, shown).journal)
    assert proved(opened)


def test_of_two_who_join_at_once_one_learns_of_the_other(opened: Office) -> None:
    first, second = case_of(opened, Openness.OPEN), case_of(opened, Openness.OPEN)
    numbers = {case: number(opened, case) for case in (first, second)}

    def joining(here: str, there: str) -> object:
        try:
            return join_cases(opened.house, relating(opened, here), numbers[there], 1)
        except WrongInput as refused:
            return refused

    outcomes = together([lambda: joining(first, second), lambda: joining(second, first)] * 2)
    refused = [one for one in outcomes if isinstance(one, (WrongInput, StaleVersion, NotAllowed))]
    assert len(refused) == 3
    states = {page(opened, case).facts.state for case in (first, second)}
    assert states == {"joined", "drafting"}
    assert proved(opened)
