"""Every form, sent with every fault: the same form comes back with all that was typed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from fastapi.routing import APIRoute, iter_route_contexts
from sqlalchemy import insert

from tests.desk import Desk, Fields
from tests.engine.facts_for_tests import answer
from tests.incoming import invitation, reply
from tests.mailing import deliver_to_folder
from tests.open_hearing import OFFICER, OpenHearing, installed, open_hearing, served
from tests.publishing import answered, form_path, hearing_id, officers_desk
from web import forms
from web.app import create_app
from web.fields import LONGEST_LINE, LONGEST_TEXT, Form
from web.forms import FormFault
from workflows.engine.errors import WrongInput
from workflows.engine.vocabulary import Channel, FileStatus, Openness, Trigger
from workflows.records import tables
from workflows.records.database import unit_of_work
from workflows.services.acting import act
from workflows.services.inbox import Fetched, take_in
from workflows.services.promises import Change, PromiseGiven, make_promise

NOTHING_TYPED = {
    "/definitioner/indlaes",
    "/konto",
    "/konto/fravaer/{absence}/fjern",
    "/konto/kalender",
    "/konto/kalender/fjern",
    "/konto/log-ud-alle-steder",
    "/konto/totrin",
    "/log-ind/{secret}",
    "/log-ud",
    "/moeder/{meeting}/flyt",
    "/moeder/{meeting}/luk",
    "/moeder/{meeting}/raekkefoelge",
    "/moeder/{meeting}/saet-paa",
    "/moeder/{meeting}/referat",
    "/moeder/{meeting}/referat/papir",
    "/moeder/{meeting}/udsend",
    "/sager/{case}/beslutning/godkend",
    "/sager/{case}/adgang/fjern",
    "/sager/{case}/bilag",
    "/sager/{case}/tilknyt/fjern",
    "/sager/{case}/foelg",
    "/sager/{case}/noter/{comment}/streg",
    "/sager/{case}/hoeringer/{hearing}/invitation",
    "/sager/{case}/opfoelgning/ingen",
    "/svar/{party}/hoeringer",
    "/medlem/{member}/luk",
    "/udvalg/{body}/kald-af",
    "/udvalg/{body}/kald-ind",
    "/udvalg/{body}/send",
    "/udvalg/{body}/traek-tilbage",
}
"""Routes of buttons alone."""

TRIED_ELSEWHERE = {
    "/sager/{case}/adgang": "test_case_readers.py",
    "/sager/{case}/overdrag": "test_handing_over.py",
    "/svar/{party}": "test_answers.py",
    "/svar/{party}/egen-frist": "test_inner_deadlines.py",
    "/konto/fravaer": "test_absences.py",
    "/konto/totrin/bekraeft": "test_second_step.py",
    "/konto/totrin/fra": "test_second_step.py",
    "/log-ind": "test_access.py",
    "/log-ind/kode": "test_second_step.py",
    "/medlem/{member}/moede/{meeting}/underskriv": "test_minutes.py",
    "/sager/{case}/bilag/{attachment}/fjern": "test_attachments.py",
    "/sager/{case}/beslutninger/{decision}/tilfoej": "test_approving.py",
}

UNSEEN = "Æbler og\x00 pærer\x1b i kurven"
SEEN = "Æbler og␀ pærer␛ i kurven"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One form: its route, the page that it stands on and what its action ends with."""

    route: str
    page: str
    action: str = ""


FOR_A_LINK = Sheet("/svar/send-igen", "/svar/send-igen", "/svar/send-igen")
FOR_A_MEMBER = Sheet("/medlem/send-igen", "/medlem/send-igen", "/medlem/send-igen")
DEFINITIONS = Sheet("/definitioner/ret", "/definitioner/ret?fil=words.toml", "/definitioner/ret")
NEW = Sheet("/sager/ny", "/sager/ny", "/sager/ny")


@dataclass(frozen=True, slots=True)
class Office:
    """A desk with a case for each form."""

    desk: Desk
    sheets: Sequence[Sheet]
    hearing: OpenHearing


@pytest.fixture
def office(sqlite: str, tmp_path: Path) -> Iterator[Office]:
    hearing = open_hearing(*installed(sqlite, tmp_path))
    begun = list(sheets(hearing))
    with served(hearing.house) as address, officers_desk(hearing.house, address) as desk:
        yield Office(
            desk,
            [FOR_A_LINK, NEW, *of_a_new_case(desk), DEFINITIONS, *begun, FOR_A_MEMBER],
            hearing,
        )


