"""What a case is about, whom to hear because of it, and warnings before a hearing, in the API."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.calling import HEARING, Caller, calling
from tests.office import office


@pytest.fixture
def maja(database: str, tmp_path: Path) -> Iterator[Caller]:
    opened = office(database, tmp_path)
    with calling(opened, "maja") as (caller,):
        yield caller
    opened.house.database.dispose()


def test_marks_are_given_when_a_case_is_begun_and_later_and_name_whom_to_hear(
    maja: Caller,
) -> None:
    case = maja.begin(marks=["handicap"])
    assert case["marks"] == ["handicap"]
    assert [(one["body"], one["source"]) for one in case["to_hear"]] == [
        ("HR", "retssikkerhedsloven § 37 a")
    ]
    version = {"If-Match": str(case["version"])}
    path = f"cases/{case['id']}/marks"
    changed = maja.client.put(path, json={"marks": ["aeldre", "aeldre"]}, headers=version)
    assert (changed.status_code, changed.json()["marks"]) == (200, ["aeldre"])
    assert [one["body"] for one in changed.json()["to_hear"]] == ["ÆR"]
    assert maja.client.put(path, json={"marks": []}, headers=version).status_code == 412
    assert maja.client.put(path, json={"marks": ["ukendt"]}).status_code == 422
    assert maja.send("cases", {**HEARING, "marks": ["ukendt"]}).status_code == 422


def test_a_plan_is_answered_with_what_to_know_before_it_is_opened(maja: Caller) -> None:
    case = maja.begin(marks=["handicap"])
    plan = HEARING | {"due_on": "2023-11-26", "parties": ["ÆR"]}
    hearing = maja.post(f"cases/{case['id']}/hearings", plan, 201)
    told = {one["code"]: one for one in hearing["warnings"]}
    assert set(told) == {"not_heard", "closed_day", "no_meeting"}
    assert told["closed_day"]["proposed"] == "2023-11-27"
    assert (told["no_meeting"]["body"], told["no_meeting"]["proposed"]) == ("ÆR", "2023-12-18")
    assert told["not_heard"]["refused"]
    case = maja.pull(maja.get(f"cases/{case['id']}"), "submit")
    refused = maja.pull(case, "open_hearing", 422)
    assert [one["code"] for one in refused["missing"]] == ["why_not_heard"]


def test_with_the_reason_it_is_opened_and_the_reason_stays(maja: Caller) -> None:
    case = maja.pull(maja.begin(marks=["handicap"]), "submit")
    plan = HEARING | {"parties": ["Hovedudvalget"], "open": True}
    path = f"cases/{case['id']}/hearings"
    maja.post(path, plan, 422)
    reason = {"body": "HR", "reason": "Rådet svarede på udkastet i september."}
    hearing = maja.post(path, plan | {"not_heard": [reason]}, 201)
    assert [one["code"] for one in hearing["warnings"]] == ["no_meeting"]
    assert [(one["name"], one["reason"]) for one in hearing["left_out"]] == [
        ("Handicaprådet", reason["reason"])
    ]


def test_less_than_the_law_gives_is_warned_of_and_not_opened(maja: Caller) -> None:
    case = maja.pull(maja.begin(case_type="lokalplan", route="Høring, MTU"), "submit")
    plan = HEARING | {"rule": "lokalplan", "due_on": "2023-11-15", "parties": ["DN"]}
    hearing = maja.post(f"cases/{case['id']}/hearings", plan, 201)
    (told,) = hearing["warnings"]
    assert (told["code"], told["refused"], told["proposed"]) == (
        "minimum_period", True, "2023-11-29",
    )  # fmt: skip
    assert "planloven § 24" in told["words"]
    maja.post(f"cases/{case['id']}/hearings", plan | {"open": True}, 422)
