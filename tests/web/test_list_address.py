"""The list of cases as its address says: what it narrows to, its order, and what it says wrong."""

import pytest

from tests.desk import ON_POSTGRESQL, Desk, words
from tests.office import Office
from tests.web.test_cases import new_case

pytestmark = ON_POSTGRESQL


def titles(desk: Desk, query: str) -> list[str]:
    page = words(desk.read(f"/sager?{query}"))
    return sorted((one for one in ("Alfa", "Beta", "Gamma") if f" {one} " in page), key=page.index)


def test_the_address_narrows_orders_and_stays_in_every_link(
    opened: Office, maja: Desk, bo: Desk
) -> None:
    opened.go_to(2023, 11, 1, 9)
    new_case(maja, "Beta", route="BUU, KB")
    opened.go_to(2023, 11, 2, 9)
    new_case(bo, "Alfa", route="VPU, KB")
    opened.go_to(2023, 11, 3, 9)
    new_case(maja, "Gamma", route="VPU, KB")
    assert titles(maja, "") == ["Gamma", "Alfa", "Beta"]
    assert titles(maja, "orden=aeldste") == ["Beta", "Alfa", "Gamma"]
    assert titles(maja, "orden=titel") == ["Alfa", "Beta", "Gamma"]
    assert titles(maja, "udvalg=VPU") == ["Gamma", "Alfa"]
    bo_id = opened.officer("bo").id
    assert titles(maja, f"ansvarlig={bo_id}&udvalg=VPU") == ["Alfa"]
    assert titles(maja, "type=lokalplan") == []
    page = maja.read("/sager?udvalg=VPU&orden=titel&q=alfa")
    assert 'href="/sager.csv?q=alfa&amp;vis=aabne&amp;udvalg=VPU&amp;orden=titel"' in page
    table = maja.client.get("/sager.csv?udvalg=VPU&orden=titel").content.decode("utf-8-sig")
    assert [line.split(";")[1] for line in table.splitlines()[1:]] == ["Alfa", "Gamma"]


@pytest.mark.parametrize(
    "query",
    [
        "vis=x&orden=x&side=x",
        "ansvarlig=x",
        "ansvarlig=%00",
        "udvalg=%00&type=%ED%A0%80",
        "side=99999999999999",
        "side=-1",
        f"q={'x' * 5000}",
        "udvalg='%3B--",
    ],
)
def test_what_an_address_says_wrong_is_no_error(opened: Office, maja: Desk, query: str) -> None:
    new_case(maja, "Alfa")
    for path in ("/sager", "/sager.csv"):
        assert maja.client.get(f"{path}?{query}").status_code == 200