def sheets(hearing: OpenHearing) -> Iterator[Sheet]:
    """Every form of the desk for a case that is under way; time goes to the day of a meeting."""
    base = f"/sager/{hearing.case}/hoeringer/{hearing_id(hearing)}"
    for trigger in (Trigger.WITHDRAW, Trigger.REROUTE, Trigger.CLOSE_HEARING):
        yield of_trigger(hearing.case, trigger)
    response = answered(hearing, "Vi er imod.")
    publishing = form_path(hearing, response)
    yield Sheet("/sager/{case}/hoeringer/{hearing}/offentligt/{response}", publishing)
    yield Sheet("/sager/{case}/hoeringer/{hearing}/frist", f"{base}/frist")
    party = f"{base}/svar/{hearing.parties[1]}"
    yield Sheet("/sager/{case}/hoeringer/{hearing}/svar/{party}", party)
    yield from of_a_promise(hearing)
    yield from of_what_is_taken_back(hearing)
    yield from of_a_mail(hearing)
    yield from of_cases_at_a_meeting(hearing)


def of_trigger(case: str, trigger: Trigger) -> Sheet:
    return Sheet("/sager/{case}/handling/{trigger}", f"/sager/{case}/handling/{trigger}")


def of_a_new_case(desk: Desk) -> Iterator[Sheet]:
    desk.read("/sager/ny?type=politisk-sag")
    desk.send("/sager/ny", title="Strategi", route="Høring, VPU, ØK, KB")
    yield Sheet("/sager/{case}/rediger", f"{desk.path}/rediger")
    yield Sheet("/sager/{case}/udskil", f"{desk.path}/udskil")
    yield Sheet("/sager/{case}/laeg-sammen", f"{desk.path}/laeg-sammen")
    yield Sheet("/sager/{case}/tilknyt", f"{desk.path}/tilknyt", f"{desk.path}/tilknyt")
    yield Sheet("/sager/{case}/noter", f"{desk.path}/noter", f"{desk.path}/noter")
    yield Sheet("/sager/{case}/hoering", f"{desk.path}/hoering")


def of_a_promise(hearing: OpenHearing) -> Iterator[Sheet]:
    status = PromiseGiven("Status på alt", "OMU", "", date(2024, 3, 4), 6, None, 4)
    make_promise(hearing.house, Change(hearing.case, OFFICER), status)
    (promise,) = hearing.rows("SELECT id FROM promises")[0]
    at = f"/sager/{hearing.case}/opfoelgning"
    yield Sheet("/sager/{case}/opfoelgning", at, at)
    yield Sheet("/sager/{case}/opfoelgning/{promise}/flyt", f"{at}/{promise}/flyt")
    yield Sheet("/sager/{case}/opfoelgning/{promise}/afslut", f"{at}/{promise}/afslut")


def of_cases_at_a_meeting(hearing: OpenHearing) -> Iterator[Sheet]:
    case, decided = (open_hearing(hearing.house, hearing.clock, number=n) for n in ("23/6", "23/7"))
    answered(case, "Vi er imod.")
    for one in (case, decided):
        one.advance(Trigger.CLOSE_HEARING, reason="Alle har svaret")
        one.advance(Trigger.PUT_ON_AGENDA)
    hearing.clock.now = datetime(2023, 11, 22, 8, tzinfo=UTC)
    decided.advance(Trigger.DECIDE, word="godkendt", text="Godkendt.")
    report = f"/sager/{case.case}/hoeringer/{hearing_id(case)}/notat"
    yield Sheet("/sager/{case}/hoeringer/{hearing}/notat", report)
    yield of_trigger(case.case, Trigger.DECIDE)
    yield of_trigger(case.case, Trigger.TAKE_OFF_AGENDA)
    yield Sheet("/sager/{case}/beslutning", f"/sager/{decided.case}/beslutning")


def of_what_is_taken_back(hearing: OpenHearing) -> Iterator[Sheet]:
    case = open_hearing(hearing.house, hearing.clock, number="23/8")
    route = "/sager/{case}/hoeringer/{hearing}"
    base = f"/sager/{case.case}/hoeringer/{hearing_id(case)}"
    yield Sheet(f"{route}/traek-tilbage", f"{base}/traek-tilbage")
    mistaken = replace(
        answer(case.parties[0], case.clock.now), channel=Channel.LETTER, text="Fra et andet råd."
    )
    act(case.house, case.case, mistaken, OFFICER)
    (response,) = case.rows(f"SELECT id FROM responses WHERE case_id = '{case.case}'")[0]
    yield Sheet(f"{route}/fortryd/{{response}}", f"{base}/fortryd/{response}")
    yield Sheet(
        f"{route}/dokumenter/{{document}}/skift", f"{base}/dokumenter/{with_document(case)}/skift"
    )


