"""Officers named on a closed case see it wherever cases are told of, and no other case."""

import dataclasses
from pathlib import Path

import pytest

from tests.office import Office, office
from workflows.engine.errors import Incomplete, WrongInput
from workflows.engine.facts import Actor
from workflows.engine.vocabulary import Openness
from workflows.records.case_list import Listing, Shown
from workflows.services.case_readers import (
    CaseReaders,
    Naming,
    case_readers,
    name_reader,
    remove_reader,
)
from workflows.services.cases import NewCase, open_case
from workflows.services.desk import case_page, viewer
from workflows.services.errors import NotFound, StaleVersion
from workflows.services.replaying import replay_cases
from workflows.services.searching import find_cases
from workflows.services.verifying import verify


@pytest.fixture
def opened(database: str, tmp_path: Path) -> Office:
    return office(database, tmp_path)


def actor(opened: Office, username: str) -> Actor:
    officer = opened.officer(username)
    return Actor("officer", officer.name, officer.id)


def case_of(opened: Office, openness: Openness = Openness.CLOSED) -> str:
    maja = opened.officer("maja")
    new = NewCase("Køb af grunden", "politisk-sag", "Høring, VPU, ØK, KB", openness)
    return open_case(opened.house, new, maja.id, actor(opened, "maja"))


def naming(opened: Office, case: str, who: str, by: str = "maja") -> Naming:
    return Naming(case, opened.officer(who).id, actor(opened, by))


def seen(opened: Office, username: str, words: str = "") -> list[str]:
    looks = viewer(opened.officer(username))
    found = find_cases(opened.house, looks, Listing(Shown.ALL), words, most=9)
    return [one.id for one in found.cases]


def readers(opened: Office, case: str) -> CaseReaders:
    return case_readers(
        opened.house, case_page(opened.house, viewer(opened.officer("vera")), case).facts
    )


def test_who_is_named_sees_the_case_until_the_name_is_taken_off(opened: Office) -> None:
    case, other = case_of(opened), case_of(opened)
    assert seen(opened, "bo") == []
    name_reader(opened.house, naming(opened, case, "bo"))
    assert seen(opened, "bo") == seen(opened, "bo", "grunden") == [case]
    assert set(seen(opened, "vera")) == set(seen(opened, "maja")) == {case, other}
    looks = viewer(opened.officer("bo"))
    assert case_page(opened.house, looks, case).facts.id == case
    with pytest.raises(NotFound):
        case_page(opened.house, looks, other)
    (named,) = readers(opened, case).named
    assert (named.name, named.named_by) == ("Bo Bilde", "Maja Holt")
    assert [one.name for one in readers(opened, case).others] == ["Vera Vang"]
    remove_reader(opened.house, Naming(case, named.id, actor(opened, "maja")))
    assert seen(opened, "bo") == seen(opened, "bo", "grunden") == []
    name_reader(opened.house, naming(opened, case, "bo"))
    assert seen(opened, "bo") == [case]
    assert not [one for one in verify(opened.house) if one.faults]
    assert not [one for one in replay_cases(opened.house) if one.differences]


def test_only_the_responsible_officer_names(opened: Office) -> None:
    case = case_of(opened)
    with pytest.raises(Incomplete):
        name_reader(opened.house, naming(opened, case, "bo", by="vera"))
    name_reader(opened.house, naming(opened, case, "bo"))
    (named,) = readers(opened, case).named
    with pytest.raises(Incomplete):
        remove_reader(opened.house, Naming(case, named.id, actor(opened, "bo")))
    assert seen(opened, "bo") == [case]


@pytest.mark.parametrize("who", ["maja", "bo"])
def test_who_sees_the_case_is_not_named_again(opened: Office, who: str) -> None:
    case = case_of(opened)
    name_reader(opened.house, naming(opened, case, "bo"))
    with pytest.raises(WrongInput, match="kan allerede se sagen"):
        name_reader(opened.house, naming(opened, case, who))


def test_nobody_is_named_on_an_open_case(opened: Office) -> None:
    case = case_of(opened, Openness.OPEN)
    with pytest.raises(WrongInput, match="sagen er åben"):
        name_reader(opened.house, naming(opened, case, "bo"))
    assert readers(opened, case) == CaseReaders((), ())


def test_what_is_nobody_or_not_named_is_refused(opened: Office) -> None:
    case = case_of(opened)
    nobody = dataclasses.replace(naming(opened, case, "bo"), who="ingen")
    with pytest.raises(WrongInput, match="vælg"):
        name_reader(opened.house, nobody)
    with pytest.raises(NotFound):
        remove_reader(opened.house, nobody)
    stale = dataclasses.replace(naming(opened, case, "bo"), expected_version=7)
    with pytest.raises(StaleVersion):
        name_reader(opened.house, stale)
