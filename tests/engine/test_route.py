"""Routes: keys that keep, lines that read back, and a walked part that no change touches."""

import json
import unicodedata
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.registers import HAVNSTED, LUNDBY, STORKÆR, registers, routes
from workflows.engine.definition import Body
from workflows.engine.errors import WrongInput
from workflows.engine.naming import ascii_key
from workflows.engine.route import (
    MOST_STEPS,
    Route,
    UnknownBody,
    find_step,
    first_state,
    hearing_step,
    index_of,
    insert_after,
    meeting_step,
    next_step,
    read_route,
    rewrite,
    split_state,
    states_of,
    step,
    to_council,
    with_body_after,
    with_hearing_after,
)
from workflows.engine.route_documents import route_document, route_from_document
from workflows.engine.vocabulary import BodyKind, StepKind

KB, OEK, BUU, VPU = LUNDBY[0], LUNDBY[1], LUNDBY[2], LUNDBY[3]


def keys(route: Route) -> list[str]:
    return [each.key for each in route.steps]


def read(line: str, bodies: Sequence[Body] = LUNDBY) -> Route:
    return read_route(line, bodies)


@pytest.mark.parametrize(
    ("bodies", "line", "expected"),
    [
        (LUNDBY, "BUU, høring, BUU, ØK, KB", ["buu-1", "hearing-1", "buu-2", "oek-1", "kb-1"]),
        (LUNDBY, "LMU Ørum, omu børn/OMU", ["lmuoerum-1", "omuboern-1", "omu-1"]),
        (LUNDBY, "høring, ØU, høring, ØK", ["hearing-1", "oek-1", "hearing-2", "oek-2"]),
        (HAVNSTED, "KFU/B -> KF → BY", ["kfub-1", "kf-1", "by-1"]),
        (STORKÆR, "Æ, Ældreråd, Økonomiudvalget", ["ae-1", "aeldreraad-1", "oekonomiudvalget-1"]),
    ],
)
def test_step_keys(bodies: Sequence[Body], line: str, expected: list[str]) -> None:
    assert keys(read(line, bodies)) == expected


def test_codes_with_one_form_in_ascii_or_none_keep_apart() -> None:
    bodies = tuple(
        Body(code, f"Nævn {n}", BodyKind.COMMITTEE)
        for n, code in enumerate(["ØK", "OEK", "Ø K", "委", "Б"])
    )
    route = read("ØK, OEK, ø k, 委, Б, oek", bodies)
    assert keys(route) == ["oek-1", "oek-2", "oek-3", "body-1", "body-2", "oek-4"]
    assert [each.body for each in route.steps] == ["ØK", "OEK", "Ø K", "委", "Б", "OEK"]


def test_steps_know_their_body() -> None:
    steps = read("Sagsgang: børne- og ungdomsudvalget, i høring og kommunalbestyrelsen").steps
    assert [(each.kind, each.body, each.title, each.body_kind) for each in steps] == [
        (StepKind.MEETING, "BUU", "Børne- og Ungdomsudvalget", BodyKind.COMMITTEE),
        (StepKind.HEARING, None, "Høring", None),
        (StepKind.MEETING, "KB", "Kommunalbestyrelsen", BodyKind.COUNCIL),
    ]


def test_later_hearings_have_their_number_in_the_title() -> None:
    titles = [each.title for each in read("høring, OMU, høring, OMU, høring, KB").steps]
    assert titles[::2] == ["Høring", "Høring 2", "Høring 3"]


def test_the_line_is_kept_in_its_canonical_form() -> None:
    line = unicodedata.normalize("NFD", "Sagsforløb:\nHØRING – Økonomiudvalget og\u00a0lmu ørum.")
    assert read(line).line == "Høring, ØK, LMU Ørum"


@pytest.mark.parametrize("line", ["", "  ", ",,,", "Sagsgang:", "og - og"])
def test_an_empty_line_is_refused(line: str) -> None:
    with pytest.raises(WrongInput, match=r"^sagsgangen er tom; skriv de udvalg"):
        read(line)


def test_two_hearings_in_a_row_are_refused() -> None:
    with pytest.raises(WrongInput, match=r"^trin 2 og 3 er begge høring"):
        read("BUU, høring, i høring, BUU")


def test_very_many_steps_are_refused() -> None:
    assert len(read("KB," * MOST_STEPS).steps) == MOST_STEPS
    with pytest.raises(WrongInput, match=f"har 41 trin; den kan højst have {MOST_STEPS}"):
        read("KB," * (MOST_STEPS + 1))
    with pytest.raises(WrongInput, match="har 41 trin"):
        with_body_after(read("KB," * MOST_STEPS), "kb-40", OEK)


def test_unknown_bodies_are_wrong_input() -> None:
    with pytest.raises(WrongInput) as found:
        read("BUX, høring, høring, KXB")
    assert isinstance(found.value, UnknownBody)
    assert [word.text for word in found.value.words] == ["BUX", "KXB"]


