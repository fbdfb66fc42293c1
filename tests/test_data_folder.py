"""The data folder is its owner's alone: live links lie open in it."""

import stat
from pathlib import Path

import pytest

from workflows.data_folder import has_key, key_in, make_private


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A folder that everybody may look into."""
    folder = tmp_path / "var"
    folder.mkdir(mode=0o755)
    return folder


def test_a_new_folder_is_private(tmp_path: Path) -> None:
    make_private(tmp_path / "a" / "var")
    assert mode(tmp_path / "a" / "var") == 0o700


def test_the_folder_of_a_key_is_private(tmp_path: Path) -> None:
    assert not has_key(tmp_path / "var")
    assert not (tmp_path / "var").exists()
    key_in(tmp_path / "var")
    assert has_key(tmp_path / "var")
    assert mode(tmp_path / "var") == 0o700


@pytest.mark.parametrize("name", ["sagsgang.db", "secret.key", "anchors"])
def test_a_folder_that_is_ours_is_closed(kept: Path, name: str) -> None:
    (kept / name).touch()
    make_private(kept)
    assert mode(kept) == 0o700


def test_an_empty_folder_is_closed_before_it_is_filled(kept: Path) -> None:
    make_private(kept)
    assert mode(kept) == 0o700


def test_a_folder_of_somebody_elses_things_is_left_as_it_is(kept: Path) -> None:
    (kept / "billeder").mkdir()
    make_private(kept)
    assert mode(kept) == 0o755


def test_a_folder_that_all_share_is_left_as_it_is(kept: Path) -> None:
    kept.chmod(0o1777)
    (kept / "sagsgang.db").touch()
    make_private(kept)
    assert mode(kept) == 0o1777
