"""Uploads cannot hurt: each is checked by its bytes, and kept whole or not at all."""

import io
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.hostile_files import BAD, GOOD, PDF, docx, file_size_limited_to
from workflows.engine.errors import EnvironmentMissing, WrongInput
from workflows.services.filenames import LONGEST, clean_name, extension
from workflows.services.installation import Installation, install
from workflows.services.uploads import MOST_BYTES, keep, path_of
from workflows.settings import read_settings


@pytest.fixture
def house(sqlite: str, tmp_path: Path) -> Installation:
    return install(read_settings(data=tmp_path / "var", env="test", database_url=sqlite))


@pytest.mark.parametrize("name", GOOD)
def test_good_files_are_kept_byte_for_byte(house: Installation, name: str) -> None:
    content, media_type = GOOD[name]
    kept = keep(house, name, io.BytesIO(content))
    assert (kept.name, kept.size, kept.media_type) == (name, len(content), media_type)
    assert kept.sha256 == sha256(content).hexdigest()
    assert path_of(house, kept.sha256).read_bytes() == content


@pytest.mark.parametrize("name", BAD)
def test_harmful_files_are_refused_with_a_way_out_and_nothing_is_kept(
    house: Installation, name: str
) -> None:
    with pytest.raises(WrongInput, match=" — "):
        keep(house, BAD[name][0], io.BytesIO(BAD[name][1]))
    assert stored(house) == []


def test_a_template_on_the_writers_own_disk_does_no_harm(house: Installation) -> None:
    _, fetched = BAD["template from the net"]
    own = docx(
        **{
            "word___rels__settings.xml.rels": b'<Relationship Type="http://x.example/'
            b'attachedTemplate" Target="file:///C:/Normal.dotm" TargetMode="External"/>'
        }
    )
    assert keep(house, "svar.docx", io.BytesIO(own)).size == len(own)
    with pytest.raises(WrongInput, match="skabelon fra nettet"):
        keep(house, "svar.docx", io.BytesIO(fetched))


def test_a_file_over_the_limit_is_refused(house: Installation) -> None:
    with pytest.raises(WrongInput, match="20 MB"):
        keep(house, "svar.pdf", io.BytesIO(PDF.ljust(MOST_BYTES + 1)))
    assert (
        len(PDF.ljust(MOST_BYTES))
        == keep(house, "svar.pdf", io.BytesIO(PDF.ljust(MOST_BYTES))).size
    )


def test_the_same_bytes_are_stored_once(house: Installation) -> None:
    for name in ("a.pdf", "b.pdf"):
        keep(house, name, io.BytesIO(PDF))
    assert len(stored(house)) == 1


def test_no_room_is_said_so_and_leaves_nothing_behind(house: Installation) -> None:
    with file_size_limited_to(1_000_000), pytest.raises(EnvironmentMissing):
        keep(house, "svar.pdf", io.BytesIO(PDF.ljust(5_000_000)))
    assert stored(house) == []


@pytest.mark.parametrize(
    ("given", "clean"),
    [
        ("svar.pdf", "svar.pdf"),
        ("C:\\Users\\Bo\\svar.pdf", "svar.pdf"),
        ("../../etc/passwd", "passwd"),
        ("svar\r\nSet-Cookie: a=b.pdf", "svar Set-Cookie_ a=b.pdf"),
        ("svar\u202efdp.exe", "svarfdp.exe"),
        ("A\u030arsplan.pdf", "Årsplan.pdf"),
        ('a"b;c%d.pdf', "a_b_c_d.pdf"),
        ("\x00\ud800.pdf", "pdf"),
        ("...", "fil"),
        ("", "fil"),
        ("a/", "fil"),
    ],
)
def test_names_are_cleaned(given: str, clean: str) -> None:
    assert clean_name(given) == clean


@given(some.text(max_size=500))
def test_any_name_becomes_a_safe_one(name: str) -> None:
    clean = clean_name(name)
    assert 0 < len(clean) <= LONGEST
    assert clean.isprintable()
    assert not set(clean) & set('/\\"<>|')
    assert clean_name(clean) == clean


def test_a_long_name_keeps_its_ending() -> None:
    assert extension(clean_name("æ" * 400 + ".pdf")) == ".pdf"


def stored(house: Installation) -> list[Path]:
    return [file for file in (house.settings.data / "files").rglob("*") if file.is_file()]
