"""The pages wear the design system, and the municipality's colour and mark from its definitions."""

import shutil
from pathlib import Path

import httpx
import pytest

from definitions import read
from tests.desk import ON_SQLITE
from tests.web.conftest import served
from workflows.engine.colours import contrast_to_white, is_colour
from workflows.engine.faults import FaultyDefinitions
from workflows.services.installation import Installation, install
from workflows.settings import DEFAULT_DEFINITIONS, read_settings

LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>'


def house_of(folder: Path, database: str, colour: str, logo: bytes | None) -> Installation:
    """The installation of a municipality with this colour and mark."""
    shutil.copytree(DEFAULT_DEFINITIONS, folder / "definitions")
    about = folder / "definitions" / "municipality.toml"
    lines = [one for one in about.read_text().splitlines() if not one.startswith("colour")]
    about.write_text("\n".join([*lines, colour]))
    (folder / "definitions" / "logo.svg").unlink()
    if logo is not None:
        (folder / "definitions" / "logo.svg").write_bytes(logo)
    return install(
        read_settings(
            data=folder, env="test", database_url=database, definitions=folder / "definitions"
        )
    )


@ON_SQLITE
def test_the_design_system_is_there_packed(address: str) -> None:
    style = httpx.get(f"{address}/static/dkfds/css/dkfds.min.css")
    assert style.status_code == 200, "make setup fetches it"
    assert style.headers["content-encoding"] == "gzip"
    assert ".button-primary" in style.text


@ON_SQLITE
def test_colour_and_mark_are_those_of_the_definitions(database: str, tmp_path: Path) -> None:
    house = house_of(tmp_path, database, 'colour = "#5B2333"', LOGO)
    with served(house) as address:
        assert httpx.get(f"{address}/kommune.css").text == ":root { --house: #5b2333; }\n"
        mark = httpx.get(f"{address}/kommune.svg")
        assert (mark.content, mark.headers["content-type"]) == (LOGO, "image/svg+xml")
        assert "sandbox" in mark.headers["content-security-policy"]
        assert '<img src="/kommune.svg" alt="">' in httpx.get(f"{address}/hoeringer").text


@ON_SQLITE
def test_without_them_the_pages_have_the_products_own(database: str, tmp_path: Path) -> None:
    house = house_of(tmp_path, database, "", None)
    with served(house) as address:
        assert httpx.get(f"{address}/kommune.css").text == ""
        assert httpx.get(f"{address}/kommune.svg").status_code == 404
        assert "kommune.svg" not in httpx.get(f"{address}/hoeringer").text


@pytest.mark.parametrize(
    ("colour", "logo", "told"),
    [
        ('colour = "rød"', LOGO, 'municipality.toml: colour: "rød" er ikke en farve'),
        ('colour = "#ffcc00"', LOGO, 'municipality.toml: colour: "#ffcc00" er for lys'),
        ("", b"GIF89a", "logo.svg: filen: er ikke en SVG-tegning"),
        ("", LOGO + b" " * 100_001, "logo.svg: filen: fylder 100 kB"),
    ],
)
def test_what_cannot_be_shown_is_a_fault(
    tmp_path: Path, colour: str, logo: bytes, told: str
) -> None:
    with pytest.raises(FaultyDefinitions) as faulty:
        house_of(tmp_path, f"sqlite:///{tmp_path}/none.db", colour, logo)
    assert told in str(faulty.value)


def test_the_standard_definitions_have_a_mark() -> None:
    assert read(DEFAULT_DEFINITIONS).logo.startswith(b"<svg")


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast_to_white("#ffffff") == pytest.approx(1)
    assert contrast_to_white("#000000") == pytest.approx(21)
    assert contrast_to_white("#767676") == pytest.approx(4.54, abs=0.01)
    assert not is_colour("#12345")
