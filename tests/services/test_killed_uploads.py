"""Each file row has its bytes, whenever the process that takes the files in is killed."""

import io
from hashlib import sha256
from itertools import count
from multiprocessing import get_context
from pathlib import Path

import pytest

from tests.open_hearing import OFFICER, OpenHearing, installed, open_hearing
from tests.waiting import until
from workflows.engine.commands.answers import Answer
from workflows.engine.vocabulary import Stance
from workflows.services.acting import act
from workflows.services.installation import Installation, install
from workflows.services.uploads import keep, path_of
from workflows.settings import read_settings

FILES = "SELECT name, size, sha256 FROM v_file"


@pytest.fixture
def hearing(sqlite: str, tmp_path: Path) -> OpenHearing:
    return open_hearing(*installed(sqlite, tmp_path))


def take_files_in(url: str, data: str, case: str, party: str) -> None:
    """Answer with two files, again and again, until something ends it."""
    house: Installation = install(read_settings(data=data, env="test", database_url=url))
    for number in count():
        files = tuple(
            keep(house, f"{number}-{each}.txt", io.BytesIO(f"{number}-{each} ".encode() * 40_000))
            for each in range(2)
        )
        now = house.real_clock()
        answer = Answer(party, Stance.SUPPORTS, "", now, f"nr-{number}", number, files=files)
        act(house, case, answer, OFFICER)


def test_no_row_is_left_without_its_bytes(hearing: OpenHearing) -> None:
    url = hearing.house.database.url.render_as_string(hide_password=False)
    given = (url, str(hearing.house.settings.data), hearing.case, hearing.parties[0])
    process = get_context("spawn").Process(target=take_files_in, args=given)
    process.start()
    until(lambda: len(hearing.rows(FILES)) >= 6)
    process.kill()
    process.join()
    rows = hearing.rows(FILES)
    assert len(rows) % 2 == 0
    for name, size, digest in rows:
        content = path_of(hearing.house, str(digest)).read_bytes()
        assert (len(content), sha256(content).hexdigest()) == (size, digest), name
