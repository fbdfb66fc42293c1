"""Proposes whom to hear in a case: the bodies that the rules name for its type and its marks."""

import json
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass

from workflows.engine.definition import Body, HearRule


@dataclass(frozen=True, slots=True)
class HeardBefore:
    """A party of the round before."""

    name: str
    body: str | None
    """The body's code; None for an ad hoc circle."""


@dataclass(frozen=True, slots=True)
class ToHear:
    """A body that the rules ask to be heard in a case."""

    body: str
    """Its code."""
    name: str
    rules: tuple[HearRule, ...]
    """Why; never none."""

    @property
    def sources(self) -> str:
        """The laws and agreements that ask for it."""
        return ", ".join(dict.fromkeys(rule.source for rule in self.rules))


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A body that the rules ask to be heard, and that is not, with the reason."""

    body: str
    name: str
    source: str
    reason: str


def whom_to_hear(
    rules: Iterable[HearRule], bodies: Iterable[Body], case_type: str, marks: Collection[str]
) -> tuple[ToHear, ...]:
    """The bodies that the rules name, each once, in the order of the rules.

    A rule holds for a case that has all of its marks and is of one of its types, where it names
    any (retssikkerhedsloven §§ 30 and 37 a, MED-rammeaftalen § 7).
    """
    found: dict[str, list[HearRule]] = {}
    has = set(marks)
    for rule in rules:
        if has.issuperset(rule.marks) and case_type in (rule.case_types or (case_type,)):
            found.setdefault(rule.body, []).append(rule)
    # Asked whenever a case is read, and of most cases nobody needs to be heard.
    names = {body.code: body.name for body in bodies} if found else {}
    return tuple(
        ToHear(code, names.get(code, code), tuple(because)) for code, because in found.items()
    )


def unexplained(
    named: Iterable[ToHear], heard: Collection[str | None], left_out: Iterable[LeftOut]
) -> tuple[ToHear, ...]:
    """Of the bodies named those that are neither heard nor left out with a reason."""
    explained = {one.body for one in left_out if one.reason.strip()}
    return tuple(one for one in named if one.body not in heard and one.body not in explained)


def left_out_text(left_out: Iterable[LeftOut]) -> str:
    """As it is stored with the round."""
    return json.dumps([asdict(one) for one in left_out], ensure_ascii=False)


def left_out_in(text: str) -> tuple[LeftOut, ...]:
    """What was stored with a round."""
    return tuple(LeftOut(**one) for one in json.loads(text))
