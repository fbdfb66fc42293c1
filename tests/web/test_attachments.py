"""Files laid on a case as attachments: shown, fetched, in its papers, and taken off again."""

import re

from tests.desk import Desk, words
from tests.office import Office
from tests.web.test_cases import new_case
from workflows.records.blobs import named_files
from workflows.records.case_list import Viewer
from workflows.services.attaching import attached_file
from workflows.services.item_papers import item_paper
from workflows.services.papers import Numbered
from workflows.services.verifying import verify

PLAN = ("Plan.txt", b"Planen i tal.")


def attached(maja: Desk, case: str, *files: tuple[str, bytes], **fields: str) -> int:
    maja.read(f"{case}/bilag")
    sent = maja.client.post(
        f"{case}/bilag", data=maja.form() | fields, files=[("file", file) for file in files]
    )
    maja.page = sent.text
    return sent.status_code


def papers_list(opened: Office, case: str) -> list[str]:
    looks = Viewer(opened.officer("vera").id, sees_closed=True)
    paper = item_paper(opened.house, looks, case.rpartition("/")[2])
    return [line for block in paper.blocks if isinstance(block, Numbered) for line in block.items]


def test_files_are_laid_on_a_case_and_stand_in_its_papers(opened: Office, maja: Desk) -> None:
    case = new_case(maja)
    assert attached(maja, case, PLAN, ("Kort.txt", b"Kortet."), closed="") == 303
    opened.go_to(2023, 11, 1, 9)
    assert attached(maja, case, ("Navne.txt", b"Navne."), closed="ja") == 303
    shown = words(maja.read(f"{case}/bilag"))
    assert "Plan.txt" in shown
    assert "lukket" in shown.partition("Navne.txt")[2]
    link = re.findall(r'href="([^"]+/bilag/[0-9a-f-]{36})" download>Plan.txt', maja.page)[0]
    answer = maja.client.get(link)
    assert answer.content == PLAN[1]
    assert answer.headers["content-disposition"].startswith("attachment")
    assert papers_list(opened, case) == [
        "Åben – Kort.txt", "Åben – Plan.txt", "Lukket – Navne.txt",
    ]  # fmt: skip
    with opened.house.database.connect() as connection:
        assert len(named_files(connection)) == 3


def test_one_that_is_taken_off_is_in_the_journal_alone(opened: Office, maja: Desk) -> None:
    case = new_case(maja)
    attached(maja, case, PLAN)
    maja.read(f"{case}/bilag")
    remove = re.findall(r'href="([^"]+/fjern)"', maja.page)[0]
    maja.read(remove)
    assert "begrundelse" in words(maja.send(status=422, reason=" ")).lower()
    maja.send(reason="Forkert plan")
    assert maja.path == f"{case}/bilag"
    assert 'href="' + remove not in maja.page
    told = words(maja.tab("journal"))
    assert "Et bilag blev taget af sagen" in told
    assert "Begrundelse: Forkert plan" in told
    assert papers_list(opened, case) == []
    assert maja.client.get(remove.removesuffix("/fjern")).status_code == 404
    assert maja.client.get(remove).status_code == 404
    assert all(not one.faults for one in verify(opened.house, case.rpartition("/")[2]))


def test_a_bad_file_loses_no_good_one_and_none_is_asked_for(maja: Desk) -> None:
    case = new_case(maja)
    assert attached(maja, case) == 422
    assert "Vælg en fil" in words(maja.page)
    assert attached(maja, case, PLAN, ("virus.exe", b"MZ")) == 422
    assert "Tag Plan.txt med" in words(maja.page)
    assert "virus.exe" in maja.page


def test_a_closed_cases_attachment_is_fetched_by_those_who_see_it(
    opened: Office, maja: Desk, bo: Desk
) -> None:
    case = new_case(maja, openness="closed")
    attached(maja, case, PLAN)
    link = re.findall(r'href="([^"]+/bilag/[0-9a-f-]{36})"', maja.read(f"{case}/bilag"))[0]
    for path in (f"{case}/bilag", link, f"{link}/fjern"):
        assert bo.client.get(path).status_code == 404
    looks = Viewer(opened.officer("maja").id, sees_closed=False)
    number, attachment = link.split("/")[2::2]
    assert attached_file(opened.house, looks, number, attachment).name == "Plan.txt"
