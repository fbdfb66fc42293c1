"""A search finds cases by any of their words, and never one that the searcher may not see."""

import dataclasses
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import event

from tests.casebook import OFFICER_ID, Casebook, installed
from workflows.engine.commands.cases import EditCase, ItemPart
from workflows.engine.vocabulary import Openness, Place, Trigger
from workflows.records.case_list import EVERYTHING, Listing, Order, Shown, Viewer
from workflows.services.searching import FoundCases, find_cases, index_cases

STRANGER = Viewer(str(uuid4()), sees_closed=False)


@pytest.fixture
def book(database: str, tmp_path: Path) -> Casebook:
    return installed(database, tmp_path)


def search(
    book: Casebook, text: str, looks: Viewer = EVERYTHING, shown: Shown = Shown.ALL, **page: int
) -> FoundCases:
    return find_cases(book.house, looks, Listing(shown), text, **page)


def found(book: Casebook, text: str, looks: Viewer = EVERYTHING) -> list[str]:
    """Ids of the cases that have the words as they are typed."""
    page = search(book, text, looks)
    return [] if page.is_like else [case.id for case in page.cases]


def written(book: Casebook, title: str = "Strategi", text: str = "", **given: str) -> str:
    """A case with these words."""
    case = book.open_case("ØK, KB", **given)
    book.act(case, EditCase(title, text, "", ()))
    return case


def heard_and_decided(book: Casebook) -> str:
    """A case that is answered with `Skolebussen`, and deferred with `Fremtidsbilledet`."""
    case = book.open_hearing(1)
    (party,) = book.parties(case)
    answer = dataclasses.replace(book.answer(party), text="Skolebussen må bestå.")
    book.act(case, answer)
    book.advance(case, Trigger.CLOSE_HEARING, reason="Alle har svaret")
    book.advance(case, Trigger.PUT_ON_AGENDA, meets_on=date(2023, 12, 20))
    book.clock.now = datetime(2023, 12, 20, 18, tzinfo=UTC)
    book.advance(case, Trigger.DECIDE, word="udsat", text="Fremtidsbilledet mangler.")
    return case


def test_a_case_is_found_by_its_number_title_and_text(book: Casebook) -> None:
    case = written(book, "Ny folkeskole", "Elevtallet falder.", number="23/2079")
    book.act(case, EditCase("Ny folkeskole", "Elevtallet falder.", "Anna Ås", ("at godkende",)))
    written(book, "Noget andet")
    for text in ("23/2079", "23/20", "folkeskolen", "skole", "elevtal", "anna aas", "godkend"):
        assert found(book, text) == [case], text


def test_a_case_is_found_by_the_parts_of_its_item(book: Casebook) -> None:
    case = book.open_case()
    parts = (ItemPart("Økonomiske konsekvenser", "Udgifterne stiger."),)
    book.act(case, EditCase("Strategi", "", "", (), None, parts))
    assert found(book, "udgift") == [case]


def test_a_case_is_found_by_its_bodies_answers_and_decisions(book: Casebook) -> None:
    case = heard_and_decided(book)
    written(book)
    for text, place in (
        ("voksen plejeudvalget", Place.BODY),
        ("VPU", Place.BODY),
        ("skolebus", Place.ANSWER),
        ("fremtidsbillede", Place.DECISION),
    ):
        page = search(book, text)
        assert [one.id for one in page.cases] == [case], text
        assert page.places == {case: {place}}, text


def test_all_words_have_to_be_there_wherever_they_stand(book: Casebook) -> None:
    case = heard_and_decided(book)
    assert found(book, "frivillighed skolebus udsat") == []
    assert found(book, "frivillighed skolebus fremtidsbilledet") == [case]


def test_words_that_were_written_over_are_not_found(book: Casebook) -> None:
    case = written(book, "Strategi", "Svømmehallen lukkes.")
    assert found(book, "svømmehal") == [case]
    book.act(case, EditCase("Strategi", "Hallen renoveres.", "", ()))
    assert found(book, "svømmehal") == []
    assert found(book, "renover hal") == [case]


