"""A new case is made out of another: what it takes along, who sees it, what both journals say."""

import dataclasses
from io import BytesIO
from pathlib import Path

import pytest

from tests.office import Office, office
from tests.services.test_case_readers import actor, case_of, naming
from tests.services.test_commenting import page, proved
from tests.services.test_races import together
from tests.services.test_relating import related
from workflows.engine.errors import Incomplete, NotAllowed, WrongInput
from workflows.engine.vocabulary import Openness, Tie, Trigger
from workflows.records.case_pages import is_visible
from workflows.services.attaching import attach_files, remove_attachment
from workflows.services.case_readers import name_reader
from workflows.services.cases import advance
from workflows.services.desk import viewer
from workflows.services.errors import StaleVersion
from workflows.services.splitting import Split, split_case
from workflows.services.triggers import Arguments
from workflows.services.uploads import keep


@pytest.fixture
def opened(database: str, tmp_path: Path) -> Office:
    return office(database, tmp_path)


def splitting(opened: Office, case: str, by: str = "maja") -> Split:
    facts = page(opened, case).facts
    title, route, text = "Kun skolen", "VPU, KB", "Det om skolen."
    who, version = actor(opened, by), facts.version
    return Split(case, title, "politisk-sag", route, text, (), who, version)


def with_files(opened: Office, case: str) -> tuple[str, ...]:
    for name, openness in (("kort.txt", Openness.OPEN), ("navne.txt", Openness.CLOSED)):
        laid = keep(opened.house, name, BytesIO(name.encode()))
        attach_files(opened.house, case, (laid,), openness, actor(opened, "maja"))
    return tuple(one.id for one in page(opened, case).attachments)


def test_the_new_case_takes_along_what_was_chosen(opened: Office) -> None:
    case = case_of(opened, Openness.OPEN)
    files = with_files(opened, case)
    chosen = dataclasses.replace(splitting(opened, case, "bo"), attachments=files[1:])
    new = split_case(opened.house, chosen)
    made = page(opened, new)
    assert (made.facts.title, made.facts.state) == ("Kun skolen", "drafting")
    assert (made.facts.officer.name, made.facts.route.line) == ("Bo Bilde", "VPU, KB")
    assert made.text.text == "Det om skolen."
    (file,) = made.attachments
    (there,) = [one for one in page(opened, case).attachments if one.id == files[1]]
    assert file.file
    assert there.file
    assert (file.file.sha256, file.openness) == (there.file.sha256, there.openness)
    assert related(opened, new) == [(Tie.SPLIT_FROM, case)]
    assert related(opened, case) == [(Tie.SPLIT_INTO, new)]
    told = page(opened, case).journal[0]
    assert (told.event, told.payload["related"]) == ("case:split", made.facts.number)
    assert proved(opened)


def test_a_closed_case_gives_a_closed_one_that_the_same_see(opened: Office) -> None:
    case = case_of(opened)
    name_reader(opened.house, naming(opened, case, "bo"))
    new = split_case(opened.house, splitting(opened, case, "bo"))
    assert page(opened, new).facts.openness is Openness.CLOSED
    assert page(opened, new).facts.officer.name == "Maja Holt"
    with opened.house.database.connect() as connection:
        for who in ("maja", "bo", "vera"):
            assert is_visible(connection, viewer(opened.officer(who)), new)
    assert page(opened, new).facts.number not in str(page(opened, case).journal)
    alone = split_case(opened.house, splitting(opened, case_of(opened)))
    with opened.house.database.connect() as connection:
        assert not is_visible(connection, viewer(opened.officer("bo")), alone)
    assert proved(opened)


def test_what_cannot_be_split_so_is_refused_and_nothing_is_made(opened: Office) -> None:
    case = case_of(opened, Openness.OPEN)
    files = with_files(opened, case)
    remove_attachment(opened.house, case, files[0], "Forkert", actor(opened, "maja"))
    right = splitting(opened, case)
    for change, refusal in (
        ({"title": " "}, Incomplete),
        ({"route": "XYZ"}, WrongInput),
        ({"case_type": "ingen"}, WrongInput),
        ({"attachments": files}, WrongInput),
    ):
        with pytest.raises(refusal):
            split_case(opened.house, dataclasses.replace(right, **change))  # type: ignore[arg-type]
    advance(opened.house, case, Trigger.WITHDRAW, Arguments(reason="x"), actor(opened, "maja"))
    with pytest.raises(NotAllowed):
        split_case(opened.house, splitting(opened, case))
    assert related(opened, case) == []
    assert proved(opened)


def test_the_same_form_sent_many_times_makes_one_case(opened: Office) -> None:
    case = case_of(opened, Openness.OPEN)
    form = splitting(opened, case)
    outcomes = together([lambda: split_case(opened.house, form)] * 4)
    assert sum(isinstance(one, StaleVersion) for one in outcomes) == 3
    assert len(related(opened, case)) == 1
    assert proved(opened)
