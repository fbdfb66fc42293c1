"""Sagsgang lines as municipalities print them, and what is said of the words that nobody knows."""

import unicodedata
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.registers import HAVNSTED, LUNDBY, STORKÆR
from workflows.engine.definition import Body
from workflows.engine.errors import WrongInput
from workflows.engine.sagsgang import (
    LONGEST_LINE,
    UnknownBody,
    UnknownWord,
    on_one_line,
    read_line,
)
from workflows.engine.vocabulary import BodyKind


def codes(line: str, bodies: Sequence[Body] = LUNDBY) -> list[str]:
    return [body.code if body else "høring" for body in read_line(line, bodies).words]


def unknown(line: str, bodies: Sequence[Body] = LUNDBY) -> list[tuple[str, int, str | None]]:
    with pytest.raises(UnknownBody) as found:
        read_line(line, bodies)
    return [(word.text, word.position, word.nearest) for word in found.value.words]


@pytest.mark.parametrize(
    ("bodies", "line", "read"),
    [
        (LUNDBY, "Høring, VPU, ØK, KB", ["høring", "VPU", "ØK", "KB"]),
        (LUNDBY, "BUU, høring, BUU, ØK, KB", ["BUU", "høring", "BUU", "ØK", "KB"]),
        (LUNDBY, "OMU", ["OMU"]),
        (LUNDBY, "ØU - KB -", ["ØK", "KB"]),
        (HAVNSTED, "ØK/BY", ["ØK", "BY"]),
        (HAVNSTED, "KF, ØK, BY", ["KF", "ØK", "BY"]),
        (
            STORKÆR,
            "Udvalget for Ældre og Sundhed, Økonomiudvalget, Kommunalbestyrelsen",
            ["ÆS", "Økonomiudvalget", "Kommunalbestyrelsen"],
        ),
    ],
)
def test_lines_as_they_are_printed(bodies: Sequence[Body], line: str, read: list[str]) -> None:
    assert codes(line, bodies) == read


@pytest.mark.parametrize("heading", ["Sagsgang", "Sagsforløb", "Forventet sagsgang"])
@pytest.mark.parametrize("end", [":", ": ", " :\n", "\n", "\r\n\r\n", " ", "\t", " - ", " – "])
def test_a_heading_is_not_a_body(heading: str, end: str) -> None:
    for written in (heading, heading.upper(), heading.lower(), f"  {heading}"):
        assert codes(f"{written}{end}ØK, KB") == ["ØK", "KB"]


@pytest.mark.parametrize("heading", ["Sagens gang", "Sagens\ngang", "Sagsgang og sagstype"])
@pytest.mark.parametrize("end", [":", "\n", " "])
def test_a_heading_of_several_words(heading: str, end: str) -> None:
    assert codes(f"{heading}{end}høring, KB") == ["høring", "KB"]


def test_a_heading_is_known_only_at_the_beginning_and_only_whole() -> None:
    assert unknown("KB, Sagsgang")[0][:2] == ("Sagsgang", 5)
    assert unknown("Sagsgangen, KB")[0][:2] == ("Sagsgangen", 1)


@pytest.mark.parametrize(
    "separator",
    [
        *(",", ", ", " ,", ";", "/", " / ", "-", " - ", "\u2010", "\u2011", " – ", "—", "―", "−"),
        *("->", " --> ", "=>", " => ", ">", "→", " ⇒ ", "⟶", "➔", "➜", "\n", "\r\n", "\t", "   "),
        *(" og ", " OG ", ", og ", " – og\n", ". ", "\u00a0og\u00a0", "\u2003", "\u2028", ",\n,"),
    ],
)
def test_whatever_parts_two_names(separator: str) -> None:
    assert codes(f"BUU{separator}ØK{separator}KB") == ["BUU", "ØK", "KB"]
    assert codes(f"{separator}BUU{separator}") == ["BUU"]


@pytest.mark.parametrize(
    "name",
    [
        "Børne- og Ungdomsudvalget",
        "BØRNE- OG UNGDOMSUDVALGET",
        "børne- og ungeudvalget",
        "Børne\u2011 og Ungdomsudvalget",
        "Børne– og Ungdomsudvalget",
        "Børne-  og\nUngdomsudvalget",
        "Børne-\u00a0og\u202fUngdomsudvalget",
        "Børne-og Ungdomsudvalget",
        "Børne – og Ungdomsudvalget",
        "Børne- og Ungdoms\u00adudvalget",
        "\ufeffBørne- og Ungdomsudvalget\u200b",
        "buu",
        "ＢＵＵ",
    ],
)
def test_one_body_in_many_forms(name: str) -> None:
    assert codes(name) == ["BUU"]
    assert codes(f"ØK og {name} og KB") == ["ØK", "BUU", "KB"]
    assert codes(f"{name}, høring - {name}") == ["BUU", "høring", "BUU"]


