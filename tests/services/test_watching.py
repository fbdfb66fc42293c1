"""Who follows a case is told what its responsible officer is told, once, while it can be seen."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert

from tests.mailing import answered
from tests.office import Office, office
from tests.open_hearing import CLOSES_AT, installed, open_hearing
from tests.services.test_case_readers import actor, case_of, naming
from workflows.engine.vocabulary import Openness, Trigger
from workflows.records import tables
from workflows.records.case_list import Listing, Shown, Viewer
from workflows.records.case_readers import readers_of
from workflows.records.database import unit_of_work
from workflows.services.case_readers import Naming, name_reader, remove_reader
from workflows.services.cases import advance
from workflows.services.commenting import Written, write_comment
from workflows.services.desk import viewer
from workflows.services.errors import NotFound
from workflows.services.handing_over import hand_over
from workflows.services.searching import find_cases
from workflows.services.signin import NewOfficer, add_officer
from workflows.services.sweeping import sweep
from workflows.services.triggers import Arguments
from workflows.services.watching import set_following


@pytest.fixture
def opened(database: str, tmp_path: Path) -> Office:
    return office(database, tmp_path)


def following(opened: Office, case: str, who: str, wanted: bool = True) -> None:
    set_following(opened.house, viewer(opened.officer(who)), case, wanted=wanted)


def withdrawn(opened: Office, case: str, by: str = "maja") -> None:
    reason = Arguments(reason="Ferie")
    advance(opened.house, case, Trigger.WITHDRAW, reason, actor(opened, by))


def told(opened: Office) -> list[str]:
    """Who is told of anything, and of what."""
    with opened.house.database.connect() as connection:
        rows = connection.exec_driver_sql("SELECT recipient, payload FROM messages").fetchall()
    return sorted(f"{mail.split('@')[0]} {json.loads(payload)['about']}" for mail, payload in rows)


def followed(opened: Office, who: str) -> list[str]:
    looks = viewer(opened.officer(who))
    return [
        one.id for one in find_cases(opened.house, looks, Listing(Shown.FOLLOWED), "", most=9).cases
    ]


def test_who_follows_is_told_until_he_does_not(opened: Office) -> None:
    first, second = case_of(opened, Openness.OPEN), case_of(opened, Openness.OPEN)
    for _ in range(2):
        following(opened, first, "bo")
    assert (followed(opened, "bo"), followed(opened, "vera")) == ([first], [])
    withdrawn(opened, second)
    assert told(opened) == []
    withdrawn(opened, first)
    assert told(opened) == ["bo withdrawn"]
    following(opened, first, "bo", wanted=False)
    assert followed(opened, "bo") == []


def test_nobody_is_told_of_what_he_did_or_as_responsible_too(opened: Office) -> None:
    case = case_of(opened, Openness.OPEN)
    for who in ("maja", "bo", "vera"):
        following(opened, case, who)
    withdrawn(opened, case, by="bo")
    assert told(opened) == ["vera withdrawn"]


def test_a_comment_tells_those_it_mentions_alone(opened: Office) -> None:
    case = case_of(opened, Openness.OPEN)
    for who in ("bo", "vera"):
        following(opened, case, who)
    write_comment(opened.house, Written(case, "Hej @bo", (), "1", actor(opened, "maja")))
    assert told(opened) == ["bo mentioned"]
    hand_over(opened.house, case, opened.officer("bo").id, "", actor(opened, "maja"))
    assert told(opened) == ["bo handed_over", "bo mentioned"]


def test_a_closed_case_is_followed_by_who_sees_it_alone(opened: Office) -> None:
    case = case_of(opened)
    with pytest.raises(NotFound):
        following(opened, case, "bo")
    name_reader(opened.house, naming(opened, case, "bo"))
    following(opened, case, "bo")
    following(opened, case, "vera")
    with opened.house.database.connect() as connection:
        (named,) = readers_of(connection, case)
    remove_reader(opened.house, Naming(case, named.id, actor(opened, "maja")))
    assert followed(opened, "bo") == []
    withdrawn(opened, case)
    assert told(opened) == ["vera withdrawn"]


def test_of_a_hearing_the_watcher_is_told_what_the_officer_is(
    database: str, tmp_path: Path
) -> None:
    hearing = open_hearing(*installed(database, tmp_path))
    watcher = "018bb5a0-0000-7000-8000-0000000000aa"
    with unit_of_work(hearing.house.database) as connection:
        connection.execute(
            insert(tables.Officer).values(
                id=watcher,
                username="ib",
                name="Ib",
                email="ib@norddjurs.example",
                phone="",
                sees_closed=False,
            )
        )
    set_following(hearing.house, Viewer(watcher, sees_closed=False), hearing.case, wanted=True)
    answered(hearing)
    hearing.clock.now = CLOSES_AT
    sweep(hearing.house)
    hearing.clock.now += timedelta(hours=1)
    answered(hearing, 1)
    kinds = (
        "SELECT kind FROM messages WHERE recipient {} 'ib@norddjurs.example'"
        " AND officer_id IS NOT NULL ORDER BY 1"
    )
    of_watcher, of_officer = (hearing.rows(kinds.format(sign)) for sign in ("=", "<>"))
    assert of_watcher == of_officer == [("closing",), ("officer",)]


def test_who_leads_the_department_follows_its_closed_cases(opened: Office) -> None:
    for name, manages in (("ib", False), ("lone", True)):
        mail = f"{name}@norddjurs.example"
        new = NewOfficer(name, name.title(), mail, department="Skoler", manages=manages)
        add_officer(opened.house, new)
    case = case_of(opened)
    hand_over(opened.house, case, opened.officer("ib").id, "", actor(opened, "ib"))
    following(opened, case, "lone")
    withdrawn(opened, case, by="ib")
    assert told(opened) == ["lone withdrawn"]
