"""The figures for whoever watches: what a collector reads, and nothing that names a case."""

import httpx
from prometheus_client.parser import text_string_to_metric_families

from tests.desk import ON_POSTGRESQL, Desk
from tests.mailing import deliver_to_folder
from tests.office import Office
from tests.web.test_cases import new_case, opened_hearing
from workflows.services.holding_back import hold_back
from workflows.services.sweeping import sweep

pytestmark = ON_POSTGRESQL


def collected(address: str) -> dict[str, float]:
    """The values by name, with the label where there is one."""
    answer = httpx.get(f"{address}/metrics")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain; version=")
    return {
        "/".join((sample.name, *sample.labels.values())): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def test_what_waits_is_counted_and_what_is_done_no_more(
    opened: Office, maja: Desk, address: str
) -> None:
    new_case(maja, "Hemmelig titel", number="23/99")
    opened_hearing(maja)
    before = collected(address)
    assert before["sagsgang_open_hearings"] == 1
    assert before["sagsgang_outbox_mails/invitation"] > 0
    assert before["sagsgang_due_deadlines"] == 0
    assert "sagsgang_last_sweep_age_seconds" not in before
    opened.go_to(2023, 12, 1, 9)
    assert collected(address)["sagsgang_due_deadlines"] > 0
    sweep(opened.house)
    deliver_to_folder(opened.house)
    after = collected(address)
    assert (after["sagsgang_due_deadlines"], after["sagsgang_open_hearings"]) == (0, 0)
    assert "sagsgang_outbox_mails/invitation" not in after
    assert after["sagsgang_last_sweep_age_seconds"] < 60
    assert after["sagsgang_up"] == 1
    told = httpx.get(f"{address}/metrics").text
    assert "Hemmelig" not in told
    assert "23/99" not in told


def test_requests_are_timed_by_how_they_were_answered(opened: Office, address: str) -> None:
    httpx.get(f"{address}/findes-ikke")
    found = collected(address)
    assert found["sagsgang_request_seconds_count/4xx"] == 1
    assert found["sagsgang_request_seconds_sum/4xx"] > 0


def test_mail_that_is_held_back_is_told(opened: Office, address: str) -> None:
    hold_back(opened.house)
    assert collected(address)["sagsgang_mail_paused"] == 1