def with_document(case: OpenHearing) -> str:
    """Let the hearing be about a document; its id."""
    document = str(uuid4())
    with unit_of_work(case.house.database) as connection:
        connection.execute(
            insert(tables.HearingDocument).values(
                id=document,
                hearing_id=hearing_id(case),
                case_id=case.case,
                position=1,
                name="budget.pdf",
                size=9,
                sha256="ab" * 32,
                media_type="application/pdf",
                status=FileStatus.CLEAN,
                openness=Openness.OPEN,
                added_at=case.clock.now,
            )
        )
    return document


def of_a_mail(hearing: OpenHearing) -> Iterator[Sheet]:
    deliver_to_folder(hearing.house)
    raw = reply(invitation(hearing, "a2@raad.example")).as_bytes()
    now = hearing.clock.now + timedelta(seconds=1)
    hearing.clock.now = now
    assert take_in(hearing.house, Fetched(raw, len(raw), whole=True, received_at=now))
    mail = f"/indbakke/{hearing.rows('SELECT id FROM incoming_mails')[0][0]}"
    yield Sheet("/indbakke/{mail}/svar", mail, f"{mail}/svar")
    yield Sheet("/indbakke/{mail}/til-side", mail, f"{mail}/til-side")


USUAL: Fields = {
    "bodies": ["HR"],
    "due_on": "2024-01-10",
    "reason": "Ferien",
    "route": "Høring, VPU",
    "stance": "supports",
    "text": "Hvad mener I?",
    "title": "Strategi",
}


def opened(desk: Desk, sheet: Sheet) -> tuple[str, Fields, list[str]]:
    """Where the form goes, what stands in it, and the names of the fields that one types in."""
    page = desk.read(sheet.page)
    fields = {name: value or USUAL.get(name, "") for name, value in desk.form(sheet.action).items()}
    fields.setdefault("stance", "supports")
    typed = re.findall(r'<textarea[^>]* name="([^"]+)"', page)
    typed += re.findall(r'<input [^>]*type="(?:text|email|date)" [^>]*name="([^"]+)"', page)
    return sheet.action or sheet.page, fields, [name for name in fields if name in typed]


def post(desk: Desk, path: str, sent: Fields, **cookies: str) -> httpx.Response:
    """Send fields as they are, and have the answer for the desk's page."""
    answer = desk.client.post(path, data=sent)
    desk.page = answer.text
    return answer


def with_one(fields: Fields, name: str, value: str) -> Fields:
    """The form with the first field of this name filled in so."""
    before = fields[name]
    return {**fields, name: value if isinstance(before, str) else [value, *before[1:]]}


def told_of(page: str, name: str) -> bool:
    """Whether the page says at the field what is wrong, and leads there from the top."""
    told = rf'class="form-error-message" id="((?:[a-z_]+-)?{re.escape(name)}(?:-1)?)-fejl"'
    found = re.search(told, page)
    if found is None:
        return False
    at = re.escape(found[1])
    return bool(
        re.search(rf'href="#{at}"', page)
        and re.search(rf'id="{at}"', page)
        and re.search(rf'aria-describedby="[^"]*{at}-fejl"', page)
    )


def test_every_route_that_takes_a_form_is_tried(office: Office) -> None:
    taking = {
        str(found.path)
        for found in iter_route_contexts(create_app(office.hearing.house).routes)
        if isinstance(found.original_route, APIRoute) and "POST" in (found.methods or ())
    }
    tried = {sheet.route for sheet in office.sheets} | NOTHING_TYPED | set(TRIED_ELSEWHERE)
    assert {path for path in taking if not path.startswith("/api/")} == tried


def test_a_sign_that_cannot_be_seen_is_shown_and_told_at_its_field(office: Office) -> None:
    for sheet in office.sheets:
        path, fields, typed = opened(office.desk, sheet)
        assert typed, sheet
        for name in typed:
            answer = post(office.desk, path, with_one(fields, name, UNSEEN))
            assert answer.status_code == 422, (sheet, name)
            assert told_of(answer.text, name), (sheet, name)
            again = office.desk.form(sheet.action)
            kept = {one: again[one] for one in typed}
            assert kept == with_one({one: fields[one] for one in typed}, name, SEEN), sheet


