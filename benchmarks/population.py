"""Fills a database: a case that the product itself made, copied with all its rows by SQL."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from hashlib import md5
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Connection, insert, text

from workflows.engine.commands.answers import Answer
from workflows.engine.commands.hearings import PrepareHearing
from workflows.engine.facts import Actor, CaseFacts
from workflows.engine.vocabulary import Stance, Trigger
from workflows.records import tables
from workflows.records.base import Base, Identifier
from workflows.records.database import in_transaction
from workflows.services.acting import act
from workflows.services.cases import NewCase, advance, open_case
from workflows.services.hearings import prepare_hearing, registered_parties
from workflows.services.installation import Installation
from workflows.services.sweeping import sweep
from workflows.services.triggers import Arguments

OFFICER_ID = "018bb5a0-0000-7000-8000-000000000001"

OFFICER = Actor("officer", "Karen Kofoed", OFFICER_ID)

_SHARED = ("officer_id", "meeting_id")
"""Ids that copies have in common with their model."""

NOON = time(12)


@dataclass(frozen=True, slots=True)
class Town:
    """A database with many cases, all copies of two."""

    url: str
    on_agenda: str
    """The model of the cases that wait for a meeting; each has one deadline."""
    cases: int
    in_hearing: str
    """The model of those that are heard now."""
    hearings: int


def settle_town(house: Installation, cases: int, hearings: int) -> Town:
    """Fill an empty installation."""
    add_officer(house)
    # First, for its reminders are sent by sweeping through the days until then.
    in_hearing = case_in_hearing(house, today() + timedelta(days=40))
    on_agenda = case_on_agenda(house)
    copy_case(house, on_agenda, cases)
    copy_case(house, in_hearing, hearings)
    return Town(house.settings.database_url, on_agenda, cases, in_hearing, hearings)


def today() -> date:
    """The day on which the benchmarks run."""
    return datetime.now(UTC).date()


def add_officer(house: Installation) -> None:
    """The one officer whose cases all are."""
    row = {
        "id": OFFICER.id,
        "username": "karen",
        "name": OFFICER.name,
        "email": "karen@kommune.example",
        "phone": "12345678",
        "sees_closed": True,
    }
    in_transaction(
        house.database, lambda connection: connection.execute(insert(tables.Officer), row)
    )


def case_on_agenda(house: Installation) -> str:
    """A case on a committee's agenda; the meeting's deadline is its only one. Its id."""
    case = open_case(house, NewCase("Cykelsti", "politisk-sag", "VPU, ØK, KB"), OFFICER_ID, OFFICER)
    for trigger in (Trigger.SUBMIT, Trigger.PUT_ON_AGENDA):
        advance(house, case, trigger, Arguments(), OFFICER)
    return case


def case_in_hearing(house: Installation, due_on: date) -> str:
    """A case that three parties are heard in until a day; one has answered, all are reminded."""
    then = partial(days_before, house, due_on)
    case = opened_hearing(house, due_on, ("Handicaprådet", "Ældrerådet", "OMU"))
    act(then(20), case, _first_answer, OFFICER)
    for days in range(20, -1, -1):
        sweep(then(days))
    return case


def opened_hearing(house: Installation, due_on: date, bodies: tuple[str, ...]) -> str:
    """A case that bodies have been heard in since thirty days before a day; its id."""
    then = days_before(house, due_on, 30)
    case = open_case(
        then, NewCase("Skolevej", "politisk-sag", "Høring, VPU, ØK, KB"), OFFICER_ID, OFFICER
    )
    plan = PrepareHearing(
        "almindelig", "Hvad mener I om forslaget?", due_on, registered_parties(house, bodies)
    )
    prepare_hearing(then, case, plan, OFFICER)
    for trigger in (Trigger.SUBMIT, Trigger.OPEN_HEARING):
        advance(then, case, trigger, Arguments(), OFFICER)
    return case


def days_before(house: Installation, day: date, days: int) -> Installation:
    """The installation as it is at noon, so many days before a day."""
    instant = house.around.calendar.at(day - timedelta(days=days), NOON)
    return replace(house, real_clock=lambda: instant)


def _first_answer(facts: CaseFacts, now: datetime) -> Answer:
    party = facts.hearings[0].parties[0]
    return Answer(
        party.id,
        Stance.SUPPORTS,
        "Rådet støtter forslaget.",
        now,
        "once",
        0,
        contact=party.contacts[0].id,
    )


def copy_case(house: Installation, model: str, count: int, *, words: bool = False) -> None:
    """Copy a case with all its rows; the copies are numbered from 1.

    `words`: also those that a search finds it by, which are many.
    """
    left_out = {"drafts"} if words else {"drafts", "search_words"}
    in_transaction(house.database, lambda connection: _copy(connection, model, count, left_out))


def _copy(connection: Connection, model: str, count: int, left_out: Collection[str]) -> None:
    connection.execute(text("SET LOCAL statement_timeout = 0"))
    # Foreign keys hold by construction; checking each would take most of the time.
    connection.execute(text("SET LOCAL session_replication_role = replica"))
    for table in Base.metadata.sorted_tables:
        owner = "id" if table.name == "cases" else "case_id"
        if owner not in table.c or table.name in left_out:
            continue
        names = ", ".join(column.name for column in table.c)
        values = ", ".join(_copied(column) for column in table.c)
        connection.execute(
            text(
                f"INSERT INTO {table.name} ({names}) SELECT {values} FROM {table.name},"
                f" generate_series(1, CAST(:count AS int)) AS n WHERE {owner} = :model"
            ),
            {"model": model, "count": count},
        )


def _copied(column: Column[Any]) -> str:
    if isinstance(column.type, Identifier) and column.name not in _SHARED:
        return _COPIED_ID.format(id=f"{column.name}::text")
    return f"{column.name} || '/' || n" if column.unique else column.name


# As the product makes them: in the order of time. Each copy is a second younger than the last.
_COPIED_ID = (
    "(lpad(to_hex(('x' || substr({id}, 1, 8) || substr({id}, 10, 4))::bit(48)::bigint + 1000 * n),"
    " 12, '0') || substr({id}, 14, 10) || substr(md5({id} || '/' || n), 1, 12))::uuid"
)


def copied_id(model: str, number: int) -> str:
    """The id that copy `number` has of a row."""
    moment = int(model[:8] + model[9:13], 16) + 1000 * number
    tail = md5(f"{model}/{number}".encode()).hexdigest()[:12]
    return str(UUID(f"{moment:012x}{model[13:23]}{tail}"))
