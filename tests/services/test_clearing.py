"""Bytes that nothing names any more go after a day; whatever a row names or is about to, stays."""

import io
import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event

from tests.hostile_files import PDF
from tests.open_hearing import OFFICER, OpenHearing, installed, open_hearing
from workflows.engine.commands.answers import Answer
from workflows.engine.commands.files import UploadedFile
from workflows.engine.vocabulary import FileStatus, Stance
from workflows.records import tables
from workflows.records.blobs import FILES
from workflows.services.acting import act
from workflows.services.answers import open_link
from workflows.services.blobs import place_in, store
from workflows.services.clearing import KEPT_FOR, Cleared, clear_files
from workflows.services.drafting import save_draft
from workflows.services.inbox import Fetched, inbox_folder, take_in
from workflows.services.installation import Installation
from workflows.services.uploads import digest_of, keep, path_of, still_kept

NOTHING = Cleared(0, 0)


@pytest.fixture
def hearing(database: str, tmp_path: Path) -> OpenHearing:
    return open_hearing(*installed(database, tmp_path), number="23/1")


def uploaded(hearing: OpenHearing, name: str) -> UploadedFile:
    return keep(hearing.house, f"{name}.pdf", io.BytesIO(PDF + name.encode()))


def age(hearing: OpenHearing, file: Path, by: timedelta = KEPT_FOR * 2) -> None:
    """Let a file have been stored so long ago, by the installation's clock."""
    then = (hearing.clock.now - by).timestamp()
    os.utime(file, (then, then))


def aged(hearing: OpenHearing, name: str) -> UploadedFile:
    file = uploaded(hearing, name)
    age(hearing, path_of(hearing.house, file.sha256))
    return file


def is_there(hearing: OpenHearing, file: UploadedFile) -> bool:
    return path_of(hearing.house, file.sha256).is_file()


def drafted(hearing: OpenHearing, *files: UploadedFile) -> None:
    grant = open_link(hearing.house, hearing.parties[0], hearing.token(0))
    save_draft(hearing.house, grant, stance=Stance.OPPOSES, text="Udkast", files=files)


def answered(hearing: OpenHearing, file: UploadedFile) -> None:
    """Let the first party answer with the file."""
    party, now = hearing.parties[0], hearing.clock.now
    answer = Answer(party, Stance.SUPPORTS, "Godt.", now, "nøgle", 0, files=(file,))
    act(hearing.house, hearing.case, answer, OFFICER)


def test_the_file_of_a_draft_goes_a_day_after_the_draft(hearing: OpenHearing) -> None:
    file = aged(hearing, "svar")
    drafted(hearing, file)
    assert clear_files(hearing.house) == NOTHING
    drafted(hearing)
    age(hearing, path_of(hearing.house, file.sha256), KEPT_FOR - timedelta(seconds=1))
    assert clear_files(hearing.house) == Cleared(0, 1)
    assert is_there(hearing, file)
    hearing.clock.now += timedelta(seconds=2)
    assert clear_files(hearing.house) == Cleared(1, 0)
    assert not is_there(hearing, file)


def test_a_file_in_quarantine_that_nothing_names_goes_too(hearing: OpenHearing) -> None:
    file = aged(hearing, "svar")
    waiting = UploadedFile(
        file.name, file.size, file.sha256, file.media_type, FileStatus.QUARANTINED
    )
    drafted(hearing, waiting)
    assert clear_files(hearing.house) == NOTHING
    drafted(hearing)
    assert clear_files(hearing.house) == Cleared(1, 0)


def test_what_a_row_names_stays_however_old(hearing: OpenHearing) -> None:
    named, other = aged(hearing, "svar"), aged(hearing, "andet")
    answered(hearing, named)
    assert clear_files(hearing.house) == Cleared(1, 0)
    assert (is_there(hearing, named), is_there(hearing, other)) == (True, False)


def test_every_table_that_names_files_is_asked() -> None:
    columns = {
        name
        for name, table in tables.Base.metadata.tables.items()
        if {"sha256", "media_type"} <= set(table.columns.keys())
    }
    assert columns == {kind.__tablename__ for kind in FILES}


def test_parts_of_files_that_a_crash_left_behind_go(hearing: OpenHearing) -> None:
    file = uploaded(hearing, "svar")
    drafted(hearing, file)
    left = path_of(hearing.house, file.sha256).with_name("tmpabcdef12")
    left.write_bytes(b"half")
    age(hearing, left)
    assert clear_files(hearing.house) == Cleared(1, 0)
    assert is_there(hearing, file)


def test_a_mail_that_was_not_taken_in_goes_and_the_others_stay(hearing: OpenHearing) -> None:
    folder = inbox_folder(hearing.house.settings)
    raw = b"From: bo@raad.example\r\nMessage-ID: <1@raad.example>\r\n\r\nHej"
    take_in(hearing.house, Fetched(raw, len(raw), True, hearing.clock.now))
    digest = digest_of(io.BytesIO(b"lost"))
    store(folder, digest, io.BytesIO(b"lost"))
    for file in folder.glob("??/*"):
        age(hearing, file)
    assert clear_files(hearing.house) == Cleared(1, 0)
    assert [file.read_bytes() for file in folder.glob("??/*")] == [raw]
    assert not place_in(folder, digest).exists()


@pytest.mark.parametrize(
    "come_again",
    [
        lambda house, file: keep(house, "igen.pdf", io.BytesIO(PDF + b"svar")),
        lambda house, file: still_kept(house, file.sha256),
    ],
    ids=["uploaded anew", "sent along in a form"],
)
def test_what_is_sent_again_between_the_look_and_the_clearing_is_kept(
    hearing: OpenHearing,
    come_again: Callable[[Installation, UploadedFile], object],
) -> None:
    file = aged(hearing, "svar")
    looks: list[str] = []

    def come(*_: object) -> None:
        """As soon as the names are read, and once."""
        if not looks:
            looks.append(file.sha256)
            assert come_again(hearing.house, file)

    event.listen(hearing.house.database, "checkin", come)
    assert clear_files(hearing.house) == Cleared(0, 1)
    answered(hearing, file)
    assert looks
    assert is_there(hearing, file)


def test_bytes_that_are_gone_are_not_said_to_be_kept(hearing: OpenHearing) -> None:
    file = aged(hearing, "svar")
    assert still_kept(hearing.house, file.sha256)
    path_of(hearing.house, file.sha256).unlink()
    assert not still_kept(hearing.house, file.sha256)
    assert not still_kept(hearing.house, "ff" * 32)
