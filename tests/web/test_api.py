"""The REST API called over HTTP: what is done, what is refused and why, on both databases."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import event, text

from tests.calling import CASE, HEARING, Caller, Document, calling, client_of
from tests.office import Office, office
from tests.open_hearing import served
from workflows.engine.facts import Actor
from workflows.engine.vocabulary import Trigger
from workflows.records.api_keys import claim_key
from workflows.records.database import Transaction, unit_of_work
from workflows.services.cases import NewCase, open_case_within
from workflows.services.idempotency import Answer, Request, carry_out
from workflows.services.replaying import replay_cases
from workflows.services.sweeping import sweep
from workflows.services.verifying import verify


@pytest.fixture
def opened(database: str, tmp_path: Path) -> Iterator[Office]:
    """An installation in November 2023 where time stands still."""
    given = office(database, tmp_path)
    yield given
    given.house.database.dispose()


@pytest.fixture
def maja(opened: Office) -> Iterator[Caller]:
    """A system that calls in the name of Maja Holt."""
    with calling(opened, "maja") as (caller,):
        yield caller


def rows(opened: Office, statement: str) -> list[tuple[Any, ...]]:
    with opened.house.database.connect() as connection:
        return [tuple(row) for row in connection.execute(text(statement))]


def at_once(number: int, act: Callable[[int], httpx.Response]) -> list[httpx.Response]:
    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(act, range(number)))


# A whole case


def test_a_case_goes_from_its_beginning_to_its_end_by_the_api_alone(
    opened: Office, maja: Caller
) -> None:
    begun = maja.begin(number="23/2079")
    assert (begun["state"], begun["version"], begun["number"]) == ("drafting", 1, "23/2079")
    case = maja.pull(begun, "submit")
    hearing = maja.post(f"cases/{case['id']}/hearings", HEARING, 201)
    assert (hearing["phase"], hearing["round"], hearing["step"]) == ("preparing", 1, "hearing-1")
    case = maja.pull(maja.case_of(hearing), "open_hearing")
    council, elders = maja.get(f"hearings/{hearing['id']}")["parties"]
    letter = {"channel": "letter", "stance": "opposes", "text": "Nej."}
    answer = maja.post(f"parties/{council['id']}/responses", letter, 201)
    opened.go_to(2023, 11, 23, 8)
    sweep(opened.house)
    case = maja.get(f"cases/{case['id']}")
    assert case["state"] == "vpu-1.waiting"
    for body, day in (("vpu", "2023-12-20"), ("oek", "2024-01-09"), ("kb", "2024-01-16")):
        case = maja.pull(case, "put_on_agenda", meets_on=day)
        assert case["state"] == f"{body}-1.on_agenda"
        opened.go_to(*map(int, day.split("-")), 18)
        case = maja.pull(case, "decide", word="godkendt", text="Godkendt som indstillet.")
        assert case["state"] == f"{body}-1.decided"
        case = maja.pull(case, "take_effect")
    assert case["state"] == "closed"
    assert [step["status"] for step in case["steps"]] == ["done"] * 4
    assert [one["trigger"] for one in case["triggers"]] == ["reopen"]

    assert rows(opened, "SELECT case_id, number, state, version, definition_sha FROM v_case") == [
        (_id(opened, case["id"]), "23/2079", "closed", case["version"], case["definition_sha"])
    ]
    assert rows(opened, "SELECT status FROM v_party ORDER BY status") == [
        ("answered",),
        ("silent",),
    ]
    assert rows(opened, "SELECT receipt, version, late, stance FROM v_response") == [
        (answer["receipt"], 1, False, "opposes")
    ]
    journal = rows(opened, "SELECT seq, event, to_state FROM v_journal ORDER BY seq")
    assert [seq for seq, _, _ in journal] == list(range(1, len(journal) + 1))
    assert journal[-1][1:] == ("decision:took_effect", "closed")
    assert [result for result in replay_cases(opened.house) if not result.right] == []
    assert [result for result in verify(opened.house) if result.faults] == []
    assert elders["answers"] == 0


def _id(opened: Office, text: str) -> Any:
    return rows(opened, f"SELECT case_id FROM v_case WHERE case_id = '{text}'")[0][0]


def test_a_case_is_read_with_its_steps_its_hearings_and_what_each_trigger_misses(
    maja: Caller,
) -> None:
    answer = maja.send("cases", CASE)
    case = answer.json()
    assert answer.headers["location"] == f"/api/v1/cases/{case['id']}"
    assert answer.headers["etag"] == '"1"'
    assert httpx.get(_at(maja, answer), headers=maja.client.headers).json() == case
    assert case["route"] == "Høring, VPU, ØK, KB"
    assert case["openness"] == "open"
    assert case["officer"] == "Maja Holt"
    assert [(step["key"], step["kind"], step["body"]) for step in case["steps"]] == [
        ("hearing-1", "hearing", None),
        ("vpu-1", "meeting", "VPU"),
        ("oek-1", "meeting", "ØK"),
        ("kb-1", "meeting", "KB"),
    ]
    assert {step["status"] for step in case["steps"]} == {"coming"}
    case = maja.pull(case, "submit")
    assert [step["status"] for step in case["steps"]] == ["current", "coming", "coming", "coming"]
    opening = next(one for one in case["triggers"] if one["trigger"] == "open_hearing")
    assert [missing["code"] for missing in opening["missing"]] == ["hearing"]
    assert opening["missing"][0]["words"].startswith("Høringen er ikke forberedt")
    refused = maja.pull(case, "open_hearing", 422)
    assert refused["missing"] == opening["missing"]


def _at(caller: Caller, answer: httpx.Response) -> httpx.URL:
    return caller.client.base_url.join(answer.headers["location"])


def test_a_case_that_ended_early_has_left_steps_out(maja: Caller) -> None:
    case = maja.pull(maja.pull(maja.begin(route="VPU, ØK"), "submit"), "withdraw", reason="Nej")
    assert case["state"] == "withdrawn"
    assert [step["status"] for step in case["steps"]] == ["done", "skipped"]


def test_the_triggers_take_their_arguments(opened: Office, maja: Caller) -> None:
    case = maja.pull(maja.begin(route="VPU, ØK, KB"), "submit")
    case = maja.pull(case, "reroute", route="VPU, ØK", reason="Kortere")
    assert case["route"] == "VPU, ØK"
    case = maja.pull(case, "hold", reason="Venter på økonomi")
    assert (case["state"], case["held_state"]) == ("on_hold", "vpu-1.waiting")
    assert case["steps"][0]["status"] == "current"
    case = maja.pull(maja.pull(case, "resume"), "put_on_agenda")
    assert rows(opened, "SELECT meets_on FROM meetings")[0][0] in ("2023-11-22", _day(opened))
    opened.go_to(2023, 11, 22, 18)
    differs = [{"number": 1, "text": "Udsat", "word": "udsat"}]
    refused = maja.pull(case, "decide", 422, word="godkendt", points=differs)
    assert [missing["code"] for missing in refused["missing"]] == ["effect"]
    case = maja.pull(
        case,
        "decide",
        word="godkendt",
        points=[{"number": 1, "text": "Godkendt", "word": "godkendt"}],
        remarks=[{"text": "Vi er imod.", "members": "Bo Dam", "dissent": True}],
        absentees=["Ea Fisker"],
    )
    assert rows(opened, "SELECT number, text, word FROM decision_points") == [
        (1, "Godkendt", "godkendt")
    ]
    assert rows(opened, "SELECT members, dissent FROM remarks") == [("Bo Dam", True)]
    assert rows(opened, "SELECT name FROM absentees") == [("Ea Fisker",)]
    case = maja.pull(case, "call_in", member="Ib Juul")
    assert case["state"] == "kb-1.waiting"
    case = maja.pull(case, "put_on_agenda", meets_on="2023-12-19")
    case = maja.pull(case, "take_off_agenda", reason="Ikke klar")
    assert maja.pull(case, "put_on_agenda", 422, meets_on="2023-12-20")["missing"][0]["code"] == (
        "meeting"
    )
    assert maja.pull(case, "withdraw", 422)["missing"][0]["code"] == "reason"
    unknown = maja.pull(case, "reroute", 422, route="VPU, XYZ", reason="x")
    assert "XYZ" in unknown["errors"][0]["detail"]


def _day(opened: Office) -> Any:
    return rows(opened, "SELECT meets_on FROM meetings")[0][0]


def test_cases_are_listed_the_latest_first_and_some_at_a_time(opened: Office, maja: Caller) -> None:
    ids = []
    for minute in range(3):
        opened.go_to(2023, 11, 1, 9, minute)
        ids.append(maja.begin(title=f"Sag {minute + 70}")["id"])
    first = maja.get("cases?limit=2")
    assert [case["id"] for case in first["cases"]] == ids[:0:-1]
    assert first["more"] is True
    rest = maja.get("cases?limit=2&skip=2")
    assert [case["id"] for case in rest["cases"]] == ids[:1]
    assert rest["more"] is False
    assert [case["title"] for case in maja.get("cases?search=sag%2071")["cases"]] == ["Sag 71"]
    assert maja.get("cases?shown=ended")["cases"] == []


# Meetings


def on_agenda(maja: Caller, **given: Any) -> Document:
    """A case on the agenda of the committee's meeting on 22 November 2023."""
    case = maja.pull(maja.begin(route="VPU, KB", **given), "submit")
    return maja.pull(case, "put_on_agenda", meets_on="2023-11-22", reason="Haster")


