"""Comments: who is told, who cannot be, what is written once, struck, erased and exported."""

import dataclasses
import json
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.mailing import body, deliver_to_folder, mails
from tests.office import Office, office
from tests.services.test_case_readers import actor, case_of, naming
from workflows.engine.errors import Incomplete, WrongInput
from workflows.engine.vocabulary import Openness
from workflows.records.case_list import EVERYTHING
from workflows.records.case_pages import is_visible
from workflows.records.colleagues import colleagues_on
from workflows.records.comments import ShownComment
from workflows.services.accounts import set_wants_digest
from workflows.services.acting import Done
from workflows.services.case_readers import name_reader
from workflows.services.commenting import Written, comments_page, strike_comment, write_comment
from workflows.services.desk import CasePage, case_page, viewer
from workflows.services.erasing import erase_entries
from workflows.services.errors import NotFound
from workflows.services.exporting import export_case
from workflows.services.handing_over import hand_over
from workflows.services.replaying import replay_cases
from workflows.services.signin import NewOfficer, add_officer
from workflows.services.verifying import verify


@pytest.fixture
def opened(database: str, tmp_path: Path) -> Office:
    return office(database, tmp_path)


def written(
    opened: Office,
    case: str,
    text: str,
    key: str = "1",
    by: str = "maja",
    told: tuple[str, ...] = (),
) -> Done:
    ids = tuple(opened.officer(one).id for one in told)
    return write_comment(opened.house, Written(case, text, ids, key, actor(opened, by)))


def page(opened: Office, case: str) -> CasePage:
    return case_page(opened.house, viewer(opened.officer("vera")), case)


def comments(opened: Office, case: str) -> tuple[ShownComment, ...]:
    return comments_page(opened.house, page(opened, case).facts, "").comments


def rows(opened: Office, query: str) -> list[tuple[object, ...]]:
    with opened.house.database.connect() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(query)]


def proved(opened: Office) -> bool:
    return all(one.right for one in replay_cases(opened.house)) and not any(
        one.faults for one in verify(opened.house)
    )


def test_who_is_mentioned_is_told_once_and_the_writer_never(opened: Office) -> None:
    case = case_of(opened, Openness.OPEN)
    written(opened, case, "@Bo, ser du på det? @vera og @maja\nHilsen", told=("bo",))
    (one,) = comments(opened, case)
    assert (one.text, one.written_by) == ("@Bo, ser du på det? @vera og @maja\nHilsen", "Maja Holt")
    told = rows(opened, "SELECT recipient, status FROM messages ORDER BY recipient")
    assert told == [(f"{one}@norddjurs.example", "gathered") for one in ("bo", "vera")]
    assert page(opened, case).journal[0].payload == {"told": ["Bo Bilde", "Vera Vang"]}
    assert page(opened, case).facts.version == 1
    assert proved(opened)


def test_what_is_sent_twice_is_written_once(opened: Office) -> None:
    case = case_of(opened, Openness.OPEN)
    for by in ("maja", "maja", "bo"):
        written(opened, case, "Hej @vera", by=by)
    assert len(comments(opened, case)) == page(opened, case).text.comments == 2
    assert len(rows(opened, "SELECT id FROM messages")) == 2
    assert len(page(opened, case).journal) == 3
    written(opened, case, "Hej @vera", key="2")
    assert len(comments(opened, case)) == 3


def test_the_mail_names_who_it_is_to_and_quotes_nothing(opened: Office) -> None:
    set_wants_digest(opened.house, opened.officer("vera").id, wanted=False)
    for openness in Openness:
        written(opened, case_of(opened, openness), "Hemmeligt, @vera")
    deliver_to_folder(opened.house)
    of_open, of_closed = sorted(mails(opened.house), key=lambda one: str(one["Subject"]))[::-1]
    for mail in (of_open, of_closed):
        assert "Kære Vera Vang" in body(mail)
        assert "/sager/" in body(mail)
        assert "Hemmeligt" not in body(mail)
        assert "Din sag" not in str(mail["Subject"])
    said = sorted("Maja Holt har skrevet" in body(one) for one in (of_open, of_closed))
    assert said == [False, True]
    assert (
        sorted("Køb af grunden" in f"{one['Subject']} {body(one)}" for one in (of_open, of_closed))
        == said
    )