@given(st.data())
def test_the_line_reads_back_to_the_same_route(data: st.DataObject) -> None:
    register = data.draw(registers())
    route = data.draw(routes(register))
    assert read_route(route.line, register) == route
    assert read_route(f"Sagsgang:\n{route.line}".swapcase(), register) == route
    assert len(set(keys(route))) == len(route.steps)
    for each in route.steps:
        stem, _, number = each.key.rpartition("-")
        assert number.isdecimal()
        assert stem.isascii()
        assert stem.isalnum()
        assert stem in ("hearing", "body", ascii_key(each.body or ""))


@given(routes(), routes(), st.data())
def test_rewriting_keeps_the_walked_part_and_numbers_on(
    route: Route, rest: Route, data: st.DataObject
) -> None:
    walked = data.draw(st.integers(0, len(route.steps)))
    if route.steps[:walked] and route.steps[walked - 1].kind is rest.steps[0].kind is (
        StepKind.HEARING
    ):
        with pytest.raises(WrongInput, match=f"trin {walked} og {walked + 1} er begge høring"):
            rewrite(route, walked, rest)
        return
    written = rewrite(route, walked, rest)
    assert written.steps[:walked] == route.steps[:walked]
    assert [each.body for each in written.steps[walked:]] == [each.body for each in rest.steps]
    assert len(set(keys(written))) == len(written.steps)
    assert read_route(written.line, LUNDBY) == written


@given(routes())
def test_a_route_is_stored_as_plain_values_and_read_again(route: Route) -> None:
    stored = json.loads(json.dumps(route_document(route)))
    assert route_from_document(stored) == route
    assert hash(route_from_document(stored)) == hash(route)


def test_numbers_go_on_from_the_walked_part_only() -> None:
    route = read("BUU, høring, BUU, ØK, KB")
    written = rewrite(route, 3, read("ØK, BUU, høring, BUU, KB"))
    assert keys(written) == [
        *("buu-1", "hearing-1", "buu-2", "oek-1", "buu-3", "hearing-2", "buu-4", "kb-1")
    ]
    assert written.line == "BUU, høring, BUU, ØK, BUU, høring, BUU, KB"
    assert rewrite(route, 5, []) == route


def test_a_route_that_is_rewritten_to_nothing_is_refused() -> None:
    with pytest.raises(WrongInput, match=r"^sagsgangen er tom"):
        rewrite(read("KB"), 0, [])


def test_a_hearing_that_was_not_planned() -> None:
    route = with_hearing_after(read("VPU, ØK, KB"), "vpu-1")
    assert keys(route) == ["vpu-1", "hearing-1", "vpu-2", "oek-1", "kb-1"]
    assert with_hearing_after(route, "vpu-1") is route
    assert keys(with_hearing_after(route, "kb-1"))[-3:] == ["kb-1", "hearing-2", "kb-2"]
    with pytest.raises(WrongInput, match="begge høring"):
        with_hearing_after(route, "hearing-1")


def test_a_body_that_was_not_planned() -> None:
    route = with_body_after(read("VPU, KB"), "vpu-1", OEK)
    assert route.line == "VPU, ØK, KB"
    assert with_body_after(route, "vpu-1", OEK) is route
    assert with_body_after(route, "kb-1", VPU).line == "VPU, ØK, KB, VPU"


def test_a_call_in_leaves_only_the_council() -> None:
    route = read("BUU, høring, BUU, VPU, ØK, KB")
    assert to_council(route, "buu-2", KB).line == "BUU, høring, BUU, KB"
    by_way = to_council(route, "buu-1", KB, via=OEK)
    assert keys(by_way) == ["buu-1", "oek-1", "kb-1"]
    assert by_way.steps[0] is route.steps[0]


def test_steps_put_in_stand_before_what_followed() -> None:
    route = insert_after(read("BUU, KB"), "buu-1", [hearing_step(), meeting_step(BUU)])
    assert keys(route) == ["buu-1", "hearing-1", "buu-2", "kb-1"]


def test_finding_steps() -> None:
    route = read("BUU, høring, KB")
    assert step(route, "hearing-1") is find_step(route, "hearing-1") is route.steps[1]
    assert next_step(route, "hearing-1") is route.steps[2]
    assert next_step(route, "kb-1") is None
    assert index_of(route, "kb-1") == 2
    assert find_step(route, "kb-2") is None
    with pytest.raises(WrongInput, match="sagsgangen BUU, høring, KB har intet trin »kb-2«"):
        step(route, "kb-2")


def test_the_states_of_a_step() -> None:
    hearing, meeting = read("høring, LMU Ørum").steps
    assert states_of(hearing) == ("hearing-1.preparing", "hearing-1.open")
    assert states_of(meeting) == (
        "lmuoerum-1.waiting",
        "lmuoerum-1.on_agenda",
        "lmuoerum-1.decided",
    )
    assert first_state(meeting) == "lmuoerum-1.waiting"
    assert split_state("lmuoerum-1.on_agenda") == ("lmuoerum-1", "on_agenda")
    assert split_state("on_hold") == (None, "on_hold")
