"""Fills a database as a municipality's is after years: few cases at work, nearly all ended."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from sqlalchemy import Connection, insert, text

from benchmarks.population import (
    OFFICER,
    add_officer,
    case_on_agenda,
    copied_id,
    copy_case,
    days_before,
    opened_hearing,
    today,
)
from workflows.engine.commands.answers import Answer
from workflows.engine.commands.cases import EditCase
from workflows.engine.facts import CaseFacts
from workflows.engine.vocabulary import Stance, Trigger
from workflows.records import tables
from workflows.records.database import in_transaction
from workflows.services.acting import act
from workflows.services.cases import advance
from workflows.services.installation import Installation
from workflows.services.triggers import Arguments

_HEARD = ("Handicaprådet", "Ældrerådet", "OMU", "Hovedudvalget", "Lokal MED Ørum")

_OFFICERS = 100
"""Who share the cases that have ended."""

_AT_WORK = 9
"""Cases of the one officer that wait for a meeting, and as many that are heard."""

_NAMESAKES = 20
"""Cases that have a rare word in common."""

EVERYWHERE = "cykelsti"
"""A word that every case has."""


@dataclass(frozen=True, slots=True)
class DeskTown:
    """A database with cases of one officer at work, and many that have ended."""

    url: str
    ended: str
    """The model of those that have ended."""
    cases: int

    def case(self, number: int) -> str:
        """The id of one that has ended, from 1."""
        return copied_id(self.ended, number)

    def rare_word(self, number: int) -> str:
        """A word that this case shares with few."""
        return f"emne{number // _NAMESAKES}"


def settle_desk_town(house: Installation, cases: int) -> DeskTown:
    """Fill an empty installation with so many cases: five answers and a dozen lines each."""
    add_officer(house)
    ended = _ended_case(house)
    copy_case(house, ended, cases, words=True)
    in_transaction(house.database, lambda connection: _make_different(connection, cases))
    heard = opened_hearing(house, today() + timedelta(days=20), _HEARD[:3])
    for case in (case_on_agenda(house), heard):
        act(house, case, _words("En cykelsti"), OFFICER)
        copy_case(house, case, _AT_WORK, words=True)
    return DeskTown(house.settings.database_url, ended, cases)


def _ended_case(house: Installation) -> str:
    """A case that five were heard in and answered, and that was withdrawn after; its id."""
    then = days_before(house, today(), 60)
    case = opened_hearing(then, today() - timedelta(days=31), _HEARD)
    act(then, case, _words("Vejen får en cykelsti i begge sider"), OFFICER)
    for place in range(len(_HEARD)):
        act(then, case, partial(_answer, place), OFFICER)
    reason = Arguments(reason="Alle har svaret")
    advance(then, case, Trigger.CLOSE_HEARING, reason, OFFICER)
    advance(then, case, Trigger.WITHDRAW, replace(reason, reason="Anlægges ikke"), OFFICER)
    return case


def _words(title: str) -> EditCase:
    return EditCase(title, "Borgerne på Skolevej har bedt om en sti.", "", ("at bygge stien",))


def _answer(place: int, facts: CaseFacts, now: datetime) -> Answer:
    party = facts.hearings[0].parties[place]
    text = f"{party.name} støtter, at stien bygges, og beder om lys langs den."
    return Answer(party.id, Stance.SUPPORTS, text, now, str(place), 0)


def _make_different(connection: Connection, cases: int) -> None:
    """Share the copies among officers, and give each a word of its own and of few others."""
    connection.execute(
        insert(tables.Officer),
        [
            {
                "id": str(UUID(int=number)),
                "username": f"officer{number}",
                "name": f"Officer {number}",
                "email": f"officer{number}@kommune.example",
                "phone": "12345678",
                "sees_closed": False,
            }
            for number in range(1, _OFFICERS)
        ],
    )
    connection.execute(text("SET LOCAL statement_timeout = 0"))
    for statement in (_SHARED_OUT, _RARE_WORDS, _RARE_KEYS):
        connection.execute(text(statement), {"officers": _OFFICERS, "namesakes": _NAMESAKES})


_NUMBER = "substring(number FROM '/([0-9]+)$')::int"
"""Of a copy, which its case number ends with."""

_SHARED_OUT = f"""
UPDATE cases SET officer_id = lpad(to_hex({_NUMBER} % :officers), 32, '0')::uuid
WHERE number LIKE '%/%/%' AND {_NUMBER} % :officers > 0
"""

_RARE_WORDS = f"""
INSERT INTO search_words (case_id, place, stem)
SELECT id, 'case', 'emne' || ({_NUMBER} / :namesakes) FROM cases WHERE number LIKE '%/%/%'
"""

_RARE_KEYS = """
INSERT INTO search_endings (ending, stem)
SELECT DISTINCT stem, stem FROM search_words WHERE stem LIKE 'emne%'
"""
