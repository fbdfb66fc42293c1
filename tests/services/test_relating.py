"""Two cases are related: both are told, a closed one by no number elsewhere, and nothing waits."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.office import Office, office
from tests.services.test_case_readers import actor, case_of
from tests.services.test_commenting import page, proved, rows
from tests.services.test_races import together
from workflows.engine.errors import WrongInput
from workflows.engine.relating import BY_HAND, opposite
from workflows.engine.vocabulary import Openness, Tie
from workflows.services.desk import viewer
from workflows.services.relating import Relating, relate, related_cases, unrelate


@pytest.fixture
def opened(database: str, tmp_path: Path) -> Office:
    return office(database, tmp_path)


def relating(opened: Office, case: str, by: str = "maja") -> Relating:
    return Relating(case, viewer(opened.officer(by)), actor(opened, by))


def number(opened: Office, case: str) -> str:
    return page(opened, case).facts.number


def related(opened: Office, case: str, who: str = "vera") -> list[tuple[Tie, str]]:
    found = related_cases(opened.house, viewer(opened.officer(who)), case)
    return [(one.tie, one.case) for one in found]


def test_every_tie_has_an_opposite() -> None:
    for tie in Tie:
        assert opposite(opposite(tie)) == tie
    assert opposite(Tie.BELONGS_WITH) == Tie.BELONGS_WITH


def test_both_cases_show_and_tell_it_until_it_is_taken_away(opened: Office) -> None:
    first, second = case_of(opened, Openness.OPEN), case_of(opened, Openness.OPEN)
    relate(opened.house, relating(opened, first), number(opened, second), Tie.REPLACES)
    assert related(opened, first) == [(Tie.REPLACES, second)]
    assert related(opened, second) == [(Tie.REPLACED_BY, first)]
    told = page(opened, second).journal[0].payload
    assert (told["tie"], told["related"]) == ("replaced_by", number(opened, first))
    assert page(opened, first).facts.version == 1
    (one,) = related_cases(opened.house, viewer(opened.officer("bo")), second)
    for _ in range(2):
        unrelate(opened.house, relating(opened, second, "bo"), one.id)
    assert related(opened, first) == related(opened, second) == []
    for case in (first, second):
        events = [entry.event for entry in page(opened, case).journal]
        assert events == ["case:unrelated", "case:related", "case:opened"]
    assert proved(opened)


def test_a_closed_case_is_named_to_nobody_who_may_not_see_it(opened: Office) -> None:
    shown, hidden = case_of(opened, Openness.OPEN), case_of(opened)
    there = number(opened, hidden)
    with pytest.raises(WrongInput) as refused:
        relate(opened.house, relating(opened, shown, "bo"), there, Tie.BELONGS_WITH)
    with pytest.raises(WrongInput) as unknown:
        relate(opened.house, relating(opened, shown, "bo"), "99/999", Tie.BELONGS_WITH)
    assert str(refused.value).replace(there, "99/999") == str(unknown.value)
    relate(opened.house, relating(opened, shown), there, Tie.BELONGS_WITH)
    assert related(opened, shown) == [(Tie.BELONGS_WITH, hidden)]
    assert related(opened, shown, "bo") == []
    assert there not in str(page(opened, shown).journal)
    assert number(opened, shown) in str(page(opened, hidden).journal)
    (one,) = related_cases(opened.house, viewer(opened.officer("maja")), shown)
    unrelate(opened.house, relating(opened, shown, "bo"), one.id)
    assert related(opened, shown) == [(Tie.BELONGS_WITH, hidden)]


def test_what_says_nothing_is_refused(opened: Office) -> None:
    first, second = case_of(opened, Openness.OPEN), case_of(opened, Openness.OPEN)
    relate(opened.house, relating(opened, first), number(opened, second), Tie.FOLLOWS_UP)
    for case, other, tie, words in (
        (first, number(opened, first), Tie.REPLACES, "sagen selv"),
        (first, "", Tie.REPLACES, "skriv den anden sags nummer"),
        (first, number(opened, second), Tie.FOLLOWS_UP, "allerede"),
        (second, number(opened, first), Tie.FOLLOWED_UP_BY, "allerede"),
    ):
        with pytest.raises(WrongInput, match=words) as refused:
            relate(opened.house, relating(opened, case), other, tie)
        assert refused.value.field == "number"
    relate(opened.house, relating(opened, first), number(opened, second), Tie.REPLACES)
    assert len(related(opened, second)) == 2


def test_acts_that_cross_neither_lose_nor_wait_for_each_other(opened: Office) -> None:
    first, second = case_of(opened, Openness.OPEN), case_of(opened, Openness.OPEN)
    numbers = {case: number(opened, case) for case in (first, second)}
    deadlocks = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
    on_postgres = opened.house.database.dialect.name == "postgresql"

    def tying(here: str, there: str, tie: Tie) -> Callable[[], object]:
        def tied() -> object:
            try:
                return relate(opened.house, relating(opened, here), numbers[there], tie)
            except WrongInput as refused:
                return refused

        return tied

    works = [
        tying(here, there, tie)
        for tie in BY_HAND
        for here, there in ((first, second), (second, first))
        for _ in range(2)
    ]
    outcomes = together(works)
    refused = [one for one in outcomes if one is not None]
    assert all("allerede" in str(one) for one in refused)
    # Of what one is to the other, and the other to the one, both cannot be.
    assert len(outcomes) - len(refused) == len(BY_HAND) == len(related(opened, first))
    assert proved(opened)
    if on_postgres:
        assert rows(opened, deadlocks) == [(0,)]
