"""How far off a day is, in words."""

from datetime import date, timedelta

import pytest

from workflows.engine.daywords import days_until_words

TODAY = date(2024, 2, 28)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-2, "for 2 dage siden"),
        (-1, "i går"),
        (0, "i dag"),
        (1, "i morgen"),
        (2, "om 2 dage"),
        (367, "om 367 dage"),
    ],
)
def test_a_day_is_told_by_how_far_off_it_is(days: int, words: str) -> None:
    assert days_until_words(TODAY + timedelta(days), TODAY) == words
