"""The machine of a route: one for all its cases, agreeing with its table, and holding nothing."""

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.facts_for_tests import CASE_TYPE
from tests.engine.registers import LUNDBY, registers, routes
from workflows.engine.definition import Body, CaseType, DecisionWord
from workflows.engine.errors import NotAllowed
from workflows.engine.machine import (
    CaseMachine,
    allowed,
    compile_machine,
    dead_ends,
    edges,
    fire,
    states,
    unreachable_states,
)
from workflows.engine.route import (
    CLOSED,
    DRAFTING,
    ENDED,
    JOINED,
    MOST_STEPS,
    ON_HOLD,
    WITHDRAWN,
    Route,
    read_route,
)
from workflows.engine.vocabulary import BodyKind, Effect, Trigger


def of(line: str, case_type: CaseType = CASE_TYPE) -> CaseMachine:
    return compile_machine(read_route(line, LUNDBY), case_type)


def with_effects(*effects: Effect) -> CaseType:
    """A case type with two words for each effect."""
    words = [DecisionWord(f"{each}_{n}", f"{each} {n}", each) for each in effects for n in (1, 2)]
    return replace(CASE_TYPE, words=tuple(words))


def arrows(line: str, trigger: Trigger, source: str = "") -> list[tuple[str, str, str | None]]:
    """Source, destination and word of the edges by one trigger, from one state if given."""
    return [
        (edge.source, edge.dest, edge.word)
        for edge in edges(of(line), CASE_TYPE)
        if edge.trigger is trigger and source in ("", edge.source)
    ]


def test_a_case_walks_its_whole_route() -> None:
    machine = of("BUU, høring, BUU, ØK, KB")
    meeting = [Trigger.PUT_ON_AGENDA, Trigger.DECIDE, Trigger.TAKE_EFFECT]
    hearing = [Trigger.OPEN_HEARING, Trigger.CLOSE_HEARING]
    walked = [DRAFTING]
    for trigger in [Trigger.SUBMIT, *meeting, *hearing, *meeting, *meeting, *meeting]:
        effect = Effect.ADVANCE if trigger is Trigger.TAKE_EFFECT else None
        walked.append(fire(machine, walked[-1], trigger, effect=effect))
    assert walked == [each for each in states(machine) if each not in (ON_HOLD, WITHDRAWN, JOINED)]
    assert walked[-1] == CLOSED


def test_the_whole_table_of_a_short_route() -> None:
    case_type = with_effects(Effect.ADVANCE, Effect.DEFER)
    table = [
        (edge.trigger.value, edge.source, edge.dest, edge.word)
        for edge in edges(of("høring, OMU", case_type), case_type)
    ]
    on_the_line = [
        ("submit", "drafting", "hearing-1.preparing", None),
        ("open_hearing", "hearing-1.preparing", "hearing-1.open", None),
        ("close_hearing", "hearing-1.open", "omu-1.waiting", None),
        ("put_on_agenda", "omu-1.waiting", "omu-1.on_agenda", None),
        ("take_off_agenda", "omu-1.on_agenda", "omu-1.waiting", None),
        ("decide", "omu-1.on_agenda", "omu-1.decided", None),
        ("take_effect", "omu-1.decided", "closed", "advance_1"),
        ("take_effect", "omu-1.decided", "closed", "advance_2"),
        ("take_effect", "omu-1.decided", "omu-1.waiting", "defer_1"),
        ("take_effect", "omu-1.decided", "omu-1.waiting", "defer_2"),
    ]
    resting = ["drafting", "hearing-1.preparing", "omu-1.waiting"]
    running = [*resting, "hearing-1.open", "omu-1.on_agenda", "omu-1.decided", "on_hold"]
    aside = [
        *(("hold", state, "on_hold", None) for state in resting),
        *(("resume", "on_hold", state, None) for state in resting),
        *(("reroute", state, state, None) for state in running),
        *(("withdraw", each, "withdrawn", None) for each in running if each != "omu-1.decided"),
        ("reopen", "closed", "drafting", None),
        ("reopen", "withdrawn", "drafting", None),
        ("join", "drafting", "joined", None),
    ]
    assert table[: len(on_the_line)] == on_the_line
    assert len(table) == len(set(table))
    assert set(table) == {*on_the_line, *aside}