def test_a_text_that_is_too_long_stands_in_its_form(office: Office) -> None:
    for sheet in office.sheets:
        path, fields, typed = opened(office.desk, sheet)
        areas = re.findall(r'<textarea[^>]* name="([^"]+)"', office.desk.page)
        for name in typed:
            is_area = name in areas
            text = "ord og " * ((LONGEST_TEXT if is_area else LONGEST_LINE) // 7) + "flere ord"
            answer = post(office.desk, path, with_one(fields, name, text))
            assert answer.status_code == 422, (sheet, name)
            assert told_of(answer.text, name), (sheet, name)
            again = office.desk.form(sheet.action)[name]
            assert text == (again if isinstance(again, str) else again[0]), (sheet, name)


def test_what_is_missing_is_told_at_its_field(office: Office) -> None:
    needed = {
        "/sager/ny": {"title": " ", "route": "X, Y", "number": "9" * 61, "openness": "måske"},
        "/sager/{case}/rediger": {"title": ""},
        "/sager/{case}/hoering": {
            "due_on": "2023-02-30",
            "ad_hoc": "Naboerne; ingen adresse",
        },
        "/sager/{case}/hoeringer/{hearing}/frist": {"due_on": "2023-11-02", "reason": ""},
        "/sager/{case}/hoeringer/{hearing}/svar/{party}": {
            "stance": "",
            "channel": "due",
            "day": "2023-02-30",
            "time": "halv fem",
        },
        "/indbakke/{mail}/svar": {"stance": "", "party": ""},
        "/indbakke/{mail}/til-side": {"reason": " "},
    }
    sheets = {sheet.route: sheet for sheet in office.sheets}
    for route, faults in needed.items():
        path, fields, _ = opened(office.desk, sheets[route])
        for name, value in faults.items():
            answer = post(office.desk, path, {**fields, **USUAL, name: value})
            assert answer.status_code == 422, (route, name, answer.status_code)
            assert told_of(answer.text, name), (route, name)


def test_who_was_signed_out_meanwhile_does_not_lose_what_was_written(office: Office) -> None:
    for sheet in office.sheets[1:-1]:
        path, fields, typed = opened(office.desk, sheet)
        wrote = f"Det skrev jeg om {sheet.route}"
        sent = with_one(fields, typed[0], wrote)
        refused = post(office.desk, path, {**sent, "form_key": "en ældre"})
        assert (refused.status_code, wrote in refused.text) == (403, True), sheet
        stranger = httpx.post(f"{office.desk.client.base_url}{path}", data=sent, timeout=30)
        assert (stranger.status_code, wrote in stranger.text) == (401, True), sheet


def test_a_form_beyond_what_is_read_keeps_its_beginning(office: Office) -> None:
    for size, words in ((3_000_000, "må højst fylde"), (9_000_000, "kun begyndelsen")):
        path, fields, _ = opened(office.desk, office.sheets[2])
        answer = post(office.desk, path, {**fields, "text": "a" * size})
        assert answer.status_code == 422, size
        assert len(str(office.desk.form()["text"])) > 1_000_000
        assert words in answer.text


def test_words_chosen_from_a_list_are_not_listed_again(office: Office) -> None:
    decide = next(sheet for sheet in office.sheets if sheet.page.endswith("/decide"))
    path, fields, _ = opened(office.desk, decide)
    answer = post(office.desk, path, {**fields, "word": "findes-ikke"})
    assert told_of(answer.text, "word")
    assert "Vælg beslutningens ord.</p>" in answer.text


def test_a_question_ends_as_one(office: Office) -> None:
    path, fields, _ = opened(office.desk, office.sheets[1])
    answer = post(office.desk, path, {**fields, "title": "Ny", "route": "BUU, FOBUU"})
    assert told_of(answer.text, "route")
    assert "?." not in answer.text


def test_a_date_that_is_missing_is_told_as_missing() -> None:
    with pytest.raises(WrongInput, match="Datoen mangler"):
        Form.of({"day": " "}).day("day")
    for year in ("9999", "0224"):
        with pytest.raises(WrongInput, match="nok en slåfejl") as raised:
            Form.of({"day": f"28-02-{year}"}).day("day")
        assert raised.value.field == "day"


def test_a_file_that_is_too_big_is_named() -> None:
    big = forms.ReadFile("file", r"C:\plan.pdf", BytesIO())
    read = forms.Form({"text": ["Hej"]}, [big], FormFault.FILE_TOO_BIG)
    with pytest.raises(WrongInput, match=r"»plan\.pdf« fylder mere end 20 MB"):
        Form.sent(read).text("text")