def test_in_production_a_decision_before_the_meetings_day_is_refused_with_the_day(
    opened: Office,
) -> None:
    with calling(opened.in_production(at=(2023, 11, 21, 22)), "maja") as (maja,):
        case = on_agenda(maja)
        decide = next(one for one in maja.case(case)["triggers"] if one["trigger"] == "decide")
        (missing,) = maja.pull(case, "decide", 422, word="godkendt", text="Godkendt.")["missing"]
        assert decide["missing"] == [missing]
        assert (missing["code"], missing["detail"]) == ("meeting_held", "2023-11-22")
        assert "onsdag den 22. november 2023" in missing["words"]
        assert "mødekalenderen" in missing["words"]
        assert maja.case(case)["version"] == case["version"]
    with calling(opened.in_production(at=(2023, 11, 21, 23)), "maja") as (maja,):
        decided = maja.pull(case, "decide", word="godkendt", text="Godkendt.")
        assert decided["state"] == "vpu-1.decided"


def test_outside_production_a_script_need_not_wait_for_the_meetings_day(maja: Caller) -> None:
    case = on_agenda(maja)
    decide = next(one for one in maja.case(case)["triggers"] if one["trigger"] == "decide")
    assert decide["missing"] == []
    decided = maja.pull(case, "decide", word="godkendt", text="Godkendt.")
    assert maja.pull(decided, "take_effect")["state"] == "kb-1.waiting"


def test_after_the_cutoff_a_case_goes_on_the_agenda_only_for_a_reason(
    opened: Office, maja: Caller
) -> None:
    case = maja.pull(maja.begin(route="VPU, KB"), "submit")
    opened.go_to(2023, 11, 20, 8)
    (missing,) = maja.pull(case, "put_on_agenda", 422, meets_on="2023-11-22")["missing"]
    assert (missing["code"], missing["detail"]) == ("late_item_reason", "2023-11-10")
    late = maja.pull(case, "put_on_agenda", meets_on="2023-11-22", reason="Tilskuddet udløber")
    assert late["state"] == "vpu-1.on_agenda"
    assert rows(opened, "SELECT late_reason FROM agenda_items") == [("Tilskuddet udløber",)]


