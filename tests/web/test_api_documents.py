"""Files by the API: documents of a hearing and of an answer, bounded and checked as at the desk."""

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from tests.calling import HEARING, Caller, Document, calling
from tests.hostile_files import BAD, PDF
from tests.mailing import body, deliver_to_folder, mails
from tests.office import Office, office
from workflows.services.replaying import replay_cases
from workflows.services.uploads import files_folder

RIGHT = PDF + b"% rettet\n"
LETTER = {"channel": "letter", "stance": "opposes", "text": "Nej."}


@pytest.fixture
def opened(database: str, tmp_path: Path) -> Iterator[Office]:
    given = office(database, tmp_path)
    yield given
    given.house.database.dispose()


@pytest.fixture
def maja(opened: Office) -> Iterator[Caller]:
    with calling(opened, "maja") as (caller,):
        yield caller


def planned(maja: Caller) -> Document:
    """A hearing that is prepared and not opened."""
    case = maja.pull(maja.begin(), "submit")
    return maja.post(f"cases/{case['id']}/hearings", HEARING, 201)


def sent(
    maja: Caller,
    path: str,
    *files: tuple[str, bytes],
    field: str = "file",
    fields: dict[str, str] | None = None,
    **headers: str,
) -> httpx.Response:
    """The answer to a body of several parts."""
    return maja.client.post(
        path,
        data=fields or {},
        files=[(field, (name, content)) for name, content in files] or {"": b""},
        headers={name.replace("_", "-"): value for name, value in headers.items()},
    )


def added(maja: Caller, hearing: Document, name: str = "budget.pdf", **fields: str) -> Document:
    """The hearing with one more document."""
    path = f"hearings/{hearing['id']}/documents"
    answer = sent(maja, path, (name, PDF + name.encode()), fields=fields)
    assert answer.status_code == 201, answer.text
    read: Document = answer.json()
    return read


def names(hearing: Document) -> list[str]:
    return [one["name"] for one in hearing["documents"]]


def rows(opened: Office, statement: str) -> list[tuple[Any, ...]]:
    with opened.house.database.connect() as connection:
        return [tuple(row) for row in connection.execute(text(statement))]


def stored(opened: Office) -> list[Path]:
    return list(files_folder(opened.house.settings).glob("??/*"))


def test_documents_are_added_listed_and_taken_out_while_the_hearing_is_prepared(
    opened: Office, maja: Caller
) -> None:
    hearing = planned(maja)
    added(maja, hearing)
    both = added(maja, hearing, "kort.pdf", openness="closed")
    assert names(both) == ["budget.pdf", "kort.pdf"]
    assert both["case_version"] == hearing["case_version"] + 2
    listed = maja.get(f"hearings/{hearing['id']}/documents")
    assert listed["documents"] == both["documents"]
    assert [one["openness"] for one in listed["documents"]] == ["open", "closed"]
    content = PDF + b"budget.pdf"
    assert listed["documents"][0]["sha256"] == sha256(content).hexdigest()
    gone = maja.client.delete(f"hearings/{hearing['id']}/documents/{both['documents'][0]['id']}")
    assert names(gone.json()) == ["kort.pdf"]
    again = added(maja, hearing)
    assert names(again) == ["kort.pdf", "budget.pdf"]
    maja.pull(maja.case_of(hearing), "open_hearing")
    events = [row[0] for row in rows(opened, "SELECT event FROM v_journal ORDER BY seq")]
    assert events[-5:-1] == ["document:added"] * 2 + ["document:removed", "document:added"]
    assert all(result.right for result in replay_cases(opened.house))


def test_a_wrong_one_is_replaced_while_the_hearing_is_open_and_all_are_told(
    opened: Office, maja: Caller
) -> None:
    hearing = added(maja, planned(maja))
    path = f"hearings/{hearing['id']}/documents/{hearing['documents'][0]['id']}/replace"
    reason = {"reason": "Tallene var fra sidste år"}
    early = sent(maja, path, ("rettet.pdf", RIGHT), fields=reason)
    assert (early.status_code, early.json()["code"]) == (409, "not_allowed")
    maja.pull(maja.case_of(hearing), "open_hearing")
    deliver_to_folder(opened.house)
    before = {str(mail["Message-ID"]) for mail in mails(opened.house)}
    assert sent(maja, path, ("rettet.pdf", RIGHT)).json()["errors"][0]["field"] == "reason"
    same = sent(maja, path, ("x.pdf", PDF + b"budget.pdf"), fields=reason)
    assert "samme fil" in same.json()["errors"][0]["detail"]
    done = sent(maja, path, ("rettet.pdf", RIGHT), fields=reason)
    assert done.status_code == 200, done.text
    assert names(done.json()) == ["rettet.pdf"]
    again = sent(maja, path, ("rettet.pdf", RIGHT), fields=reason)
    assert again.status_code == 422
    assert "skiftet ud i mellemtiden" in again.json()["errors"][0]["detail"]
    deliver_to_folder(opened.house)
    told = [mail for mail in mails(opened.house) if str(mail["Message-ID"]) not in before]
    assert told
    assert all("Tallene var fra sidste år" in body(mail) for mail in told)
    late = sent(maja, f"hearings/{hearing['id']}/documents", ("mere.pdf", PDF + b"%"))
    assert late.status_code == 409


