"""The picture of a route: what it draws, what it leaves out, and that no label can break it."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.facts_for_tests import BODIES, CASE_TYPE
from tests.engine.registers import registers, routes
from workflows.engine.definition import Body, DecisionWord
from workflows.engine.diagram import mermaid
from workflows.engine.route import read_route, states_of
from workflows.engine.vocabulary import BodyKind, Effect

STATE = re.compile(r'    state "[^"\n;:{}<>%`\\]+" as [a-z0-9_]+')
"""Without entities, which stand for all that the pattern does not let through."""
ARROW = re.compile(r"    (\[\*\]|[a-z0-9_]+) --> (\[\*\]|[a-z0-9_]+)( : [^\"\n;:{}<>%`\\]+)?")
ENTITY = re.compile(r"#\d+;")


def drawn(line: str, *words: tuple[str, Effect], bodies: tuple[Body, ...] = BODIES) -> list[str]:
    """The lines of the picture, of a case type with these words."""
    found = tuple(DecisionWord(f"word{n}", *word) for n, word in enumerate(words))
    return mermaid(read_route(line, bodies), replace(CASE_TYPE, words=found)).splitlines()


def test_the_whole_picture_of_a_short_route() -> None:
    assert drawn("høring, ØK", ("Godkendt", Effect.ADVANCE), ("Udsat", Effect.DEFER)) == [
        "stateDiagram-v2",
        '    state "Udarbejdelse" as drafting',
        '    state "Høring - forberedes" as hearing_1_preparing',
        '    state "Høring - i gang" as hearing_1_open',
        '    state "Økonomiudvalget - venter på møde" as oek_1_waiting',
        '    state "Økonomiudvalget - på dagsordenen" as oek_1_on_agenda',
        '    state "Økonomiudvalget - besluttet" as oek_1_decided',
        '    state "Afsluttet" as closed',
        "    [*] --> drafting",
        "    drafting --> hearing_1_preparing : sendes videre",
        "    hearing_1_preparing --> hearing_1_open : høringen åbnes",
        "    hearing_1_open --> oek_1_waiting : høringen lukkes",
        "    oek_1_waiting --> oek_1_on_agenda : sættes på dagsordenen",
        "    oek_1_on_agenda --> oek_1_waiting : tages af dagsordenen",
        "    oek_1_on_agenda --> oek_1_decided : beslutning",
        "    oek_1_decided --> closed : Godkendt",
        "    oek_1_decided --> oek_1_waiting : Udsat",
        "    closed --> [*]",
    ]


def test_words_of_one_effect_share_an_arrow_and_others_do_not() -> None:
    lines = drawn(
        "KB",
        ("Godkendt", Effect.ADVANCE),
        ("Afvist", Effect.REJECT),
        ("Tiltrådt", Effect.ADVANCE),
        ("Forkastet", Effect.REJECT),
    )
    assert [line.strip() for line in lines if "kb_1_decided -->" in line] == [
        "kb_1_decided --> closed : Godkendt, Tiltrådt",
        "kb_1_decided --> closed : Afvist, Forkastet",
    ]


def test_the_second_treatment_is_told_from_the_first() -> None:
    text = "\n".join(drawn("BUU, høring, BUU, høring, KB", ("Godkendt", Effect.ADVANCE)))
    assert '"Børne- og Ungdomsudvalget - besluttet" as buu_1_decided' in text
    assert '"Børne- og Ungdomsudvalget (2. gang) - besluttet" as buu_2_decided' in text
    assert '"Høring 2 - i gang" as hearing_2_open' in text


def test_what_can_be_done_nearly_everywhere_is_not_drawn() -> None:
    text = "\n".join(drawn("BUU, ØK, KB", *((effect.value, effect) for effect in Effect)))
    assert "on_hold" not in text
    assert "withdrawn" not in text
    assert "buu_1_on_agenda --> kb_1_waiting" not in text
    assert "closed --> drafting" not in text


HOSTILE = [
    "{{7*7}}",
    '"; drop',
    "</script><script>alert(1)</script>",
    "a\nb --> closed : c",
    "a: b; c",
    "%% comment",
    "#35;",
    "end note",
    "`x` \\ $",
    "😀\x00\u202e",
    "[*] --> x",
]


@pytest.mark.parametrize("label", HOSTILE)
def test_hostile_labels_are_only_text(label: str) -> None:
    hostile = Body("X", label, BodyKind.COMMITTEE)
    lines = drawn("X", (label, Effect.ADVANCE), bodies=(hostile,))
    assert len(lines) == len(drawn("ØK", ("Godkendt", Effect.ADVANCE)))
    assert_can_be_drawn(lines)
    arrow = next(line for line in lines if line.startswith("    x_1_decided"))
    assert as_read(arrow.partition(" : ")[2]) == label


@given(st.text(min_size=1, max_size=30), st.text(min_size=1, max_size=30))
def test_any_label_can_be_drawn(name: str, word: str) -> None:
    body = Body("X", name, BodyKind.COMMITTEE)
    assert_can_be_drawn(drawn("X", (word, Effect.ADVANCE), bodies=(body,)))


@settings(deadline=None)
@given(st.data())
def test_the_picture_of_any_route_is_whole_and_in_order(data: st.DataObject) -> None:
    route = data.draw(routes(data.draw(registers())))
    lines = mermaid(route, CASE_TYPE).splitlines()
    assert_can_be_drawn(lines)
    drawn = [line.rpartition(" as ")[2] for line in lines if line.startswith("    state ")]
    on_the_line = [state for each in route.steps for state in states_of(each)]
    assert drawn == ["drafting", *(re.sub(r"\W", "_", state) for state in on_the_line), "closed"]
    assert len(set(drawn)) == len(drawn)
    ends = [ARROW.fullmatch(ENTITY.sub("x", line)) for line in lines if " --> " in line]
    ways = [(found[1], found[2]) for found in ends if found]
    assert len(ways) == len(ends)
    assert {end for way in ways for end in way} == {"[*]", *drawn}
    assert ways[0] == ("[*]", "drafting")
    assert ways[-1] == ("closed", "[*]")
    onward = [ways.index(way) for way in pairwise(drawn)]
    assert onward == sorted(onward), "the line of the agenda, read from the top"


def assert_can_be_drawn(lines: list[str]) -> None:
    """Each line is a state or an arrow, with nothing in its label that Mermaid could obey."""
    assert lines[0] == "stateDiagram-v2"
    for line in lines[1:]:
        bare = ENTITY.sub("x", line)
        assert STATE.fullmatch(bare) or ARROW.fullmatch(bare), line
        assert "#" not in bare


def as_read(label: str) -> str:
    """The label as the page shows it."""
    return ENTITY.sub(lambda found: chr(int(found[0][1:-1])), label)