def test_an_unknown_word_is_answered_with_the_words_there_are(opened: Office, maja: Caller) -> None:
    case = on_agenda(maja)
    opened.go_to(2023, 11, 22, 18)
    (missing,) = maja.pull(case, "decide", 422, word="hævet", text="Hævet.")["missing"]
    assert missing["code"] == "word"
    assert "Godkendt (godkendt)" in missing["words"]


def test_a_decision_is_corrected_until_it_takes_effect(opened: Office, maja: Caller) -> None:
    case = on_agenda(maja)
    opened.go_to(2023, 11, 22, 18)
    case = maja.pull(
        case,
        "decide",
        word="afvist",
        text="Afvist.",
        absentees=["Ea Fisker"],
    )
    path = f"cases/{case['id']}/decision/correct"
    right = {"word": "udsat", "text": "Udsat.", "reason": "Forkert ord"}
    seen = str(case["version"])
    assert maja.post(path, right, 428)["code"] == "version_missing"
    assert maja.post(path, right, 412, If_Match="1")["code"] == "stale"
    assert maja.post(path, right | {"reason": " "}, 422, If_Match=seen)["missing"][0]["code"] == (
        "reason"
    )
    corrected = maja.post(path, right, If_Match=seen)
    assert (corrected["state"], corrected["version"]) == ("vpu-1.decided", case["version"] + 1)
    kept = rows(opened, "SELECT version, word, replaced_at IS NULL FROM decisions ORDER BY version")
    assert [(version, word, bool(valid)) for version, word, valid in kept] == [
        (1, "afvist", False),
        (2, "udsat", True),
    ]
    assert rows(opened, "SELECT name FROM absentees") == [("Ea Fisker",)]
    approval, seen = f"cases/{case['id']}/decision/approve", str(corrected["version"])
    (missing,) = maja.post(approval, {}, 422, If_Match=seen)["missing"]
    assert missing["code"] == "another_officer"
    assert maja.pull(corrected, "take_effect")["state"] == "vpu-1.waiting"
    now = str(maja.case(case)["version"])
    (missing,) = maja.post(path, right, 422, If_Match=now)["missing"]
    assert missing["code"] == "decision_to_correct"
    assert "genåbn sagen" in missing["words"]
    assert all(result.right for result in replay_cases(opened.house))
    assert not any(result.faults for result in verify(opened.house))


# Versions


@pytest.mark.parametrize("tag", ["1", '"1"', 'W/"1"'])
def test_a_version_is_taken_bare_quoted_or_weak(sqlite: str, tmp_path: Path, tag: str) -> None:
    with calling(office(sqlite, tmp_path), "maja") as (maja,):
        case = maja.begin()
        assert maja.post(f"cases/{case['id']}/triggers/submit", {}, If_Match=tag)["version"] == 2


def test_a_stale_version_says_who_was_there_first_and_a_missing_one_is_asked_for(
    opened: Office,
) -> None:
    with calling(opened, "maja", "bo") as (maja, bo):
        case = maja.begin()
        bo.pull(case, "submit")
        stale = maja.pull(case, "submit", 412)
        assert (stale["code"], stale["version"], stale["changed_by"]) == ("stale", 2, "Bo Bilde")
        assert stale["changed_at"] == "2023-11-01T08:00:00Z"
        submit = f"cases/{case['id']}/triggers/submit"
        assert maja.post(submit, {}, 428)["code"] == "version_missing"
        any_version = maja.post(submit, {}, 428, If_Match="*")
        assert any_version["code"] == "version_missing"
        assert "stjerne" in any_version["detail"]
        for nonsense in ('"2', "2; DROP TABLE", "9" * 400, "-1", '"2", "3"', "٢"):
            headers = [("If-Match", nonsense.encode())]
            assert maja.client.post(submit, headers=headers).status_code == 412
        assert maja.get(f"cases/{case['id']}")["version"] == 2


def test_of_two_at_once_with_the_same_version_one_is_first(opened: Office) -> None:
    with calling(opened, "maja", "bo") as (maja, bo):
        case = maja.begin()
        path = f"cases/{case['id']}/triggers/submit"
        both = at_once(2, lambda n: (maja, bo)[n].send(path, {}, If_Match="1"))
        assert sorted(answer.status_code for answer in both) == [200, 412]
    submitted = rows(opened, "SELECT event FROM v_journal WHERE event = 'case:submitted'")
    assert len(submitted) == 1


def test_cases_opened_at_once_get_numbers_of_their_own(opened: Office, maja: Caller) -> None:
    answers = at_once(6, lambda _: maja.send("cases", CASE))
    assert [answer.status_code for answer in answers] == [201] * 6
    assert {answer.json()["number"] for answer in answers} == {f"23/{n}" for n in range(1, 7)}
    same = at_once(4, lambda _: maja.send("cases", CASE | {"number": "23/77"}))
    assert sorted(answer.status_code for answer in same) == [201, 422, 422, 422]


# Refusals


def test_what_is_not_allowed_comes_with_what_is(maja: Caller) -> None:
    case = maja.pull(maja.begin(), "submit")
    allowed = [one["trigger"] for one in case["triggers"]]
    for trigger in Trigger:
        if trigger is Trigger.JOIN:
            maja.pull(case, trigger, 404)
        elif trigger not in allowed:
            refused = maja.pull(case, trigger, 409)
            assert (refused["code"], refused["state"]) == ("not_allowed", "hearing-1.preparing")
            assert refused["allowed"] == allowed
    closed = maja.pull(case, "withdraw", reason="Nej")
    assert maja.pull(closed, "hold", 409)["allowed"] == ["reopen"]


