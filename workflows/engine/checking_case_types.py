"""Checks decision words and case types: their hearings, and the ladder that reminds the parties."""

from collections.abc import Mapping
from datetime import time

from workflows.engine.checking_layout import WORDS
from workflows.engine.checking_names import report_equal_names
from workflows.engine.definition import CaseType, DecisionWord, HearingRule, Ladder
from workflows.engine.faults import Unknown
from workflows.engine.ladder import WINDOW_CLOSES, WINDOW_OPENS
from workflows.engine.periods import Period, Unit
from workflows.engine.quoting import nearest_or_all, shown
from workflows.engine.sections import Section
from workflows.engine.spans import (
    always_shorter,
    can_be_shorter,
    longest_days,
    same_span,
    shortest_days,
)
from workflows.engine.vocabulary import Effect, Trigger
from workflows.engine.wording import faulty_case_types as say

_UNREAD = Period(1, Unit.DAYS)


def read_words(file: Section) -> Mapping[str, DecisionWord]:
    """The decision words by code, those with faults too, so that case types can name them."""
    sections = file.tables("word", "code")
    file.close()
    read = [(section, _word(section)) for section in sections]
    report_equal_names((section, "code", word.code) for section, word in read)
    report_equal_names((section, "text", word.text) for section, word in read)
    return {word.code: word for _, word in reversed(read)}


def _word(section: Section) -> DecisionWord:
    word = DecisionWord(
        section.line("code"), section.line("text"), section.choice("effect", Effect)
    )
    section.close()
    if word.code in {trigger.value for trigger in Trigger}:
        section.fault("code", say.is_a_reserved_name(shown(word.code)), say.CHOOSE_ANOTHER_CODE)
    return word


def read_case_type(file: Section, words: Mapping[str, DecisionWord] | None) -> CaseType:
    """One case type; `words` is None when their file could not be read."""
    hearings = _hearing_rules(file)
    case_type = CaseType(
        name=file.line("name"),
        title=file.line("title"),
        version=file.number("version"),
        words=_allowed_words(file, words),
        ladder=_ladder(file, hearings),
        hearings=hearings,
        route=file.line("route", required=False) or None,
    )
    file.close()
    _hearing_to_send_to(file, case_type)
    return case_type


def _hearing_to_send_to(file: Section, case_type: CaseType) -> None:
    for word in case_type.words:
        if word.effect is Effect.SEND_TO_HEARING and not case_type.hearings:
            file.fault(
                "words",
                say.sends_to_a_hearing_there_is_not(shown(word.code)),
                say.WRITE_A_HEARING_OR_DELETE_THE_WORD,
            )


def _allowed_words(
    file: Section, words: Mapping[str, DecisionWord] | None
) -> tuple[DecisionWord, ...]:
    codes = file.lines("words")
    if file.values.get("words") == []:
        file.fault("words", say.IS_EMPTY, say.WRITE_THE_WORDS_TO_DECIDE_BY)
    known = words or {}
    for number, code in enumerate(codes, 1):
        if words is not None and code not in known:
            unknown = Unknown(code, WORDS, "word")
            file.unknown(
                f"words[{number}]",
                unknown,
                say.does_not_know(shown(code)),
                nearest_or_all(code, known),
            )
        if code in codes[: number - 1]:
            file.fault(f"words[{number}]", say.stands_twice(shown(code)), say.DELETE_ONE)
    return tuple(known[code] for code in dict.fromkeys(codes) if code in known)


def _hearing_rules(file: Section) -> tuple[HearingRule, ...]:
    sections = file.tables("hearing", "code", required=False)
    read = [(section, _hearing_rule(section)) for section in sections]
    report_equal_names((section, "code", rule.code) for section, rule in read)
    report_equal_names((section, "title", rule.title) for section, rule in read)
    return tuple(rule for _, rule in read)


def _hearing_rule(section: Section) -> HearingRule:
    rule = HearingRule(
        code=section.line("code"),
        title=section.line("title"),
        usual=section.period("usual") or _UNREAD,
        minimum=section.period("minimum", required=False),
        source=section.line("source", required=False),
        close_when_all_answered=section.flag("close_when_all_answered"),
    )
    section.close()
    if rule.minimum and rule.usual is not _UNREAD and can_be_shorter(rule.usual, rule.minimum):
        section.fault("usual", say.CAN_BECOME_TOO_SHORT, say.LENGTHEN_USUAL)
    return rule


def _ladder(file: Section, hearings: tuple[HearingRule, ...]) -> Ladder:
    section = file.table("ladder")
    if section is None:
        return Ladder(())
    ladder = Ladder(tuple(_rungs(section, hearings)), section.time("at", required=False) or time(8))
    section.close()
    if not WINDOW_OPENS <= ladder.at < WINDOW_CLOSES:
        section.fault("at", say.IS_OUTSIDE_THE_DAY, say.REMINDERS_IN_THE_DAY)
    return ladder


def _rungs(section: Section, hearings: tuple[HearingRule, ...]) -> list[Period]:
    rungs: list[Period] = []
    for number, text in enumerate(section.lines("rungs"), 1):
        key = f"rungs[{number}]"
        rung = section.as_period(key, text, allow_zero=True)
        if rung is None:
            continue
        _rung_after_invitation(section, key, text, rung, hearings)
        if any(same_span(rung, earlier) for earlier in rungs):
            section.fault(key, say.falls_on_the_rung_before(shown(text)), say.DELETE_THE_ONE)
        elif rungs and always_shorter(rungs[-1], rung):
            section.fault(
                key, say.is_longer_than_the_rung_before(shown(text)), say.WRITE_THE_LONGEST_FIRST
            )
        rungs.append(rung)
    return rungs


def _rung_after_invitation(
    section: Section, key: str, text: str, rung: Period, hearings: tuple[HearingRule, ...]
) -> None:
    """A reminder must come after the invitation also in the shortest hearing there can be."""
    for rule in hearings:
        hearing = rule.minimum or rule.usual
        if hearing is not _UNREAD and longest_days(rung) >= shortest_days(hearing):
            section.fault(
                key,
                say.may_come_before_the_invitation(shown(text), shown(rule.code)),
                say.SHORTEN_THE_RUNG,
            )
