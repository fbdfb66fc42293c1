"""Checks the marks that a case can have, and the rules that say whom to hear because of them."""

from collections.abc import Collection, Iterable

from workflows.engine.checking_names import report_equal_names
from workflows.engine.definition import Body, HearRule, Mark
from workflows.engine.naming import ascii_key
from workflows.engine.quoting import nearest_or_all, shown
from workflows.engine.sections import Section
from workflows.engine.wording import faulty_bodies as say


def read_whom_to_hear(
    file: Section, bodies: Collection[Body] | None, case_types: Collection[str] | None
) -> tuple[tuple[Mark, ...], tuple[HearRule, ...]]:
    """The marks and the rules; None stands for what could not be read, and is not looked up."""
    marks = _marks(file)
    sections = file.tables("rule", "body", required=False)
    file.close()
    rules: list[HearRule] = []
    for section in sections:
        rule = _rule(section)
        _body_can_be_heard(section, rule.body, bodies)
        _known(section, "marks", rule.marks, [mark.code for mark in marks])
        if case_types is not None:
            _known(section, "case_types", rule.case_types, case_types)
        if rule in rules:
            section.fault("body", say.RULE_STANDS_TWICE, say.DELETE_ONE)
        rules.append(rule)
    return marks, tuple(rules)


def _marks(file: Section) -> tuple[Mark, ...]:
    read = [(section, _mark(section)) for section in file.tables("mark", "code")]
    report_equal_names((section, "code", mark.code) for section, mark in read)
    report_equal_names((section, "label", mark.label) for section, mark in read)
    return tuple(mark for _, mark in read)


def _mark(section: Section) -> Mark:
    mark = Mark(section.line("code"), section.line("label"))
    section.close()
    if mark.code and mark.code != ascii_key(mark.code):
        section.fault(
            "code",
            say.is_not_small_letters(shown(mark.code)),
            say.write_for_example(ascii_key(mark.code) or "handicap"),
        )
    return mark


def _rule(section: Section) -> HearRule:
    rule = HearRule(
        body=section.line("body"),
        source=section.line("source"),
        text=section.line("text"),
        marks=section.lines("marks", required=False),
        case_types=section.lines("case_types", required=False),
    )
    section.close()
    if not (section.has("marks") or section.has("case_types")):
        section.fault("marks", say.RULE_NAMES_NO_CASES, say.WRITE_MARKS_OR_CASE_TYPES)
    return rule


def _body_can_be_heard(section: Section, code: str, bodies: Collection[Body] | None) -> None:
    if not code or bodies is None:
        return
    by_code = {body.code: body for body in bodies}
    if code not in by_code:
        section.fault("body", say.does_not_know(shown(code)), nearest_or_all(code, by_code))
    elif not by_code[code].contacts:
        hint = say.GIVE_THE_BODY_CONTACTS
        section.fault("body", say.has_nobody_to_write_to(shown(code)), hint)


def _known(section: Section, key: str, codes: Iterable[str], known: Collection[str]) -> None:
    for number, code in enumerate(codes, 1):
        if code not in known:
            section.fault(
                f"{key}[{number}]", say.does_not_know(shown(code)), nearest_or_all(code, known)
            )