def test_an_answer_comes_with_its_files(opened: Office, maja: Caller) -> None:
    hearing = maja.hearing()
    path = f"parties/{hearing['parties'][0]['id']}/responses/with-files"
    files = (("svar.pdf", PDF), ("kort.pdf", RIGHT))
    fields = {"response": json.dumps(LETTER)}
    answer = sent(maja, path, *files, field="files", fields=fields)
    assert answer.status_code == 201, answer.text
    assert answer.json()["receipt"]
    found = rows(opened, "SELECT name, sha256, status FROM v_file ORDER BY name")
    assert found == [
        (name, sha256(content).hexdigest(), "clean") for name, content in sorted(files)
    ]
    other = f"parties/{hearing['parties'][1]['id']}/responses/with-files"
    for wrong in ({}, {"response": "{"}, {"response": "{}"}, fields | {"more": "1"}):
        refused = sent(maja, other, *files, field="files", fields=wrong)
        assert refused.status_code == 422, refused.text
    misplaced = sent(maja, other, *files, field="bilag", fields=fields)
    assert "»files«" in misplaced.json()["errors"][0]["detail"]
    assert len(rows(opened, "SELECT response_id FROM v_response")) == 1


def test_the_same_key_gives_the_same_answer_and_one_document(opened: Office, maja: Caller) -> None:
    hearing = planned(maja)
    path = f"hearings/{hearing['id']}/documents"
    first = sent(maja, path, ("budget.pdf", PDF), Idempotency_Key="esdh-1")
    again = sent(maja, path, ("budget.pdf", PDF), Idempotency_Key="esdh-1")
    assert again.json() == first.json()
    assert again.headers["idempotency-replayed"] == "true"
    for name, content in (("budget.pdf", RIGHT), ("andet.pdf", PDF)):
        other = sent(maja, path, (name, content), Idempotency_Key="esdh-1")
        assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    assert names(maja.get(f"hearings/{hearing['id']}")) == ["budget.pdf"]


def test_a_stale_version_changes_nothing(maja: Caller) -> None:
    hearing = added(maja, planned(maja))
    path = f"hearings/{hearing['id']}/documents"
    stale = sent(maja, path, ("kort.pdf", PDF), If_Match=str(hearing["case_version"] - 1))
    assert (stale.status_code, stale.json()["version"]) == (412, hearing["case_version"])
    document = f"{path}/{hearing['documents'][0]['id']}"
    assert maja.client.delete(document, headers={"If-Match": '"1"'}).status_code == 412
    assert names(maja.get(f"hearings/{hearing['id']}")) == ["budget.pdf"]


@pytest.mark.parametrize("name", BAD)
def test_harmful_files_are_refused_and_nothing_is_stored(
    sqlite: str, tmp_path: Path, name: str
) -> None:
    given = office(sqlite, tmp_path)
    with calling(given, "maja") as (maja,):
        hearing = planned(maja)
        answer = sent(maja, f"hearings/{hearing['id']}/documents", BAD[name])
        assert answer.status_code == 422
        assert " — " in answer.json()["errors"][0]["detail"]
    assert stored(given) == []


def test_what_cannot_be_a_document_is_a_problem(opened: Office, maja: Caller) -> None:
    hearing = added(maja, planned(maja))
    path, kept = f"hearings/{hearing['id']}/documents", stored(opened)
    refused: list[tuple[int, httpx.Response]] = [
        (422, sent(maja, path, fields={"openness": "open"})),
        (422, sent(maja, path, ("a.pdf", PDF), ("b.pdf", RIGHT))),
        (422, sent(maja, path, ("a.pdf", PDF), field="document")),
        (422, sent(maja, path, ("a.pdf", PDF), fields={"openness": "secret"})),
        (422, sent(maja, path, ("a.pdf", PDF), fields={"titel": "Budget"})),
        (413, sent(maja, path, ("a.pdf", PDF.ljust(21_000_000)))),
        (400, maja.client.post(path, json={"file": "JVBERi0="})),
        (400, maja.client.post(path, content=b"--x", headers={
            "Content-Type": "multipart/form-data; boundary=x"})),
        (404, sent(maja, f"hearings/{hearing['case_id']}/documents", ("a.pdf", RIGHT))),
        (404, maja.client.delete(f"{path}/{hearing['id']}")),
        (404, maja.client.delete(f"{path}/hest")),
        (422, sent(maja, path, ("igen.pdf", PDF + b"budget.pdf"))),
    ]  # fmt: skip
    for status, answer in refused:
        assert answer.status_code == status, answer.text
        assert answer.headers["content-type"] == "application/problem+json"
    assert names(maja.get(f"hearings/{hearing['id']}")) == ["budget.pdf"]
    assert set(stored(opened)) - set(kept) <= {
        path for path in stored(opened) if path.read_bytes() == PDF
    }


def test_a_hearing_has_at_most_ten_documents(maja: Caller) -> None:
    hearing = planned(maja)
    for number in range(10):
        added(maja, hearing, f"{number}.pdf")
    full = sent(maja, f"hearings/{hearing['id']}/documents", ("11.pdf", RIGHT))
    assert full.status_code == 422
    assert "højst 10 dokumenter" in full.json()["errors"][0]["detail"]


def test_who_has_no_token_or_may_not_see_the_case_stores_nothing(opened: Office) -> None:
    with calling(opened, "maja", "bo") as (maja, bo):
        case = maja.pull(maja.begin(openness="closed"), "submit")
        hearing = maja.post(f"cases/{case['id']}/hearings", HEARING, 201)
        path = f"hearings/{hearing['id']}/documents"
        assert sent(bo, path, ("a.pdf", PDF)).status_code == 404
        assert bo.client.get(path).status_code == 404
        del bo.client.headers["Authorization"]
        assert sent(bo, path, ("a.pdf", PDF)).status_code == 401
    assert stored(opened) == []