@pytest.mark.parametrize(
    ("effect", "dest"),
    [
        (Effect.ADVANCE, "oek-1.waiting"),
        (Effect.DEFER, "buu-1.waiting"),
        (Effect.RETURN, DRAFTING),
        (Effect.REJECT, CLOSED),
        (Effect.LAPSE, CLOSED),
    ],
)
def test_where_a_decision_leads(effect: Effect, dest: str) -> None:
    machine = of("BUU, ØK, KB")
    assert fire(machine, "buu-1.decided", Trigger.TAKE_EFFECT, effect=effect) == dest
    assert ("buu-1.decided", dest, effect.value) in arrows("BUU, ØK, KB", Trigger.TAKE_EFFECT)


def test_a_decision_sends_to_hearing_only_where_the_route_has_one_next() -> None:
    sent = Effect.SEND_TO_HEARING
    planned, unplanned = "BUU, høring, BUU", "BUU, BUU"
    decided = "buu-1.decided"
    assert (decided, "hearing-1.preparing", sent.value) in arrows(planned, Trigger.TAKE_EFFECT)
    assert fire(of(planned), decided, Trigger.TAKE_EFFECT, effect=sent) == "hearing-1.preparing"
    assert sent.value not in {word for *_, word in arrows(unplanned, Trigger.TAKE_EFFECT)}
    assert sent.value not in {
        word for *_, word in arrows(planned, Trigger.TAKE_EFFECT, "buu-2.decided")
    }
    with pytest.raises(NotAllowed):
        fire(of(unplanned), decided, Trigger.TAKE_EFFECT, effect=sent)


def test_a_decision_refers_only_to_the_body_that_the_route_has_next() -> None:
    machine = of("BUU, ØK, KB")
    decided, refer = "buu-1.decided", Effect.REFER
    there = fire(machine, decided, Trigger.TAKE_EFFECT, effect=refer, target="ØK")
    assert there == "oek-1.waiting"
    for target in ("KB", "VPU", None):
        with pytest.raises(NotAllowed):
            fire(machine, decided, Trigger.TAKE_EFFECT, effect=refer, target=target)
    assert "refer" not in {word for *_, word in arrows("BUU, ØK, KB", Trigger.TAKE_EFFECT)}


def test_a_decision_takes_effect_only_with_an_effect_that_the_case_type_has() -> None:
    machine = of("ØK, KB", with_effects(Effect.ADVANCE))
    for effect in (None, Effect.DEFER, Effect.REJECT):
        with pytest.raises(NotAllowed):
            fire(machine, "oek-1.decided", Trigger.TAKE_EFFECT, effect=effect)


@pytest.mark.parametrize("state", ["buu-1.on_agenda", "buu-1.decided"])
def test_a_call_in_goes_to_the_council_or_by_way_of_a_committee_between(state: str) -> None:
    line = "BUU, høring, VPU, ØK, KB"
    machine = of(line)
    assert fire(machine, state, Trigger.CALL_IN) == "kb-1.waiting"
    assert fire(machine, state, Trigger.CALL_IN, target="KB") == "kb-1.waiting"
    assert fire(machine, state, Trigger.CALL_IN, target="ØK") == "oek-1.waiting"
    assert [dest for _, dest, _ in arrows(line, Trigger.CALL_IN, state)] == [
        *("kb-1.waiting", "vpu-1.waiting", "oek-1.waiting")
    ]
    for target in ("BUU", "OMU", "ukendt"):
        with pytest.raises(NotAllowed):
            fire(machine, state, Trigger.CALL_IN, target=target)


@pytest.mark.parametrize("line", ["BUU, ØK", "KB", "OMU, KB", "KB, BUU", "høring, KB"])
def test_no_call_in_without_a_council_ahead_or_from_another_than_a_committee(line: str) -> None:
    assert arrows(line, Trigger.CALL_IN) == []


def test_a_call_in_comes_to_the_nearest_council_and_not_back_to_the_same_committee() -> None:
    found = arrows("BUU, høring, BUU, KB, ØK, KB", Trigger.CALL_IN, "buu-1.on_agenda")
    assert [dest for _, dest, _ in found] == ["kb-1.waiting"]


def test_a_case_resumes_only_where_it_was_held() -> None:
    machine = of("høring, ØK")
    resting = [DRAFTING, "hearing-1.preparing", "oek-1.waiting"]
    for state in resting:
        assert fire(machine, state, Trigger.HOLD) == ON_HOLD
        assert fire(machine, ON_HOLD, Trigger.RESUME, held=state) == state
        assert Trigger.RESUME in allowed(machine, ON_HOLD, state)
    for held in (None, "hearing-1.open", "oek-1.decided", "kb-1.waiting", CLOSED, ON_HOLD):
        assert allowed(machine, ON_HOLD, held) == (Trigger.REROUTE, Trigger.WITHDRAW)
        with pytest.raises(NotAllowed) as found:
            fire(machine, ON_HOLD, Trigger.RESUME, held=held)
        assert found.value.allowed == (Trigger.REROUTE, Trigger.WITHDRAW)


