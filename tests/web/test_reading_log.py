"""Whatever an officer opens of a closed case stands in its log, for who may see the case."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.desk import Desk, desk_of, words
from tests.office import Office, office
from tests.open_hearing import OFFICER, installed, open_hearing, served
from tests.publishing import hearing_id, officers_desk
from web.closed_reading import kind_read
from workflows.engine.vocabulary import Openness, Reading
from workflows.records.officer_reads import ReadAt
from workflows.services.api_tokens import create_token


@pytest.mark.parametrize(
    ("at", "path", "what"),
    [
        (ReadAt.CASE, "/sager/1", Reading.CASE),
        (ReadAt.CASE, "/sager/1/bilag", Reading.CASE),
        (ReadAt.CASE, "/sager/1/bilag/2/fjern", Reading.CASE),
        (ReadAt.CASE, "/sager/1/bilag/2", Reading.FILE),
        (ReadAt.CASE, "/sager/1/dokumenter/2", Reading.FILE),
        (ReadAt.CASE, "/sager/1/filer/2", Reading.FILE),
        (ReadAt.CASE, "/sager/1/hoeringer/2/notat/notat.docx", Reading.FILE),
        (ReadAt.CASE, "/sager/1/hoeringer/2/notat", Reading.CASE),
        (ReadAt.CASE, "/sager/1/punkt.pdf", Reading.FILE),
        (ReadAt.CASE, "/sager/1/aktindsigt", Reading.CASE),
        (ReadAt.CASE, "/sager/1/aktindsigt.zip", Reading.EXPORT),
        (ReadAt.MEETING, "/moeder/1", Reading.TITLE),
        (ReadAt.MEETING, "/moeder/1/dagsorden.docx", Reading.PAPER),
        (ReadAt.MEETING, "/moeder/1/udsendt/2", Reading.PAPER),
        (ReadAt.MEETING, "/moeder/1/referat/underskrevet", Reading.PAPER),
        (ReadAt.MAIL, "/indbakke/1", Reading.MAIL),
        (ReadAt.MAIL, "/indbakke/1/fil/2", Reading.FILE),
        (ReadAt.MAIL, "/indbakke/1/original", Reading.FILE),
        (ReadAt.CASE, "/api/v1/cases/1", Reading.API),
        (ReadAt.HEARING, "/api/v1/hearings/1", Reading.API),
    ],
)
def test_an_address_tells_what_is_read(at: ReadAt, path: str, what: Reading) -> None:
    assert kind_read(at, path) is what


@pytest.fixture
def opened(sqlite: str, tmp_path: Path) -> Office:
    return office(sqlite, tmp_path)


@pytest.fixture
def desks(opened: Office) -> Iterator[tuple[Desk, Desk]]:
    with (
        served(opened.house) as address,
        desk_of(opened, address, "maja") as maja,
        desk_of(opened, address, "vera") as vera,
    ):
        yield maja, vera


def test_the_log_stands_on_the_closed_case(desks: tuple[Desk, Desk]) -> None:
    maja, vera = desks
    maja.read("/sager/ny?type=politisk-sag")
    maja.send("/sager/ny", title="Køb", route="Høring, VPU, ØK, KB", openness="closed")
    case = maja.path
    vera.read(f"{case}/punkt.pdf")
    vera.client.get(f"{case}/aktindsigt.zip").raise_for_status()
    said = words(vera.read(f"{case}/journal"))
    assert "Hvem der har læst den lukkede sag" in said
    for line in ("Maja Holt læste sagen", "Vera Vang hentede en fil", "Vera Vang læste sagen"):
        assert said.count(line) == 1, line
    assert "Vera Vang hentede hele sagen" in said
    assert f'href="{case}/punkt.pdf"' in vera.page


def test_reading_of_an_open_case_has_no_log(desks: tuple[Desk, Desk]) -> None:
    maja, vera = desks
    maja.read("/sager/ny?type=politisk-sag")
    maja.send("/sager/ny", title="Køb", route="Høring, VPU, ØK, KB")
    assert "Hvem der har læst" not in vera.read(f"{maja.path}/journal")


def test_reading_by_the_api_is_noted_too(sqlite: str, tmp_path: Path) -> None:
    hearing = open_hearing(*installed(sqlite, tmp_path), openness=Openness.CLOSED)
    assert OFFICER.id is not None
    with served(hearing.house) as address, officers_desk(hearing.house, address) as desk:
        token = create_token(hearing.house, OFFICER.id)
        with httpx.Client(
            base_url=address, headers={"Authorization": f"Bearer {token}"}
        ) as program:
            program.get(f"/api/v1/hearings/{hearing_id(hearing)}").raise_for_status()
        assert "læste sagen gennem API'et" in words(desk.read(f"/sager/{hearing.case}/journal"))
