"""Access to documents at the desk: what the case consists of, and all of it as one file."""

from io import BytesIO
from zipfile import ZipFile

from tests.desk import ON_SQLITE, Desk, desk_of, words
from tests.office import Office
from tests.web.test_cases import new_case

pytestmark = ON_SQLITE


def test_a_case_is_fetched_whole_and_nothing_is_left_behind(opened: Office, maja: Desk) -> None:
    case = new_case(maja, number="23/8")
    said = words(maja.read(f"{case}/aktindsigt"))
    assert "Journal for programmer" in said
    assert f'{case}/aktindsigt"' in maja.read(f"{case}/journal")
    answer = maja.client.get(f"{case}/aktindsigt.zip")
    assert answer.headers["content-type"] == "application/zip"
    assert "Sag%2023-8.zip" in answer.headers["content-disposition"]
    with ZipFile(BytesIO(answer.content)) as archive:
        assert "Aktliste.pdf" in archive.namelist()


def test_a_closed_case_is_exported_by_those_who_see_it_alone(
    opened: Office, maja: Desk, address: str
) -> None:
    with desk_of(opened, address, "vera") as vera:
        case = new_case(vera, "Lukket navn", number="23/9", openness="closed")
        assert "lukket" in words(vera.read(f"{case}/aktindsigt"))
    for path in ("aktindsigt", "aktindsigt.zip"):
        assert maja.client.get(f"{case}/{path}").status_code == 404