def test_a_refusal_says_what_is_allowed_and_changes_nothing() -> None:
    machine = of("ØK, KB")
    with pytest.raises(NotAllowed) as found:
        fire(machine, "oek-1.on_agenda", Trigger.SUBMIT)
    refusal = found.value
    assert (refusal.trigger, refusal.state) == ("submit", "oek-1.on_agenda")
    assert refusal.allowed == ("take_off_agenda", "decide", "call_in", "reroute", "withdraw")
    assert refusal.allowed == allowed(machine, "oek-1.on_agenda")
    assert fire(machine, "oek-1.on_agenda", Trigger.DECIDE) == "oek-1.decided"


@pytest.mark.parametrize("state", ["", "oek-2.waiting", "oek-1", "initial", "on-hold", "\x00"])
def test_in_a_state_that_is_none_nothing_is_allowed(state: str) -> None:
    assert allowed(of("ØK"), state) == ()
    with pytest.raises(NotAllowed):
        fire(of("ØK"), state, Trigger.REROUTE)


def test_there_are_the_triggers_of_the_contract_and_no_others() -> None:
    machine = of("BUU, høring, BUU, ØK, KB")
    assert set(machine.machine.events) == {trigger.value for trigger in Trigger}
    for name in ("to_closed", "to", "to_oek-1.waiting", "may_submit", "is_closed", "__class__"):
        for state in states(machine):
            with pytest.raises(NotAllowed):
                fire(machine, state, name)  # type: ignore[arg-type]


def test_one_machine_serves_all_cases_of_the_same_route_and_effects() -> None:
    machine = of("Sagsgang: ØK - KB")
    assert of("økonomiudvalget og KB") is machine
    other_words = replace(CASE_TYPE, name="anden", version=2, words=CASE_TYPE.words[::-1])
    assert of("ØK, KB", other_words) is machine
    assert of("ØK, KB", with_effects(Effect.ADVANCE)) is not machine
    assert of("KB, ØK") is not machine


def fire_much(machine: CaseMachine, rounds: int) -> None:
    for _ in range(rounds):
        assert fire(machine, DRAFTING, Trigger.SUBMIT) == "oek-1.waiting"
        assert fire(machine, ON_HOLD, Trigger.RESUME, held=DRAFTING) == DRAFTING
        assert fire(machine, "oek-1.decided", Trigger.TAKE_EFFECT, effect=Effect.DEFER)
        with pytest.raises(NotAllowed):
            fire(machine, "oek-1.decided", Trigger.TAKE_EFFECT)


def living() -> int:
    """How many objects there are that could hold others, once all that is lost is gone."""
    gc.collect()
    return len(gc.get_objects())


def test_ten_thousand_moves_leave_nothing_behind() -> None:
    machine = of("ØK, KB")
    fire_much(machine, 10)
    before = living()
    fire_much(machine, 2_500)
    assert living() - before < 100
    assert machine.machine.models == []
    assert not any(type(each).__name__ == "_Token" for each in gc.get_objects())


def test_machines_of_routes_that_nobody_walks_any_more_go_with_all_they_have_walked() -> None:
    for number in range(300):
        bodies = ["ØK" if number >> bit & 1 else "VPU" for bit in range(9)]
        assert fire(of(", ".join(bodies)), DRAFTING, Trigger.SUBMIT)
    gc.collect()
    alive = sum(isinstance(one, CaseMachine) for one in gc.get_objects())
    assert alive <= 256 + 10  # Those of the cache, and of tests that hold on to theirs.


def test_cases_on_many_threads_do_not_disturb_each_other() -> None:
    machine = of("BUU, høring, BUU, ØK, KB")
    resting = [state for state in states(machine) if state.endswith(".waiting")]

    def resumed(state: str) -> str:
        return fire(machine, ON_HOLD, Trigger.RESUME, held=state)

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(resumed, resting * 500)) == resting * 500


