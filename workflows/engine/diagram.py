"""A case's way along its route, drawn as a Mermaid state diagram."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from workflows.engine.definition import CaseType
from workflows.engine.machine import compile_machine, edges
from workflows.engine.route import CLOSED, DRAFTING, Phase, Route, split_state, states_of
from workflows.engine.vocabulary import Effect, Trigger
from workflows.engine.wording import routes as say

_ASIDE = frozenset(
    {
        Trigger.CALL_IN,
        Trigger.REROUTE,
        Trigger.HOLD,
        Trigger.RESUME,
        Trigger.WITHDRAW,
        Trigger.REOPEN,
        Trigger.JOIN,
    }
)
"""Possible nearly everywhere; drawn, they would hide the line of the agenda."""

_TRIGGERS = {
    Trigger.SUBMIT: say.SENT_ON,
    Trigger.OPEN_HEARING: say.HEARING_IS_OPENED,
    Trigger.CLOSE_HEARING: say.HEARING_IS_CLOSED,
    Trigger.PUT_ON_AGENDA: say.PUT_ON_THE_AGENDA,
    Trigger.TAKE_OFF_AGENDA: say.TAKEN_OFF_THE_AGENDA,
    Trigger.DECIDE: say.DECISION,
}
_PHASES: dict[str, str] = {
    Phase.PREPARING: "forberedes",
    Phase.OPEN: "i gang",
    Phase.WAITING: say.WAITS_FOR_A_MEETING,
    Phase.ON_AGENDA: say.ON_THE_AGENDA,
    Phase.DECIDED: "besluttet",
}
_PLAIN = frozenset(" ,.()/-")


@dataclass(frozen=True, slots=True)
class Arrow:
    """One arrow as it is drawn: the states that it joins, and the Danish beside it."""

    source: str
    dest: str
    label: str


def arrows(route: Route, case_type: CaseType) -> tuple[Arrow, ...]:
    """The arrows along the line of the agenda, in the order of the states that they leave.

    Words that lead the same way by the same effect share an arrow.
    """
    labels: dict[tuple[str, str, Trigger, Effect | None], list[str]] = {}
    for edge in edges(compile_machine(route, case_type), case_type):
        if edge.trigger not in _ASIDE:
            word = case_type.word(edge.word) if edge.word else None
            arrow = (edge.source, edge.dest, edge.trigger, word.effect if word else None)
            labels.setdefault(arrow, []).append(word.text if word else _TRIGGERS[edge.trigger])
    return tuple(
        Arrow(source, dest, ", ".join(words)) for (source, dest, *_), words in labels.items()
    )


def mermaid(route: Route, case_type: CaseType) -> str:
    """The machine of route and case type as a Mermaid `stateDiagram-v2`, ending in a newline.

    Drawn is the line of the agenda, with the decision words on its arrows; words that lead the
    same way by the same effect share an arrow.
    """
    lines = [
        *_states(route),
        f"[*] --> {DRAFTING}",
        *(
            f"{_id(a.source)} --> {_id(a.dest)} : {_text(a.label)}"
            for a in arrows(route, case_type)
        ),
        f"{CLOSED} --> [*]",
    ]
    return "\n".join(["stateDiagram-v2", *(f"    {line}" for line in lines), ""])


def _states(route: Route) -> Iterator[str]:
    yield f'state "Udarbejdelse" as {DRAFTING}'
    times = Counter[str]()
    for step in route.steps:
        times[step.title] += 1
        again = f" ({times[step.title]}. gang)" if times[step.title] > 1 else ""
        for state in states_of(step):
            label = f"{step.title}{again} - {_PHASES[split_state(state)[1]]}"
            yield f'state "{_text(label)}" as {_id(state)}'
    yield f'state "Afsluttet" as {CLOSED}'


def _id(state: str) -> str:
    """The state as Mermaid takes it; keys are of ASCII letters, digits and a dash."""
    return state.replace("-", "_").replace(".", "_")


def _text(label: str) -> str:
    """The label with every sign that Mermaid or HTML could obey as a character code."""
    return "".join(sign if sign.isalnum() or sign in _PLAIN else f"#{ord(sign)};" for sign in label)