REFUSED_CASES: list[tuple[Document, str]] = [
    ({"case_type": "ukendt"}, "wrong_input"),
    ({"route": "VPU, høring, høring"}, "wrong_input"),
    ({"route": "XYZ"}, "wrong_input"),
    ({"route": "VPU," * 400}, "unreadable"),
    ({"title": " "}, "incomplete"),
    ({"title": None}, "unreadable"),
    ({"title": 7}, "unreadable"),
    ({"title": "x" * 501}, "unreadable"),
    ({"title": "to\nlinjer"}, "unreadable"),
    ({"openness": "hemmelig"}, "unreadable"),
    ({"titel": "Sag"}, "unreadable"),
]


def test_a_case_that_cannot_be_begun_says_why(opened: Office, maja: Caller) -> None:
    for given, code in REFUSED_CASES:
        assert maja.post("cases", CASE | given, 422)["code"] == code, given
    assert maja.post("cases", {}, 422)["errors"] == [
        {"field": "title", "detail": "mangler"},
        {"field": "case_type", "detail": "mangler"},
    ]
    assert rows(opened, "SELECT * FROM v_case") == []


def test_what_is_not_there_is_not_found(maja: Caller) -> None:
    nowhere = str(uuid4())
    case = maja.begin()
    for path in (f"cases/{nowhere}", "cases/1", "cases/%00", f"hearings/{nowhere}", "hearings/x"):
        assert maja.get(path, 404)["code"] == "not_found"
    for path, body in (
        (f"cases/{nowhere}/triggers/submit", {}),
        (f"cases/{case['id']}/triggers/fly", {}),
        (f"cases/{nowhere}/hearings", HEARING),
        (f"cases/{nowhere}/decision/correct", {"word": "udsat", "text": "x", "reason": "x"}),
        (f"hearings/{nowhere}/extend", {"due_on": "2023-12-01", "reason": "x"}),
        (f"hearings/{nowhere}/withdraw", {"reason": "x"}),
        (f"hearings/{nowhere}/close", {"reason": "x"}),
        (f"parties/{nowhere}/responses", {"channel": "mail", "stance": "supports"}),
    ):
        assert maja.post(path, body, 404, If_Match="1")["code"] == "not_found"
    wrong = maja.client.delete(f"cases/{case['id']}")
    assert wrong.status_code == 405
    assert wrong.headers["content-type"] == "application/problem+json"
    assert "GET" in wrong.headers["allow"]


def test_hostile_bodies_are_refused_as_problems_and_nothing_is_stored(
    opened: Office, maja: Caller
) -> None:
    bodies = [
        b'{"title": NaN, "case_type": "politisk-sag"}',
        b'{"title": "a", "case_type": "politisk-sag", "x": Infinity}',
        b"[" * 100_000 + b"]" * 100_000,
        b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
        b'{"title": ' + b"9" * 5_000 + b', "case_type": "politisk-sag"}',
        b'{"title": "\\ud800", "case_type": "politisk-sag"}',
        b'{"\\ud800\\u0000": 1, "title": "a", "case_type": "politisk-sag"}',
        b'{"title": "a\\u0000b", "case_type": "politisk-sag"}',
        b'{"title": "a\\u202eb", "case_type": "politisk-sag"}',
        b'{"title": "\xff", "case_type": "politisk-sag"}',
        b"",
        b"null",
        b"7",
        b'"tekst"',
        b"{",
    ]
    for body in bodies:
        answer = maja.client.post(
            "cases", content=body, headers={"content-type": "application/json"}
        )
        assert answer.status_code in (400, 422), body[:60]
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["status"] == answer.status_code
    big = maja.client.post(
        "cases", content=b'{"title": "' + b"a" * 3_000_000 + b'"}', headers=_JSON
    )
    assert (big.status_code, big.json()["code"]) == (413, "too_large")
    form = maja.client.post("cases", data={"title": "Sag"})
    assert form.status_code == 422
    assert rows(opened, "SELECT * FROM v_case") == []


_JSON = {"content-type": "application/json"}


def test_dates_that_do_not_exist_or_mean_nothing_are_refused(maja: Caller) -> None:
    case = maja.begin()
    path = f"cases/{case['id']}/hearings"
    for due in (
        {"due_on": "2023-02-31"},
        {"due_on": "9999-12-31"},
        {"due_on": "0001-01-01"},
        {"due_on": "01/02/27"},
        {"due_on": "2023-11-22T10:00:00"},
        {"due_on": 1700000000},
        {"due_at": "2023-11-22T10:00:00"},
        {"due_at": "2023-11-22"},
        {"due_at": "9999-12-31T23:59:59-23:00"},
        {"due_at": 1700000000},
        {"due_at": "2023-11-22T10:00:00Z", "due_on": "2023-11-22"},
    ):
        body = {name: value for name, value in HEARING.items() if name != "due_on"} | due
        problem = maja.post(path, body, 422)
        assert problem["code"] == "unreadable", due
        assert len(problem["errors"]) == 1
    assert maja.get(f"cases/{case['id']}")["hearings"] == []


# Hearings