def test_text_from_definitions_never_becomes_code() -> None:
    bodies = (
        Body("os.abort", "__import__('os').abort()", BodyKind.COMMITTEE, ("conditions",)),
        Body("trigger", "{{7*7}}", BodyKind.COUNCIL, ("to_closed", "lambda")),
    )
    word = DecisionWord("os.abort", "sys.exit", Effect.ADVANCE)
    case_type = replace(CASE_TYPE, name="os.abort", words=(word,))
    route = read_route("os.abort, trigger", bodies)
    machine = compile_machine(route, case_type)
    assert states(machine)[1] == "osabort-1.waiting"
    decided = "osabort-1.decided"
    there = fire(machine, decided, Trigger.TAKE_EFFECT, effect=Effect.ADVANCE)
    assert there == "trigger-1.waiting"
    assert fire(machine, decided, Trigger.CALL_IN, target="trigger") == there


def test_a_route_as_long_as_may_be() -> None:
    machine = of(", ".join(["BUU", "høring", "VPU", "ØK"] * (MOST_STEPS // 4 - 1) + ["KB"] * 4))
    assert len(states(machine)) == 9 * 11 + 4 * 3 + 5
    assert unreachable_states(edges(machine, CASE_TYPE), states(machine)) == ()


def test_without_a_word_that_moves_on_the_rest_is_not_reached_and_nothing_ends() -> None:
    stuck = with_effects(Effect.DEFER, Effect.RETURN)
    machine = of("OMU, høring, OMU", stuck)
    table, names = edges(machine, stuck), states(machine)
    assert unreachable_states(table, names) == (
        *("hearing-1.preparing", "hearing-1.open"),
        *("omu-2.waiting", "omu-2.on_agenda", "omu-2.decided"),
        CLOSED,
    )
    assert dead_ends(table, names) == tuple(n for n in names if n not in ENDED)


TARGETS = (None, *(body.code for body in LUNDBY))


def attempt(
    machine: CaseMachine, state: str, trigger: Trigger, values: Mapping[str, Any]
) -> str | NotAllowed:
    """The state that the trigger leads to, or the refusal."""
    try:
        return fire(machine, state, trigger, **values)
    except NotAllowed as refusal:
        return refusal


def every_try(machine: CaseMachine) -> Iterator[tuple[Trigger, str, str]]:
    """Whatever can be done in whatever state, found out by trying it."""
    for state, trigger in product(states(machine), Trigger):
        for values in _arguments(trigger, states(machine)):
            found = attempt(machine, state, trigger, values)
            if isinstance(found, NotAllowed):
                assert found.allowed == allowed(machine, state, values.get("held"))
            else:
                yield trigger, state, found


def _arguments(trigger: Trigger, held: Iterable[str]) -> Sequence[Mapping[str, Any]]:
    if trigger is Trigger.TAKE_EFFECT:
        return [{"effect": effect, "target": target} for effect in Effect for target in TARGETS]
    if trigger is Trigger.CALL_IN:
        return [{"target": target} for target in TARGETS]
    if trigger is Trigger.RESUME:
        return [{"held": state} for state in held]
    return [{}]


case_types = st.lists(st.sampled_from(Effect), unique=True, max_size=7).map(
    lambda effects: with_effects(Effect.ADVANCE, *(e for e in effects if e is not Effect.ADVANCE))
)


@settings(max_examples=40, deadline=None)
@given(routes(longest=5), case_types)
def test_what_can_be_fired_is_what_the_edges_show(route: Route, case_type: CaseType) -> None:
    machine = compile_machine(route, case_type)
    shown = {(edge.trigger, edge.source, edge.dest) for edge in edges(machine, case_type)}
    assert set(every_try(machine)) == shown
    assert {edge.word for edge in edges(machine, case_type)} <= {
        None,
        *(word.code for word in case_type.words),
    }
    assert machine.machine.models == []


@settings(deadline=None)
@given(st.data(), case_types)
def test_every_state_is_reached_and_can_be_left(data: st.DataObject, case_type: CaseType) -> None:
    route = data.draw(routes(data.draw(registers()), longest=9))
    machine = compile_machine(route, case_type)
    table, names = edges(machine, case_type), states(machine)
    assert {edge.dest for edge in table} | {edge.source for edge in table} == set(names)
    assert len(set(names)) == len(names)
    assert unreachable_states(table, names) == dead_ends(table, names) == ()
    assert all(allowed(machine, name, held=DRAFTING) for name in names if name != JOINED)
    assert allowed(machine, JOINED) == ()
    assert names[0] == DRAFTING
    assert names[-4:] == (ON_HOLD, WITHDRAWN, JOINED, CLOSED)
