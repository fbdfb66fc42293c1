"""Periods are read as people write them, and refused with a hint."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.engine.errors import WrongInput
from workflows.engine.faults import printable
from workflows.engine.periods import Period, Unit, period_words, read_period


@pytest.mark.parametrize(
    ("text", "count", "unit"),
    [
        ("4 uger", 4, Unit.WEEKS),
        ("1 uge", 1, Unit.WEEKS),
        ("14 dage", 14, Unit.DAYS),
        ("1 dag", 1, Unit.DAYS),
        ("10 hverdage", 10, Unit.WORKING_DAYS),
        ("1 hverdag", 1, Unit.WORKING_DAYS),
        ("1 måned", 1, Unit.MONTHS),
        ("2 måneder", 2, Unit.MONTHS),
        ("  4\t UGER ", 4, Unit.WEEKS),
        ("4\N{NO-BREAK SPACE}uger", 4, Unit.WEEKS),
        ("8uger", 8, Unit.WEEKS),
        ("2 MÅNEDER", 2, Unit.MONTHS),
        (unicodedata.normalize("NFD", "2 Måneder"), 2, Unit.MONTHS),
        ("007 dage", 7, Unit.DAYS),
    ],
)
def test_a_period_is_read(text: str, count: int, unit: Unit) -> None:
    assert read_period(text) == Period(count, unit)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "er ikke en periode"),
        ("uger", "er ikke en periode"),
        ("fire uger", "er ikke en periode"),
        ("4", "mangler en enhed"),
        ("0 dage", "er nul"),
        ("-4 uger", "er negativ"),
        ("− 4 uger", "er negativ"),
        ("1,5 uger", "er ikke et helt antal"),
        ("4 ugre", "mente du `uger`?"),
        ("1 maaned", "mente du `måned`?"),
        ("3 weekender", 'ukendt enhed, "weekender"'),
        ("4 uger og 2 dage", "ukendt enhed"),
        ("4² uger", "ukendt enhed"),
        ("521 uger", "højst 520 uger"),
        ("9" * 5000 + " dage", "højst 3650 dage"),
        ("4 uger\n\x1b[31m" + "x" * 500, "ukendt enhed"),
    ],
)
def test_what_is_no_period_is_refused_in_one_line_with_a_hint(text: str, says: str) -> None:
    with pytest.raises(WrongInput) as refusal:
        read_period(text)
    message = str(refusal.value)
    assert says in message
    assert " — " in message
    assert message.isprintable()
    assert len(message) < 300


def test_zero_is_a_period_only_where_it_is_allowed() -> None:
    assert read_period("0 dage", allow_zero=True) == Period(0, Unit.DAYS)
    with pytest.raises(WrongInput, match="er nul"):
        read_period("000 dage")


@given(st.integers(1, 120), st.sampled_from(Unit))
def test_what_is_written_is_read_back(count: int, unit: Unit) -> None:
    assert read_period(period_words(Period(count, unit))) == Period(count, unit)


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused_in_one_line(text: str) -> None:
    try:
        said = period_words(read_period(text))
    except WrongInput as refusal:
        said = str(refusal)
    assert said == printable(said)
