"""What tests of pages start from: an office on either database, its address, and who sits at it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk import Desk, desk_of
from tests.office import Office, office
from tests.open_hearing import served


@pytest.fixture
def opened(database: str, tmp_path: Path) -> Office:
    return office(database, tmp_path)


@pytest.fixture
def address(opened: Office) -> Iterator[str]:
    with served(opened.house) as address:
        yield address


@pytest.fixture
def maja(opened: Office, address: str) -> Iterator[Desk]:
    with desk_of(opened, address, "maja") as desk:
        yield desk


@pytest.fixture
def bo(opened: Office, address: str) -> Iterator[Desk]:
    with desk_of(opened, address, "bo") as desk:
        yield desk