def test_letters_and_rings_apart_are_the_same_names() -> None:
    line = "Sagsforløb: Områdeudvalget, ÅU, Økonomiudvalget, i høring, LMU Ørum"
    bodies = (*LUNDBY, Body("ÅU", "Ålauget", BodyKind.EXTERNAL))
    apart = unicodedata.normalize("NFD", line)
    assert apart != line
    assert codes(apart, bodies) == codes(line, bodies)
    registered_apart = [Body(unicodedata.normalize("NFD", "ÅU"), "Ålauget", BodyKind.EXTERNAL)]
    assert len(read_line("ÅU og ålauget", registered_apart).words) == 2


@pytest.mark.parametrize(
    "word", ["høring", "Høring", "HØRING", "i høring", "I\u00a0høring", "hoering"]
)
def test_a_hearing_in_many_forms(word: str) -> None:
    assert codes(f"BUU, {word} og BUU") == ["BUU", "høring", "BUU"]


def test_the_longest_name_is_read() -> None:
    assert codes("OMU Børn, OMU og OMU  børn") == ["OMU Børn", "OMU", "OMU Børn"]
    assert codes("Lokaludvalg Ørum, Øst og Vest, KB") == ["LMU Ørum", "KB"]
    assert codes("KFU/B/KF", HAVNSTED) == ["KFU/B", "KF"]
    assert codes("Kultur- og Fritidsudvalget - byrådet", HAVNSTED) == ["KF", "BY"]
    assert codes("Udvalget for Ældre, Sundhed", STORKÆR) == ["Æ", "S"]


def test_the_code_of_one_body_goes_before_the_name_of_another() -> None:
    bodies = (
        Body("X1", "Havn", BodyKind.COMMITTEE),
        Body("Havn", "Havneudvalget", BodyKind.COMMITTEE),
    )
    assert codes("havn, X1", bodies) == ["Havn", "X1"]
    assert codes("havn, X1", bodies[::-1]) == ["Havn", "X1"]


def test_signs_that_patterns_are_made_of_are_only_signs_in_a_name() -> None:
    bodies = (
        Body("K.B", "Kommune(bestyrelse)", BodyKind.COUNCIL, (r"\d+", "[a-z]*")),
        Body("ØK+", "Økonomi|udvalg", BodyKind.COMMITTEE),
    )
    assert codes(r"K.B, ØK+, \D+, [A-Z]*, økonomi|udvalg", bodies) == [
        *("K.B", "ØK+", "K.B", "K.B", "ØK+")
    ]
    assert unknown("KxB, 17", bodies)[1][:2] == ("17", 6)


@pytest.mark.parametrize("name", ["og", "OG", "-", "- KB", "/", "Og så videre"])
def test_a_name_that_begins_like_a_separator_is_never_read(name: str) -> None:
    """Else it would swallow separators, or be swallowed as one."""
    bodies = (*LUNDBY, Body(name, "Et udvalg", BodyKind.COMMITTEE))
    assert codes("ØK og KB", bodies) == codes("ØK - KB", bodies) == ["ØK", "KB"]
    assert codes("Et udvalg", bodies) == [name]


def test_all_unknown_words_are_named_at_once() -> None:
    assert unknown("BUUU, høring, Økonomiudvaget og KB - Byrådet") == [
        ("BUUU", 1, "BUU (Børne- og Ungdomsudvalget)"),
        ("Økonomiudvaget", 15, "ØK (Økonomiudvalget)"),
        ("Byrådet", 38, None),
    ]


@pytest.mark.parametrize("text", ["BY", "BR", "KF", "Udvalget for Ældre og Sundhed"])
def test_nothing_is_guessed_for_a_body_that_another_municipality_has(text: str) -> None:
    assert unknown(text) == [(text, 1, None)]


def test_a_word_that_resembles_none_is_told_what_is_known() -> None:
    with pytest.raises(UnknownBody) as found:
        read_line("KB, Xqz", LUNDBY)
    known = "KB, ØK, BUU, VPU, OMU, OMU Børn, LMU Ørum, HR, høring"
    assert str(found.value) == f"tegn 5: »Xqz« kendes ikke; kendte i bodies.toml er {known}"
    with pytest.raises(UnknownBody) as found:
        read_line("Høringg", LUNDBY)
    assert str(found.value) == "tegn 1: »Høringg« kendes ikke; mente du høring?"


def test_what_is_known_is_cut_short_where_there_is_much() -> None:
    many = [Body(f"U{n}", f"Udvalg {n}", BodyKind.COMMITTEE) for n in range(200)]
    with pytest.raises(UnknownBody) as found:
        read_line("zzz", many)
    assert str(found.value).endswith("U10, U11 …")