def test_who_may_not_see_the_closed_case_is_not_told_of_it(opened: Office) -> None:
    case = case_of(opened)
    for told, text in (((), "Hej @bo"), (("bo",), "Hej")):
        with pytest.raises(WrongInput, match="Bo Bilde kan ikke se den lukkede sag") as refused:
            written(opened, case, text, told=told)
        assert refused.value.field == "text"
    assert comments(opened, case) == ()
    name_reader(opened.house, naming(opened, case, "bo"))
    written(opened, case, "Hej @bo")
    assert [row[0] for row in rows(opened, "SELECT recipient FROM messages")] == [
        "bo@norddjurs.example"
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [("Hej @per", "brugernavnet »per«"), (" \n", "skriv noten"), ("a" * 4001, "4001 tegn")],
)
def test_what_cannot_be_written_is_told_at_the_text(opened: Office, text: str, words: str) -> None:
    with pytest.raises(WrongInput, match=words) as refused:
        written(opened, case_of(opened), text)
    assert refused.value.field == "text"
    with pytest.raises(WrongInput, match="vælg igen"):
        write_comment(
            opened.house, Written(case_of(opened), "Hej", ("x",), "1", actor(opened, "maja"))
        )


def test_its_writer_alone_strikes_it_and_it_is_gone_but_that_it_stood_there(opened: Office) -> None:
    case = case_of(opened, Openness.OPEN)
    written(opened, case, "Ærgerligt")
    (one,) = comments(opened, case)
    with pytest.raises(Incomplete):
        strike_comment(opened.house, case, one.id, actor(opened, "bo"))
    with pytest.raises(NotFound):
        strike_comment(opened.house, case_of(opened), one.id, actor(opened, "maja"))
    for _ in range(2):
        strike_comment(opened.house, case, one.id, actor(opened, "maja"))
    (struck,) = comments(opened, case)
    assert (struck.text, struck.struck_at is None) == ("", False)
    assert [one.event for one in page(opened, case).journal] == [
        "comment:struck",
        "comment:written",
        "case:opened",
    ]
    assert page(opened, case).text.comments == 0
    for table in opened_tables(opened):
        assert "Ærgerligt" not in str(rows(opened, f'SELECT * FROM "{table}"')), table
    assert proved(opened)


def opened_tables(opened: Office) -> list[str]:
    return ["comments", "journal_payloads", "messages", "search_words"]


def test_with_its_line_of_the_journal_its_text_is_erased(opened: Office) -> None:
    case = case_of(opened, Openness.OPEN)
    for key in ("1", "2"):
        written(opened, case, f"Navn {key}", key=key)
    erase_entries(opened.house, case, [2], "GDPR", actor(opened, "vera"))
    assert [one.text for one in comments(opened, case)] == ["Navn 2", ""]
    assert proved(opened)


def test_an_export_has_them_all_marked_as_internal(opened: Office) -> None:
    case = case_of(opened)
    written(opened, case, "Ring til 010170-1234")
    out = BytesIO()
    export_case(opened.house, EVERYTHING, case, out)
    index = json.loads(ZipFile(out).read("aktliste.json"))
    marked = {one["title"]: one["review"] for one in index["documents"]}
    assert marked["Interne noter"] == ["closed", "internal", "personal_number"]
    assert "internal" not in marked["Sagen"]


def test_a_colleague_is_who_sees_the_case_in_every_list(opened: Office) -> None:
    cases = [case_of(opened, Openness.OPEN), case_of(opened), case_of(opened)]
    name_reader(opened.house, naming(opened, cases[2], "bo"))
    lead = NewOfficer("lone", "Lone Leder", "lone@norddjurs.example", department="Skoler")
    led = NewOfficer("ib", "Ib Ibsen", "ib@norddjurs.example", department="Skoler")
    for officer in (dataclasses.replace(lead, manages=True), led):
        add_officer(opened.house, officer)
    cases.append(case_of(opened))
    hand_over(opened.house, cases[-1], opened.officer("ib").id, "", actor(opened, "maja"))
    seen = dict.fromkeys(cases, 0)
    with opened.house.database.connect() as connection:
        for case in cases:
            for one in colleagues_on(connection, case):
                seen[case] += one.sees_it
                looks = viewer(opened.officer(one.username))
                assert one.sees_it == is_visible(connection, looks, case)
    assert list(seen.values()) == [5, 2, 3, 3]