def test_a_misspelt_word_finds_what_is_like_it_and_says_so(book: Casebook) -> None:
    case = written(book, "Skolestruktur")
    for text in ("skolestrukur", "skolesturktur", "skolestruktur økonomiudvalgt"):
        page = search(book, text)
        assert [one.id for one in page.cases] == [case], text
    assert search(book, "skolestrukur").is_like
    assert not search(book, "skolestruktur").is_like
    assert search(book, "budgettet").cases == ()


def test_what_is_no_word_finds_nothing_and_an_empty_search_everything(book: Casebook) -> None:
    case = written(book)
    assert found(book, "?") == []
    assert found(book, "  ") == [case]
    for odd in ("%", "_", "'", "\\", "\x00", "\ud800", "x" * 200, "🙂"):
        assert found(book, odd) == [], odd


def test_a_closed_case_is_found_only_by_who_may_see_it(book: Casebook) -> None:
    case = written(book, "Grundkøb", openness=Openness.CLOSED)
    assert found(book, "grundkøb") == [case]
    assert found(book, "grundkøb", Viewer(OFFICER_ID, sees_closed=False)) == [case]
    assert search(book, "grundkøb", STRANGER) == FoundCases(is_like=True)
    assert search(book, "grundkob", STRANGER) == FoundCases(is_like=True)


def test_pages_follow_one_another_the_newest_first(book: Casebook) -> None:
    cases = [written(book) for _ in range(5)]
    first, second = search(book, "strategi", most=3), search(book, "strategi", skip=3, most=3)
    assert [one.id for one in (*first.cases, *second.cases)] == sorted(cases, reverse=True)
    assert (first.more, second.more) == (True, False)
    assert search(book, "strategi", skip=6, most=3).cases == ()
    assert not search(book, "strategi", skip=6, most=3).is_like
    assert len(search(book, "strategi", shown=Shown.OPEN).cases) == 5
    assert search(book, "strategi", shown=Shown.ENDED).cases == ()
    assert search(book, "strategi", Viewer(OFFICER_ID, sees_closed=False), Shown.MINE).cases


def test_a_listing_is_narrowed_and_ordered(book: Casebook) -> None:
    book.clock.now = datetime(2023, 11, 1, 9, tzinfo=UTC)
    first = heard_and_decided(book)
    book.clock.now = datetime(2023, 12, 21, 9, tzinfo=UTC)
    second = written(book, "Å-parken")
    book.clock.now = datetime(2023, 12, 22, 9, tzinfo=UTC)
    third = written(book, "Budget")
    book.clock.now = datetime(2023, 12, 22, 10, tzinfo=UTC)
    book.act(first, EditCase("Zebrastriber", "", "", ()))

    def listed(text: str = "", **given: Any) -> list[str]:
        asked = Listing(Shown.ALL, **given)
        return [one.id for one in find_cases(book.house, EVERYTHING, asked, text).cases]

    assert listed() == [third, second, first]
    assert listed(order=Order.OLDEST) == [first, second, third]
    assert listed(order=Order.CHANGED)[0] == first
    assert listed(order=Order.TITLE) == [third, first, second]
    assert listed(body="VPU") == [first]
    assert listed(body="KB", order=Order.OLDEST) == [first, second, third]
    assert listed("budget", body="KB") == [third]
    assert listed("budget", body="VPU") == []
    assert listed(case_type="findes-ikke") == []
    assert listed(case_type="politisk-sag", officer=OFFICER_ID) == [third, second, first]
    assert listed(officer=str(uuid4())) == []


def test_a_search_asks_as_often_however_many_it_finds(book: Casebook) -> None:
    asked: list[str] = []
    event.listen(book.house.database, "before_cursor_execute", lambda *told: asked.append(told[2]))
    counts = []
    for more in (1, 6):
        for _ in range(more):
            written(book, text="Et ord til.")
        asked.clear()
        search(book, "strategi ord")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_cases_from_before_there_was_a_search_are_found_afterwards(book: Casebook) -> None:
    case = heard_and_decided(book)
    for table in ("search_words", "search_endings", "search_slips"):
        book.write(f"DELETE FROM {table}")
    assert found(book, "frivillighed") == []
    assert index_cases(book.house.database) == 1
    assert index_cases(book.house.database) == 0
    for text in ("frivillighed", "skolebus", "fremtidsbilled", "VPU", "råd 0"):
        assert found(book, text) == [case], text
