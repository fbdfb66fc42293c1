"""Virus control: what is found is refused, and nobody can fetch what could not be looked at."""

import dataclasses
import io
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import pytest

from tests.desk import Desk, desk_of
from tests.hostile_files import PDF
from tests.mailing import answered
from tests.office import Office
from tests.open_hearing import OpenHearing, installed, open_hearing, served
from tests.scanner import BROKEN, EICAR, scanner_running
from workflows.engine.commands.files import UploadedFile
from workflows.engine.errors import WrongInput
from workflows.engine.vocabulary import FileStatus
from workflows.services.installation import Installation
from workflows.services.quarantine import Scanned, rescan
from workflows.services.signin import NewOfficer, add_officer
from workflows.services.uploads import keep, path_of

AWAY = "tcp://127.0.0.1:1"
VIRUS = PDF + EICAR


@pytest.fixture
def hearing(database: str, tmp_path: Path) -> OpenHearing:
    return open_hearing(*installed(database, tmp_path))


def scanned_by(house: Installation, url: str | None) -> Installation:
    settings = house.settings.model_copy(update={"clamd_url": url})
    return dataclasses.replace(house, settings=settings)


def kept(house: Installation, content: bytes) -> UploadedFile:
    return keep(house, "svar.pdf", io.BytesIO(content))


def test_a_clean_file_is_kept_and_a_harmful_one_is_not(hearing: OpenHearing) -> None:
    with scanner_running() as url:
        house = scanned_by(hearing.house, url)
        clean = kept(house, PDF.ljust(1_000_000))
        assert clean.status is FileStatus.CLEAN
        assert path_of(house, clean.sha256).is_file()
        with pytest.raises(WrongInput, match="viruskontrollen — "):
            kept(house, VIRUS)
    assert len([f for f in (house.settings.data / "files").rglob("*") if f.is_file()]) == 1


def test_a_scanner_behind_a_socket_file_is_asked_too(hearing: OpenHearing) -> None:
    # No folder of pytest's: the path of a socket may have 107 signs at most.
    with TemporaryDirectory() as folder, scanner_running(Path(folder) / "clamd.sock") as url:
        house = scanned_by(hearing.house, url)
        assert kept(house, PDF).status is FileStatus.CLEAN
        with pytest.raises(WrongInput):
            kept(house, VIRUS)


def test_without_a_scanner_every_file_that_passes_the_other_checks_is_clean(
    hearing: OpenHearing,
) -> None:
    assert kept(hearing.house, VIRUS).status is FileStatus.CLEAN
    assert rescan(hearing.house) == Scanned()


def test_while_the_scanner_is_away_the_answer_is_taken_and_its_file_rests(
    hearing: OpenHearing,
) -> None:
    away = scanned_by(hearing.house, AWAY)
    answered(hearing, 0, files=(kept(away, PDF),))
    answered(hearing, 1, files=(kept(away, VIRUS),))
    assert statuses(hearing) == ["quarantined", "quarantined"]
    assert rescan(away) == Scanned()
    assert statuses(hearing) == ["quarantined", "quarantined"]
    with scanner_running() as url:
        assert rescan(scanned_by(hearing.house, url)) == Scanned(clean=1, refused=1)
        assert rescan(scanned_by(hearing.house, url)) == Scanned()
    assert statuses(hearing) == ["clean", "refused"]


def test_a_file_that_the_scanner_cannot_look_at_stops_no_other(hearing: OpenHearing) -> None:
    away = scanned_by(hearing.house, AWAY)
    files = [kept(away, PDF + BROKEN), kept(away, PDF)]
    gone = kept(away, PDF + b"gone")
    path_of(away, gone.sha256).unlink()
    answered(hearing, files=(*files, gone))
    with scanner_running() as url:
        assert rescan(scanned_by(hearing.house, url)) == Scanned(clean=1)
    assert statuses(hearing) == ["clean", "quarantined", "quarantined"]


def test_nobody_can_fetch_what_is_not_let_through_and_the_officer_sees_why(
    hearing: OpenHearing,
) -> None:
    house = scanned_by(hearing.house, AWAY)
    answered(hearing, files=(kept(house, VIRUS),))
    file = hearing.rows("SELECT id FROM response_files")[0][0]
    add_officer(house, NewOfficer("vera", "Vera Vang", "vera@norddjurs.example", sees_closed=True))
    with served(house) as address, desk_of(Office(house), address, "vera") as desk:
        assert "venter på viruskontrol" in hearing_page(desk, hearing)
        assert not fetched(desk, address, hearing, str(file))
        with scanner_running() as url:
            rescan(scanned_by(house, url))
        assert "afvist af viruskontrollen" in hearing_page(desk, hearing)
        assert not fetched(desk, address, hearing, str(file))


def hearing_page(desk: Desk, hearing: OpenHearing) -> str:
    round_ = hearing.rows("SELECT id FROM hearings")[0][0]
    return desk.read(f"/sager/{hearing.case}/hoeringer/{round_}")


def fetched(desk: Desk, address: str, hearing: OpenHearing, file: str) -> bool:
    """Whether the officer, or the party that sent it, gets the file."""
    by_officer = desk.client.get(f"/sager/{hearing.case}/filer/{file}")
    with httpx.Client(base_url=address, follow_redirects=True, timeout=30) as client:
        client.get(f"/svar/{hearing.parties[0]}/{hearing.token()}")
        by_party = client.get(f"/svar/{hearing.parties[0]}/fil/{file}")
    return any(EICAR in answer.content or answer.is_success for answer in (by_officer, by_party))


def statuses(hearing: OpenHearing) -> list[str]:
    return sorted(str(row[0]) for row in hearing.rows("SELECT status FROM v_file"))