def test_a_hearing_is_planned_for_bodies_and_for_circles_that_are_in_no_register(
    maja: Caller,
) -> None:
    case = maja.pull(maja.begin(), "submit")
    contacts = [{"name": "Bo Berg", "email": "bo@kreds.example"}]
    parties = [
        "hr",
        {"body": "Ældreråd", "due_on": "2023-11-29"},
        {"body": "OMU", "contacts": contacts},
        {"name": "Pårørende til mødet", "contacts": contacts},
    ]
    path = f"cases/{case['id']}/hearings"
    answer = maja.send(path, {"text": "Hvad siger I?", "parties": parties})
    hearing = answer.json()
    assert answer.headers["location"] == f"/api/v1/hearings/{hearing['id']}"
    assert (hearing["rule"], hearing["due_on"]) == ("almindelig", "2023-11-29")
    assert [
        (party["body"], party["due_on"], [one["email"] for one in party["contacts"]])
        for party in hearing["parties"]
    ] == [
        ("HR", "2023-11-29", ["formand@handicapraadet.example", "handicapraad@norddjurs.example"]),
        ("ÆR", "2023-11-29", ["formand@aeldreraadet.example"]),
        ("OMU", "2023-11-29", ["bo@kreds.example"]),
        (None, "2023-11-29", ["bo@kreds.example"]),
    ]
    rewritten = maja.post(path, HEARING | {"kind": "kort"}, 201)
    assert (rewritten["id"], rewritten["rule"]) == (hearing["id"], "kort")
    assert [party["body"] for party in rewritten["parties"]] == ["HR", "ÆR"]
    assert maja.case_of(hearing)["hearings"] == [
        {"id": hearing["id"], "step": "hearing-1", "round": 1, "phase": "preparing"}
    ]


def test_a_contact_without_a_name_has_its_partys(maja: Caller) -> None:
    case = maja.pull(maja.begin(), "submit")
    contacts = [{"email": "foo@kreds.example"}, {"name": "Bo Berg", "email": "bo@kreds.example"}]
    parties = [{"body": "OMU", "contacts": contacts}, {"name": "Kredsen", "contacts": contacts}]
    hearing = maja.post(f"cases/{case['id']}/hearings", HEARING | {"parties": parties}, 201)
    for party in hearing["parties"]:
        names = {one["email"]: one["name"] for one in party["contacts"]}
        assert names == {"foo@kreds.example": party["name"], "bo@kreds.example": "Bo Berg"}


def test_a_plan_that_will_not_do_says_why(maja: Caller) -> None:
    case = maja.begin()
    path = f"cases/{case['id']}/hearings"
    for given, code in (
        ({"parties": ["Handicaprådet", "hr"]}, "party_twice"),
        ({"rule": "ukendt"}, "hearing_rule"),
    ):
        assert maja.post(path, HEARING | given, 422)["missing"][0]["code"] == code
    unknown = maja.post(path, HEARING | {"parties": ["XYZ", "HR", {"body": "ZYX"}]}, 422)
    assert [fault["detail"][:6] for fault in unknown["errors"]] == ["»XYZ« ", "»ZYX« "]
    for address in ("to@a.example, tre@b.example", "a\r\n@b.example", "æ@b.example", "ingen"):
        party = {"name": "Kreds", "contacts": [{"email": address}]}
        problem = maja.post(path, HEARING | {"parties": [party]}, 422)
        assert problem["errors"][0]["field"].endswith("email")
    assert maja.post(path, HEARING, 412, If_Match="7")["version"] == 1
    early = maja.post(path, HEARING | {"open": True}, 409)
    assert "submit" in early["allowed"]
    assert maja.get(f"cases/{case['id']}") == case


def test_opening_at_once_is_all_or_nothing(maja: Caller) -> None:
    case = maja.pull(maja.begin(), "submit")
    path = f"cases/{case['id']}/hearings"
    refused = maja.post(path, HEARING | {"due_on": "2023-10-22", "open": True}, 422)
    assert {missing["code"] for missing in refused["missing"]} == {"deadline_in_future"}
    assert maja.get(f"cases/{case['id']}") == case
    hearing = maja.post(path, HEARING | {"open": True}, 201)
    assert hearing["phase"] == "open"
    assert [
        (message["kind"], message["recipient"], message["status"], message["sent_at"])
        for party in hearing["parties"]
        for contact in party["contacts"]
        for message in contact["messages"]
    ] == [
        ("invitation", contact["email"], "pending", None)
        for party in hearing["parties"]
        for contact in party["contacts"]
    ]
    assert maja.post(path, HEARING, 409)["allowed"][0] == "close_hearing"


def test_an_exact_instant_is_a_deadline_outside_production_only(
    opened: Office, maja: Caller
) -> None:
    exact = {"due_on": None, "due_at": "2023-11-01T10:30:00+01:00"}
    hearing = maja.hearing(**exact)
    assert hearing["due_at"] == "2023-11-01T09:30:00Z"
    assert hearing["due_on"] == "2023-11-01"
    opened.go_to(2023, 11, 1, 9, 36)
    sweep(opened.house)
    assert maja.get(f"hearings/{hearing['id']}")["phase"] == "late"
    with calling(opened.in_production(), "maja") as (real,):
        case = real.begin()
        problem = real.post(f"cases/{case['id']}/hearings", HEARING | exact, 422)
        assert "due_on" in problem["errors"][0]["detail"]


def test_a_hearing_is_extended_for_all_or_for_one_and_never_into_the_past(
    opened: Office, maja: Caller
) -> None:
    hearing = maja.hearing()
    path = f"hearings/{hearing['id']}/extend"
    for day in ("2023-10-01", "2023-11-22", "2023-11-10"):
        problem = maja.post(path, {"due_on": day, "reason": "Ferie"}, 409)
        assert problem["missing"][0]["code"].startswith("deadline_")
    assert maja.post(path, {"due_on": "2023-12-01", "reason": " "}, 422)["missing"]
    one = hearing["parties"][1]["id"]
    extended = maja.post(path, {"due_on": "2023-12-01", "reason": "Ferie", "party": one})
    assert [party["due_on"] for party in extended["parties"]] == ["2023-11-22", "2023-12-01"]
    extended = maja.post(path, {"due_on": "2023-12-08", "reason": "Ferie"})
    assert extended["due_on"] == "2023-12-08"
    assert extended["due_at"] == "2023-12-08T23:00:00Z"
    assert {one["code"] for one in extended["warnings"]} == {"no_meeting"}
    sunday = maja.post(path, {"due_on": "2023-12-10", "reason": "Ferie"})
    warning = sunday["warnings"][0]
    assert (warning["code"], warning["proposed"]) == ("closed_day", "2023-12-11")
    letters = rows(opened, "SELECT kind FROM v_message WHERE kind = 'extension'")
    assert len(letters) == 1 + 3 + 3


