"""The list of cases for a spreadsheet: what the list shows, and nothing that calculates."""

import csv
from io import StringIO

from tests.desk import ON_SQLITE, Desk, desk_of
from tests.office import Office
from tests.web.test_cases import new_case, opened_hearing

pytestmark = ON_SQLITE


def table(desk: Desk, query: str = "") -> list[list[str]]:
    answer = desk.client.get(f"/sager.csv{query}")
    assert answer.status_code == 200
    assert answer.content.startswith("\ufeff".encode())
    return list(csv.reader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def test_the_rows_are_those_of_the_list(opened: Office, maja: Desk) -> None:
    new_case(maja, "Ærø; og »Å«", number="23/8")
    new_case(maja, "Strategi", number="23/9")
    opened_hearing(maja)
    head, *rows = table(maja)
    assert head[:3] == ["Nummer", "Titel", "Sagstype"]
    assert {row[1] for row in rows} == {"Strategi", "Ærø; og »Å«"}
    assert next(row for row in rows if row[1] == "Strategi")[4:6] == ["I høring", "22-11-2023"]
    assert [row[0] for row in table(maja, "?q=%C3%A6r%C3%B8")[1:]] == ["23/8"]
    assert table(maja, "?vis=afsluttede")[1:] == []


def test_what_begins_like_a_formula_is_text(opened: Office, maja: Desk) -> None:
    new_case(maja, '=HYPERLINK("https://ond.example")', number="+1")
    ((number, title, *_),) = table(maja)[1:]
    assert (number, title) == ("'+1", '\'=HYPERLINK("https://ond.example")')


def test_a_closed_case_is_not_in_anothers_table(opened: Office, maja: Desk, address: str) -> None:
    with desk_of(opened, address, "vera") as vera:
        new_case(vera, "Lukket navn", openness="closed")
        assert len(table(vera)) == 2
    assert len(table(maja)) == 1
