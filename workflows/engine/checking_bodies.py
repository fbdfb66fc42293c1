"""Checks the bodies of a municipality: who they are, what they are called, how they are reached."""

from collections.abc import Iterable, Iterator

from workflows.engine.addresses import address_fault
from workflows.engine.checking_names import report_equal_names
from workflows.engine.checking_routes import report_unreadable_names
from workflows.engine.definition import Body, Contact
from workflows.engine.naming import ascii_key, folded
from workflows.engine.sections import Section
from workflows.engine.vocabulary import BodyKind, StepKind
from workflows.engine.wording import faulty_bodies as say


def read_bodies(file: Section) -> tuple[Body, ...]:
    """All bodies of the file, those with faults too, so that others can name them."""
    sections = file.tables("body", "code")
    file.close()
    read = [(section, _body(section)) for section in sections]
    _names_differ(read)
    _keys_differ(read)
    bodies = tuple(body for _, body in read)
    _one_council(file, bodies)
    report_unreadable_names(file, bodies)
    return bodies


def _body(section: Section) -> Body:
    body = Body(
        code=section.line("code"),
        name=section.line("name"),
        kind=section.choice("kind", BodyKind),
        aliases=section.lines("aliases", required=False),
        contacts=tuple(_contacts(section)),
    )
    section.close()
    return body


def _contacts(body: Section) -> Iterator[Contact]:
    seen: set[str] = set()
    for section in body.tables("contacts", "", required=False):
        contact = Contact(section.line("name"), section.line("email"))
        section.close()
        if problem := contact.email and address_fault(contact.email):
            section.fault("email", f'"{contact.email}" {problem}', say.WRITE_ONE_ADDRESS)
        if contact.email and folded(contact.email) in seen:
            section.fault("email", say.email_stands_twice(contact.email), say.DELETE_ONE)
        seen.add(folded(contact.email))
        yield contact


def _names_differ(read: Iterable[tuple[Section, Body]]) -> None:
    """No two bodies may go by one name, for a route could not tell them apart."""
    report_equal_names(
        (
            (section, key, name)
            for section, body in read
            for key, name in (("code", body.code), ("name", body.name), *_aliases(body))
        ),
        reserved={"høring": say.A_HEARING_ON_A_ROUTE},
    )


def _aliases(body: Body) -> list[tuple[str, str]]:
    return [(f"aliases[{number}]", alias) for number, alias in enumerate(body.aliases, 1)]


def _keys_differ(read: Iterable[tuple[Section, Body]]) -> None:
    """Steps are keyed by the code in ASCII, so that form must be there and be the body's own."""
    taken: dict[str, str] = {
        StepKind.HEARING.value: say.A_HEARING,
        ascii_key("høring"): say.A_HEARING,
    }
    for section, body in read:
        key = ascii_key(body.code)
        if body.code and not key:
            section.fault("code", say.code_has_no_letters(body.code))
        elif key and taken.setdefault(key, body.code) != body.code:
            section.fault(
                "code",
                say.code_becomes_the_same(body.code, key, taken[key]),
                say.CHOOSE_ANOTHER_CODE,
            )


def _one_council(file: Section, bodies: Iterable[Body]) -> None:
    councils = [body.code for body in bodies if body.kind is BodyKind.COUNCIL]
    if len(councils) != 1:
        found = ", ".join(councils) or "ingen"
        hint = say.MAKE_ONE_THE_COUNCIL
        file.fault("body", say.one_council_is_needed(found), hint)