def test_a_hearing_alone_is_taken_back_and_the_case_goes_on(opened: Office, maja: Caller) -> None:
    hearing = maja.hearing()
    council = hearing["parties"][0]["id"]
    maja.post(f"parties/{council}/responses", {"channel": "mail", "stance": "supports"}, 201)
    path = f"hearings/{hearing['id']}/withdraw"
    assert maja.post(path, {"reason": ""}, 422)["missing"][0]["code"] == "reason"
    ended = maja.post(path, {"reason": "Forslaget er faldet"})
    assert ended["phase"] == "withdrawn"
    assert {party["status"] for party in ended["parties"]} == {"withdrawn"}
    assert maja.case_of(hearing)["state"] == "vpu-1.waiting"
    assert rows(opened, "SELECT count(*) FROM v_message WHERE kind = 'withdrawal'") == [(3,)]
    assert rows(opened, "SELECT count(*) FROM v_deadline WHERE status = 'pending'") == [(0,)]
    assert rows(opened, "SELECT kind FROM attachments") == [("response",)]
    last = "SELECT event, from_state, to_state FROM v_journal ORDER BY seq DESC LIMIT 1"
    assert rows(opened, last) == [("hearing:withdrawn", "hearing-1.open", "vpu-1.waiting")]
    assert maja.post(path, {"reason": "igen"}, 409)["allowed"][0] == "put_on_agenda"
    late = {"channel": "mail", "stance": "supports"}
    refused = maja.post(f"parties/{council}/responses", late, 422)
    assert refused["missing"][0]["code"] == "open_for_answers"
    assert [result for result in replay_cases(opened.house) if not result.right] == []


def test_a_hearing_is_closed_early_with_a_reason(maja: Caller) -> None:
    hearing = maja.hearing()
    path = f"hearings/{hearing['id']}/close"
    assert maja.post(path, {"reason": ""}, 422)["missing"][0]["code"] == "reason"
    assert maja.post(path, {"reason": "Alle har sagt ja"})["phase"] == "late"
    assert maja.post(path, {"reason": "igen"}, 409)["code"] == "not_allowed"
    assert maja.case_of(hearing)["state"] == "vpu-1.waiting"


def test_a_hearing_that_is_only_planned_is_neither_extended_closed_nor_taken_back(
    maja: Caller,
) -> None:
    case = maja.pull(maja.begin(), "submit")
    hearing = maja.post(f"cases/{case['id']}/hearings", HEARING, 201)
    for act, body in (
        ("extend", {"due_on": "2023-12-01", "reason": "x"}),
        ("withdraw", {"reason": "x"}),
        ("close", {"reason": "x"}),
    ):
        refused = maja.post(f"hearings/{hearing['id']}/{act}", body, 409)
        assert "open_hearing" in refused["allowed"]


# Answers


def test_an_officer_registers_answers_and_when_they_came_decides_whether_they_are_late(
    opened: Office, maja: Caller
) -> None:
    hearing = maja.hearing()
    council, elders = (party["id"] for party in hearing["parties"])
    path = f"parties/{council}/responses"
    first = maja.post(path, {"channel": "phone", "stance": "no_remarks"}, 201)
    assert (first["version"], first["late"]) == (1, False)
    assert first["received_at"] == "2023-11-01T08:00:00Z"
    opened.go_to(2023, 11, 27, 9)
    sweep(opened.house)
    letter = {"channel": "letter", "stance": "opposes", "text": "Nej\r\ntak"}
    in_time = maja.post(path, letter | {"received_at": "2023-11-22T23:59:59+01:00"}, 201)
    assert (in_time["version"], in_time["late"]) == (2, False)
    late = maja.post(
        f"parties/{elders}/responses", letter | {"received_at": "2023-11-23T00:00:00+01:00"}, 201
    )
    assert (late["version"], late["late"]) == (1, True)
    shown = maja.get(f"hearings/{hearing['id']}")["parties"]
    assert [party["answers"] for party in shown] == [2, 1]
    assert shown[0]["responses"][0] == {
        "id": in_time["id"],
        "version": 2,
        "stance": "opposes",
        "text": "Nej\ntak",
        "received_at": "2023-11-22T22:59:59Z",
        "late": False,
        "receipt": in_time["receipt"],
        "channel": "letter",
        "undone_reason": None,
    }


def test_a_later_round_says_what_changed_or_that_its_text_tells(
    opened: Office, maja: Caller
) -> None:
    first = maja.hearing()
    closed = maja.post(f"hearings/{first['id']}/close", {"reason": "Haster"})
    assert (closed["closed_early"], closed["ended_reason"]) == (True, "Haster")
    case = maja.pull(maja.case_of(first), "put_on_agenda", meets_on="2023-12-20")
    opened.go_to(2023, 12, 20, 18)
    case = maja.pull(case, "decide", word="hjemvist", text="Til fornyet behandling.")
    case = maja.pull(maja.pull(case, "take_effect"), "submit")
    again = HEARING | {"due_on": "2024-02-01"}
    silent = maja.post(f"cases/{case['id']}/hearings", again, 201)
    assert (silent["round"], bool(silent["changes"])) == (2, True)
    told = maja.post(f"cases/{case['id']}/hearings", again | {"changes": "Nyt beløb."}, 201)
    assert (told["id"], told["changes"]) == (silent["id"], "Nyt beløb.")
    assert maja.pull(maja.case(case), "open_hearing")["state"] == "hearing-1.open"