def test_an_unknown_name_with_og_and_dashes_is_one_word() -> None:
    assert [word[0] for word in unknown("Miljø- og Klimaudvalget, KB")] == [
        "Miljø- og Klimaudvalget"
    ]
    assert [word[0] for word in unknown("Xx og KB")] == ["Xx"]
    assert [word[0] for word in unknown("Xx -")] == ["Xx"]
    assert [word[:2] for word in unknown("KB og\nXx/Yy => Zz")] == [
        ("Xx", 7),
        ("Yy", 10),
        ("Zz", 16),
    ]


def test_the_position_is_that_of_the_sign_one_sees() -> None:
    for line in ("Sagsgang:\nBUU, Xqz", unicodedata.normalize("NFD", "Sagsgang:\nBÅU, Xqz")):
        assert unknown(line)[-1][1] == 16
    assert unknown("\ufeffXqz")[0][1] == 1


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("\x00", "\\x00"),
        ("KB\x00", "KB\\x00"),
        ("😀", "😀"),
        ("\ud800", "\\ud800"),
        ("KB, \udcff", "\\udcff"),
        ("{{7*7}}", "{{7*7}}"),
        ("<b>KB</b>", "<b"),
        ("\x1b[31mKB", "\\x1b[31mKB"),
        ("a\x85b", "a\\x85b"),
        ("x" * LONGEST_LINE, "x" * 60 + "…"),
        ("__import__('os')", "__import__('os')"),
        ("%s %n", "%s %n"),
    ],
)
def test_hostile_words_are_told_on_one_line_as_text(line: str, shown: str) -> None:
    with pytest.raises(UnknownBody) as found:
        read_line(line, LUNDBY)
    lines = str(found.value).splitlines()
    assert len(lines) == len(found.value.words)
    assert all(sign.isprintable() for sign in "".join(lines))
    assert f"»{shown}«" in lines[0]
    str(found.value).encode()


@pytest.mark.parametrize(
    "line", ["", " ", "\n\n", ", - / → og;", "Sagsgang", "Sagsforløb:\n", "\u200b"]
)
def test_nothing_but_separators_is_no_body(line: str) -> None:
    assert codes(line) == []


def test_without_bodies_only_a_hearing_is_known() -> None:
    assert codes("i høring", ()) == ["høring"]
    assert unknown("KB", ()) == [("KB", 1, None)]


def test_a_line_too_long_is_refused_before_it_is_read() -> None:
    with pytest.raises(WrongInput, match="på 10000 tegn; den kan højst være på 1000"):
        read_line("x" * 10_000, LUNDBY)
    assert codes("KB".ljust(LONGEST_LINE)) == ["KB"]


def test_a_faulty_word_may_be_there_many_times() -> None:
    found = unknown("x," * (LONGEST_LINE // 2))
    assert [position for _, position, _ in found] == list(range(1, LONGEST_LINE, 2))


def refused(line: str) -> tuple[UnknownWord, ...]:
    """The unknown words of a line, or none when it was read."""
    try:
        read = read_line(line, LUNDBY).words
    except UnknownBody as refusal:
        return refusal.words
    assert all(body is None or body in LUNDBY for body in read)
    return ()


@given(st.text(max_size=120))
def test_any_text_is_read_or_refused_with_a_line_for_each_word(line: str) -> None:
    for word in refused(line):
        assert word.text
        assert word.position >= 1
        assert len(str(word).splitlines()) == 1


PIECES = (
    "BUU|ØK|kb|høring|og|-|,| |\n|Børne- og |Ungdomsudvalget|OMU| Børn|.|=>|Sagsgang|:|x|\u00ad|LMU"
)


@given(st.lists(st.sampled_from(PIECES.split("|")), max_size=30).map("".join))
def test_an_unknown_word_stands_where_it_is_said_to(line: str) -> None:
    seen = line.replace("\u00ad", "")
    for word in refused(line):
        assert seen.startswith(word.text, word.position - 1)


@given(st.text(max_size=200))
def test_what_is_shown_fits_on_a_line(text: str) -> None:
    shown = on_one_line(text)
    assert shown == "" or len(shown.splitlines()) == 1
    assert shown.isprintable()


@pytest.mark.parametrize(
    ("slip", "meant"),
    [("OK", "ØK"), ("ØKK", "ØK"), ("KBB", "KB"), ("BU", "BUU"), ("VPX", None), ("XYZ", None)],
)
def test_one_letter_wrong_in_a_short_code_is_seen(slip: str, meant: str | None) -> None:
    with pytest.raises(UnknownBody) as found:
        read_line(f"{slip}, høring, KB", LUNDBY)
    (word,) = found.value.words
    assert (word.nearest or "").partition(" (")[0] == (meant or "")
