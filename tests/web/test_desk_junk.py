"""Junk sent to the desk: a clear page, never a fault of ours, and nothing changed."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk import Desk, desk_of
from tests.office import Office, office
from tests.open_hearing import served

NUL = "a\x00b"
JUNK = (
    NUL,
    "\ufffe\u202e",
    "9" * 5000,
    "01/02/27",
    "9999-12-31",
    "0001-01-01",
    "{{ 7 * 7 }} ' --\r\n<script>",
    "",
)


MORE_OF_A_PLAN = ("due-hr", "reason-hr", "kept", "closed", "without", "seen", "take", "file")


@pytest.fixture
def maja(postgres: str, tmp_path: Path) -> Iterator[tuple[Office, Desk]]:
    # On the one of the two databases that takes least: what it takes, the other does.
    opened = office(postgres, tmp_path)
    with served(opened.house) as address, desk_of(opened, address, "maja") as desk:
        yield opened, desk


def case_in_hearing(desk: Desk) -> tuple[str, str]:
    """The paths of a case and of its open hearing."""
    desk.read("/sager/ny?type=politisk-sag")
    desk.send("/sager/ny", title="Strategi", route="Høring, VPU")
    case = desk.path
    desk.do("submit")
    desk.plan(case, text="Hvad mener I?", due_on="2023-11-29", bodies=["HR", "ÆR"])
    desk.do("open_hearing")
    found = re.search(rf'{case}/hoeringer/[0-9a-f-]{{36}}(?=")', desk.page)
    assert found is not None
    return case, found[0]


def test_no_form_breaks_on_junk_in_any_of_its_fields(maja: tuple[Office, Desk]) -> None:
    _, desk = maja
    case, hearing = case_in_hearing(desk)
    answer = re.findall(rf'{hearing}/svar/[0-9a-f-]{{36}}(?=")', desk.read(hearing))[0]
    forms = [
        ("/sager/ny", "/sager/ny"),
        (f"{case}/rediger", ""),
        (f"{hearing}/frist", ""),
        (answer, ""),
        (f"{case}/handling/reroute", ""),
    ]
    for path, action in forms:
        desk.read(path)
        for name in [name for name in desk.form(action) if name != "form_key"]:
            for junk in JUNK:
                sent = {**desk.form(action), name: junk}
                status = desk.client.post(path, data=sent).status_code
                assert status in (303, 409, 422), (path, name, junk, status)
                if status == 303:
                    desk.read(path)


def test_a_plan_with_junk_in_it_leaves_a_case_that_can_be_read(maja: tuple[Office, Desk]) -> None:
    _, desk = maja
    desk.read("/sager/ny?type=politisk-sag")
    desk.send("/sager/ny", title="Strategi", route="Høring, VPU")
    case = desk.path
    desk.read(f"{case}/hoering")
    for name in ("rule", "text", "due_on", "bodies", "ad_hoc", "version", *MORE_OF_A_PLAN):
        for junk in JUNK:
            plan = {**desk.form(), "text": "Hvad mener I?", "bodies": "HR", name: junk}
            status = desk.client.post(f"{case}/hoering", data=plan).status_code
            # A remedy that makes no sense gives the form as it was.
            expected = (200,) if name == "take" and junk else (303, 409, 422)
            assert status in expected, (name, junk, status)
            if status == 303:
                desk.read(case)
                desk.read(f"{case}/hoering")


@pytest.mark.parametrize(
    "query",
    ["vis=%00", "q=%00", "q=%ED%A0%80", "side=999999999999999999999", "side=-1", "side=x", "q=%"],
)
def test_the_list_takes_any_question(maja: tuple[Office, Desk], query: str) -> None:
    assert maja[1].client.get(f"/sager?{query}").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/sager/%00",
        "/sager/x",
        "/sager/%ED%A0%80/hoering",
        "/sager/00000000-0000-0000-0000-000000000000",
        "/sager/00000000-0000-0000-0000-000000000000/handling/decide",
        "/sager/00000000-0000-0000-0000-000000000000/filer/x",
        "/sager/ny/handling/findesikke",
        "/log-ind/%00",
    ],
)
def test_what_is_not_there_is_said_to_be_not_there(maja: tuple[Office, Desk], path: str) -> None:
    assert maja[1].client.get(path).status_code in (404, 410)


def test_bodies_that_are_no_forms_are_refused(maja: tuple[Office, Desk]) -> None:
    _, desk = maja
    for body, kind in (
        (b"\xff\xfe", "application/x-www-form-urlencoded"),
        (b"form_key=%ED%A0%80&title=%00", "application/x-www-form-urlencoded"),
        (b"{}", "application/json"),
        (b"--x", "multipart/form-data; boundary=x"),
        (b"--x\r\n\r\n", "multipart/form-data"),
        (b"&".join(b"a%d=1" % n for n in range(10_000)), "application/x-www-form-urlencoded"),
        (b"title=" + b"x" * 3_000_000, "application/x-www-form-urlencoded"),
    ):
        sent = desk.client.post("/sager/ny", content=body, headers={"content-type": kind})
        assert 400 <= sent.status_code < 500, (kind, sent.status_code)


def test_what_is_written_is_shown_as_text(maja: tuple[Office, Desk]) -> None:
    _, desk = maja
    desk.read("/sager/ny")
    desk.send("/sager/ny", title="<script>alert(1)</script> {{ 7 * 7 }}", route="ØK")
    assert "<script>" not in desk.page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7 * 7 }}" in desk.page


def test_a_text_that_is_too_long_is_refused_not_cut(maja: tuple[Office, Desk]) -> None:
    _, desk = maja
    case, _ = case_in_hearing(desk)
    desk.read(f"{case}/rediger")
    sent = desk.client.post(f"{case}/rediger", data={**desk.form(), "text": "x" * 200_001})
    assert sent.status_code == 422
    assert "200000" in sent.text