def test_an_answer_that_cannot_be_is_refused(maja: Caller) -> None:
    hearing = maja.hearing()
    council, elders = (party["id"] for party in hearing["parties"])
    path = f"parties/{council}/responses"
    supports = {"channel": "mail", "stance": "supports"}
    stranger = maja.hearing()["parties"][0]["id"]
    for given, code in (
        ({"received_at": "2023-11-01T12:00:00"}, "unreadable"),
        ({"received_at": "2023-12-01T12:00:00Z"}, "wrong_input"),
        ({"received_at": "2023-10-01T12:00:00Z"}, "wrong_input"),
        ({"channel": "link"}, "unreadable"),
        ({"stance": "måske"}, "unreadable"),
        ({"stance": "opposes"}, "incomplete"),
        ({"base_version": 3}, "incomplete"),
        ({"base_version": True}, "unreadable"),
        ({"base_version": 10**30}, "unreadable"),
        ({"jointly_with": [council]}, "wrong_input"),
        ({"jointly_with": [stranger]}, "wrong_input"),
        ({"jointly_with": ["x"]}, "wrong_input"),
        ({"text": "a\x00b"}, "unreadable"),
    ):
        assert maja.post(path, supports | given, 422)["code"] == code, given
    maja.post(path, supports | {"jointly_with": [elders]}, 201)
    statuses = [party["status"] for party in maja.get(f"hearings/{hearing['id']}")["parties"]]
    assert statuses == ["answered", "answered"]
    assert maja.post(path, supports | {"base_version": 0}, 422)["missing"] == [
        {
            "code": "stale_answer",
            "detail": "1",
            "words": "Svaret er ændret, siden siden blev åbnet.",
        }
    ]


# Once, however often it is sent


def test_the_same_key_and_body_give_the_same_answer_and_nothing_twice(
    opened: Office, maja: Caller
) -> None:
    first = maja.send("cases", CASE, Idempotency_Key="sag-1")
    again = maja.send("cases", CASE, Idempotency_Key="sag-1")
    assert (again.status_code, again.json()) == (201, first.json())
    assert again.headers["location"] == first.headers["location"]
    assert "idempotency-replayed" not in first.headers
    assert again.headers["idempotency-replayed"] == "true"
    other = maja.post("cases", CASE | {"title": "En anden"}, 422, Idempotency_Key="sag-1")
    assert other["code"] == "idempotency_key_reused"
    submit = f"cases/{first.json()['id']}/triggers/submit"
    assert maja.post(submit, {}, 422, If_Match="1", Idempotency_Key="sag-1")["code"] == (
        "idempotency_key_reused"
    )
    pulled = maja.post(submit, {}, If_Match="1", Idempotency_Key="send-1")
    assert maja.post(submit, {}, If_Match="1", Idempotency_Key="send-1") == pulled
    assert rows(opened, "SELECT version FROM v_case") == [(2,)]
    for key in ("", "x" * 256, "æ"):
        headers = [("Idempotency-Key", key.encode()), *_JSON.items()]
        assert maja.client.post("cases", json=CASE, headers=headers).status_code == 422


def test_a_request_that_was_refused_leaves_its_key_free(opened: Office, maja: Caller) -> None:
    wrong = CASE | {"case_type": "ukendt"}
    maja.post("cases", wrong, 422, Idempotency_Key="k")
    maja.post("cases", CASE, 201, Idempotency_Key="k")
    assert len(rows(opened, "SELECT * FROM v_case")) == 1


def test_keys_are_each_officers_own_and_are_forgotten_after_a_week(opened: Office) -> None:
    with calling(opened, "maja", "bo") as (maja, bo):
        first = maja.post("cases", CASE, 201, Idempotency_Key="k")
        assert bo.post("cases", CASE, 201, Idempotency_Key="k")["id"] != first["id"]
    with opened.house.database.connect() as connection:
        connection.execute(text("UPDATE idempotency_keys SET kept_at = '2000-01-01T00:00:00Z'"))
        connection.commit()
    with calling(opened, "maja") as (maja,):
        assert maja.post("cases", CASE, 201, Idempotency_Key="k")["id"] != first["id"]


def test_many_at_once_with_one_key_are_carried_out_once(opened: Office, maja: Caller) -> None:
    answers = at_once(6, lambda _: maja.send("cases", CASE, Idempotency_Key="k"))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert sum("idempotency-replayed" in answer.headers for answer in answers) == 5
    assert len(rows(opened, "SELECT * FROM v_case")) == 1


def test_a_key_is_kept_with_its_act_or_neither_is(opened: Office) -> None:
    house = opened.house
    officer = str(rows(opened, "SELECT id FROM officers WHERE username = 'bo'")[0][0])
    asked = Request(officer, "k", "/cases", "{}")

    def opens_and_breaks(connection: Transaction) -> Answer:
        new = NewCase("Sag", "politisk-sag", "VPU")
        open_case_within(connection, house, new, officer, Actor("officer", "Bo Bilde", officer))
        raise RuntimeError("the power goes")

    with pytest.raises(RuntimeError):
        carry_out(house, asked, opens_and_breaks)
    assert rows(opened, "SELECT * FROM v_case") == []
    assert rows(opened, "SELECT * FROM idempotency_keys") == []
    assert carry_out(house, asked, lambda _: Answer(201, "{}")) == Answer(201, "{}")
    assert carry_out(house, asked, opens_and_breaks) == Answer(201, "{}", replayed=True)


