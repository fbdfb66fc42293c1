"""What counts as the same word in a search, and by what a word is found."""

import pytest

from workflows.engine.search_words import (
    MOST_TERMS,
    MOST_WORDS,
    Word,
    answers_to,
    endings,
    slips,
    terms,
    words,
)


def stems_of(text: str) -> set[str]:
    return {word.stem for word in words([text])}


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("skolerne", "Skole"),
        ("høringerne", "hoering"),
        ("Ældrerådets", "aeldreraad"),
        ("Café", "cafe"),
        ("SKOLESTRUKTUR", "skolestruktur"),
        ("blå", "blaa"),
    ],
)
def test_these_are_one_word(written: str, asked: str) -> None:
    assert stems_of(written) == {word.stem for word in terms(asked)}


def test_a_number_is_found_whole_and_in_parts() -> None:
    assert stems_of("Sag 23/2079, jf. § 5") == {"23/2079", "23", "2079", "5", "sag", "jf"}
    assert [word.text for word in terms("23/2079")] == ["23/2079"]


def test_single_letters_and_signs_are_no_words() -> None:
    assert words(["i , – \x00 \ud800 §"]) == set()
    assert terms("i ?") == ()


def test_a_question_has_a_bounded_number_of_words_each_once() -> None:
    assert [word.stem for word in terms("skole skoler skolen by")] == ["skol", "by"]
    assert len(terms(" ".join(f"ord{n}" for n in range(100)))) == MOST_TERMS


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("høring", "hørng"),
        ("høring", "hørring"),
        ("høring", "høting"),
        ("høring", "hørign"),
        ("ældreråd", "aldrerad"),
        ("budget", "buget"),
    ],
)
def test_a_slip_leaves_something_in_common(right: str, wrong: str) -> None:
    ((one,), (other,)) = terms(right), terms(wrong)
    assert slips(one) & slips(other)


@pytest.mark.parametrize(("one", "other"), [("høring", "hegn"), ("2079", "2078"), ("by", "bo")])
def test_other_words_have_nothing_in_common(one: str, other: str) -> None:
    ((word,), (another,)) = terms(one), terms(other)
    assert not slips(word) & slips(another)


def test_a_text_of_ever_new_words_is_found_by_the_first_of_them() -> None:
    found = words([" ".join(f"ord{n}" for n in range(MOST_WORDS * 2))])
    assert len(found) == MOST_WORDS
    assert {word.text for word in found} >= {"ord0", f"ord{MOST_WORDS - 1}"}


def test_a_long_word_is_found_within_another_a_short_one_at_its_beginning() -> None:
    (school,) = terms("folkeskolen")
    assert {"folkeskolen", "skolen"} <= {*endings(school)}
    for asked, fits in (("skole", True), ("folk", True), ("fol", True), ("kol", False)):
        (term,) = terms(asked)
        assert answers_to(school, term) is fits, asked


def test_an_inflected_word_answers_to_another_form() -> None:
    (written,), (asked,) = terms("skoler"), terms("skolernes")
    assert answers_to(written, asked)
    assert not answers_to(Word("skolegaard", "skolegaard"), asked)
