"""Checks the members of the bodies: who, when, one chair at a time, real substitutes."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import combinations

from workflows.engine.addresses import address_fault
from workflows.engine.checking_layout import BODIES
from workflows.engine.definition import Body, Member
from workflows.engine.faults import Unknown
from workflows.engine.naming import folded
from workflows.engine.quoting import nearest_or_all, shown
from workflows.engine.sections import Section
from workflows.engine.vocabulary import Office
from workflows.engine.wording import faulty_bodies as say

_Read = Sequence[tuple[Section, Member]]


def read_members(file: Section, bodies: Collection[Body] | None) -> tuple[Member, ...]:
    """The members in the order of the file; `bodies` is None when theirs could not be read."""
    read = [(section, _member(section)) for section in file.tables("member", "name")]
    file.close()
    for section, member in read:
        _of_known_body(section, member.body, bodies)
        _report_address(section, member.email)
        _report_period(section, member)
        _report_substitute(section, member, read)
    _one_person_an_address(read)
    _once_at_a_time(read)
    _one_chair_at_a_time(read)
    return tuple(member for _, member in read)


def _member(section: Section) -> Member:
    member = Member(
        body=section.line("body"),
        name=section.line("name"),
        role=section.line("role"),
        email=section.line("email"),
        first=section.value("from", date) or date.min,
        last=section.value("to", date, required=False) or date.max,
        office=section.choice("office", Office) if section.has("office") else Office.MEMBER,
        substitute_for=section.lines("substitute_for", required=False),
    )
    section.close()
    return member


def _of_known_body(section: Section, code: str, bodies: Collection[Body] | None) -> None:
    if not code or bodies is None:
        return
    codes = [body.code for body in bodies]
    if code not in codes:
        unknown, what = Unknown(code, BODIES, "body"), say.does_not_know(shown(code))
        section.unknown("body", unknown, what, nearest_or_all(code, codes))


def _report_address(section: Section, address: str) -> None:
    if problem := address and address_fault(address):
        section.fault("email", f"{shown(address)} {problem}", say.WRITE_ONE_ADDRESS)


def _report_period(section: Section, member: Member) -> None:
    if member.last < member.first:
        section.fault(
            "to", say.ends_before_the_member_begins(member.last, member.first), say.MEND_FROM_OR_TO
        )


def _report_substitute(section: Section, member: Member, read: _Read) -> None:
    """A substitute steps in for members who sit while the substitute may be asked."""
    if member.substitute_for and member.office is not Office.MEMBER:
        section.fault("office", say.SUBSTITUTE_HAS_NO_OFFICE, say.DELETE_OFFICE)
    names = [
        each.name
        for _, each in read
        if each.body == member.body and not each.substitute_for and _overlap(each, member)
    ]
    known = {folded(name) for name in names}
    for number, name in enumerate(member.substitute_for, 1):
        if folded(name) not in known:
            what = say.is_no_member_then(shown(name), member.body)
            hint = nearest_or_all(name, names) if names else say.BODY_HAS_NO_MEMBERS
            section.fault(f"substitute_for[{number}]", what, hint)


def _one_person_an_address(read: _Read) -> None:
    """A link is one person's: what is read there is written down with a name."""
    names: dict[str, str] = {}
    for section, member in read:
        first = names.setdefault(folded(member.email), member.name)
        if member.email and folded(first) != folded(member.name):
            section.fault(
                "email",
                say.has_anothers_address(shown(member.email), first),
                say.GIVE_EACH_AN_ADDRESS,
            )


def _once_at_a_time(read: _Read) -> None:
    for _, one, section, other in _pairs_at_once(read):
        if folded(one.name) == folded(other.name) and one.name:
            section.fault(
                "name", say.stands_twice_at_once(other.body), say.DELETE_ONE_OR_MEND_THE_TIMES
            )


def _one_chair_at_a_time(read: _Read) -> None:
    for _, one, section, other in _pairs_at_once(read):
        if one.office is Office.CHAIR and other.office is Office.CHAIR:
            section.fault(
                "office",
                say.has_a_chair_already(other.body, one.name),
                say.MEND_THE_TIMES_OR_DELETE_ONE,
            )


def _pairs_at_once(read: _Read) -> Iterator[tuple[Section, Member, Section, Member]]:
    """Every two places of one body whose periods meet, in the order of the file."""
    for (first, one), (second, other) in combinations(read, 2):
        if one.body == other.body and _overlap(one, other):
            yield first, one, second, other


def _overlap(one: Member, other: Member) -> bool:
    return one.first <= other.last and other.first <= one.last