def test_a_key_whose_request_takes_long_is_busy(postgres: str, tmp_path: Path) -> None:
    opened = office(postgres, tmp_path)
    database = opened.house.database
    with calling(opened, "bo") as (bo,), unit_of_work(database) as slow:
        officer = str(rows(opened, "SELECT id FROM officers WHERE username = 'bo'")[0][0])
        assert claim_key(slow, officer, "k", "another", opened.house.real_clock()) is None
        event.listen(database, "begin", _impatient)
        busy = bo.send("cases", CASE, Idempotency_Key="k")
    assert (busy.status_code, busy.json()["code"]) == (409, "idempotency_key_busy")
    assert busy.headers["retry-after"] == "5"
    database.dispose()


def _impatient(connection: Transaction) -> None:
    connection.exec_driver_sql("SET LOCAL lock_timeout = '50ms'")


# Who may


def test_a_closed_case_is_for_who_is_responsible_and_for_who_sees_closed_cases(
    opened: Office,
) -> None:
    with calling(opened, "maja", "bo", "vera") as (maja, bo, vera):
        case = maja.pull(maja.begin(openness="closed", title="Hemmelig"), "submit")
        path = f"cases/{case['id']}/hearings"
        hearing = maja.post(path, HEARING | {"open": True}, 201)
        party = hearing["parties"][0]["id"]
        nowhere = str(uuid4())
        asked: list[tuple[str, str, Document | None]] = [
            ("cases", case["id"], None),
            ("hearings", hearing["id"], None),
            ("cases/{}/triggers/close_hearing", case["id"], {"reason": "x"}),
            ("cases/{}/hearings", case["id"], HEARING),
            ("cases/{}/decision/correct", case["id"], {"word": "udsat", "reason": "x"}),
            ("hearings/{}/extend", hearing["id"], {"due_on": "2023-12-01", "reason": "x"}),
            ("hearings/{}/withdraw", hearing["id"], {"reason": "x"}),
            ("hearings/{}/close", hearing["id"], {"reason": "x"}),
            ("parties/{}/responses", party, {"channel": "mail", "stance": "supports"}),
        ]
        for path, name, body in asked:
            hidden, absent = (_asked(bo, path, one, body) for one in (name, nowhere))
            assert hidden.status_code == 404
            assert hidden.text == absent.text
        assert bo.get("cases")["cases"] == []
        assert [one["title"] for one in vera.get("cases")["cases"]] == ["Hemmelig"]
        assert vera.case_of(hearing) == maja.case_of(hearing)
        assert vera.get(f"hearings/{hearing['id']}")["phase"] == "open"


def _asked(caller: Caller, path: str, name: str, body: Document | None) -> httpx.Response:
    if body is None:
        return caller.client.get(f"{path}/{name}")
    return caller.send(path.format(name), body, If_Match="1")


def test_nobody_calls_without_a_token_that_is_known(opened: Office) -> None:
    with served(opened.house) as address, httpx.Client(base_url=f"{address}/api/v1/") as client:
        for header in (
            None,
            "",
            "Bearer",
            "Basic bWFqYTp4",
            "Bearer nej",
            b"Bearer \xff",
        ):
            headers = {} if header is None else {"Authorization": header}
            for method, path in (("GET", "cases"), ("POST", "cases"), ("GET", f"cases/{uuid4()}")):
                answer = client.request(method, path, headers=headers, content=b"{")  # type: ignore[arg-type]
                assert (answer.status_code, answer.json()["code"]) == (401, "unauthorized")
                assert answer.headers["www-authenticate"].startswith("Bearer")


def test_tokens_are_kept_as_hashes_alone(opened: Office) -> None:
    with client_of(opened.house, "http://127.0.0.1", "bo") as client:
        token = client.headers["authorization"].removeprefix("Bearer ")
    kept = rows(opened, "SELECT secret_hash FROM api_tokens")
    assert len(kept) == 1
    assert token not in str(kept)


# Traces and descriptions


def test_the_request_id_comes_back_and_stands_in_the_journal(opened: Office, maja: Caller) -> None:
    answer = maja.send("cases", CASE, X_Request_ID="esdh-4711")
    assert answer.headers["x-request-id"] == "esdh-4711"
    assert rows(opened, "SELECT request_id, actor FROM v_journal") == [
        ("esdh-4711", "officer:Maja Holt")
    ]


def test_the_description_is_public_and_names_every_refusal(opened: Office) -> None:
    with served(opened.house) as address:
        document = httpx.get(f"{address}/api/v1/openapi.json").json()
    assert set(document["paths"]) == {
        "/api/v1/cases",
        "/api/v1/cases/{case}",
        "/api/v1/cases/{case}/triggers/{trigger}",
        "/api/v1/cases/{case}/hearings",
        "/api/v1/cases/{case}/marks",
        "/api/v1/cases/{case}/decision/approve",
        "/api/v1/cases/{case}/decision/correct",
        "/api/v1/hearings/{hearing}",
        "/api/v1/hearings/{hearing}/extend",
        "/api/v1/hearings/{hearing}/withdraw",
        "/api/v1/hearings/{hearing}/close",
        "/api/v1/hearings/{hearing}/documents",
        "/api/v1/hearings/{hearing}/documents/{document}",
        "/api/v1/hearings/{hearing}/documents/{document}/replace",
        "/api/v1/parties/{party}/responses",
        "/api/v1/parties/{party}/responses/with-files",
    }
    problem = {"schema": {"$ref": "#/components/schemas/Problem"}}
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            refused = {status for status in operation["responses"] if status >= "400"}
            asked = {"401", "503"} | ({"404"} if "{" in path else set())
            asked |= {"400", "409", "413", "422"} if method == "post" else set()
            asked |= {"412", "428"} if "triggers" in path or "decision" in path else set()
            assert asked <= refused, path
            assert operation["security"] == [{"HTTPBearer": []}]
            for status in refused:
                content = operation["responses"][status]["content"]
                assert content == {"application/problem+json": problem}
