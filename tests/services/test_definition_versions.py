"""Definitions as versions: the folder first, then what was kept, faultless and in its order."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

import definitions
from tests.definitions.folders import NORDDJURS, norddjurs_in
from tests.open_hearing import installed as opened
from tests.open_hearing import open_hearing
from workflows.engine.errors import WrongInput
from workflows.engine.faults import FaultyDefinitions
from workflows.services.definition_versions import (
    FROM_THE_FOLDER,
    ChangedMeanwhile,
    NewVersion,
    before,
    changes,
    in_force,
    keep,
    shelf_of,
    version,
    versions,
)
from workflows.services.errors import NotFound
from workflows.services.in_force import LOOKS_EVERY_SECONDS, Current, with_newest
from workflows.services.installation import Installation

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
BODIES = "bodies.toml"
LETTER = "letters/officer.toml"


@pytest.fixture
def house(database: str, tmp_path: Path) -> Installation:
    return opened(database, tmp_path)[0]


def renamed(name: str) -> dict[str, str]:
    """The folder's files with another name for the committee of economy."""
    files = definitions.texts_of(NORDDJURS)
    files[BODIES] = files[BODIES].replace("Økonomiudvalget", name)
    return files


def kept(house: Installation, files: dict[str, str], base: int, note: str = "Nyt navn") -> int:
    return keep(shelf_of(house), NewVersion(files, base, note), "Karla Krog", AT)


def body_names(house: Installation) -> list[str]:
    return [body.name for body in house.definitions.bodies]


def test_the_folder_is_in_force_until_something_is_kept(house: Installation) -> None:
    read = in_force(shelf_of(house))
    assert (read.number, read.about) == (0, None)
    assert dict(read.files) == definitions.texts_of(NORDDJURS)
    assert with_newest(house) is house


def test_the_first_save_keeps_what_the_folder_had(house: Installation) -> None:
    assert kept(house, renamed("Finansudvalget"), 0) == 2
    newest, first = versions(shelf_of(house))
    assert [(one.number, one.note, one.made_by) for one in (newest, first)] == [
        (2, "Nyt navn", "Karla Krog"),
        (1, FROM_THE_FOLDER, "Karla Krog"),
    ]
    assert newest.made_at == AT
    (change,) = changes(before(shelf_of(house), 2), version(shelf_of(house), 2).files)
    assert change.name == BODIES
    assert '-name = "Økonomiudvalget"' in change.lines
    assert '+name = "Finansudvalget"' in change.lines


def test_an_installation_takes_what_was_kept_elsewhere(house: Installation) -> None:
    kept(house, renamed("Finansudvalget"), 0)
    newer = with_newest(house)
    assert "Finansudvalget" in body_names(newer)
    assert "Finansudvalget" not in body_names(house)
    assert newer.around.bodies["ØK"].name == "Finansudvalget"
    assert with_newest(newer) is newer


def test_a_process_looks_once_every_two_seconds(house: Installation) -> None:
    now = [100.0]
    current = Current(house, lambda: now[0])
    kept(house, renamed("Finansudvalget"), 0)
    now[0] += LOOKS_EVERY_SECONDS / 2
    assert not current.is_due()
    now[0] += LOOKS_EVERY_SECONDS / 2
    assert [current.is_due(), current.is_due()] == [True, False]
    assert "Finansudvalget" in body_names(current.look())


def test_nothing_is_kept_that_has_a_fault_and_every_one_is_told(house: Installation) -> None:
    files = renamed("Finansudvalget")
    files[LETTER] = files[LETTER].replace("{{ notice }}", "{{ notits }}")
    files["words.toml"] = 'word = "'
    with pytest.raises(FaultyDefinitions) as raised:
        kept(house, files, 0)
    assert {fault.file for fault in raised.value.faults} >= {LETTER, "words.toml"}
    assert versions(shelf_of(house)) == []


def test_of_two_who_save_at_once_the_second_is_told(house: Installation) -> None:
    kept(house, renamed("Finansudvalget"), 0)
    others = renamed("Pengeudvalget")
    assert kept(house, others, 2) == 3
    with pytest.raises(ChangedMeanwhile):
        kept(house, renamed("Kasseudvalget"), 2)
    assert in_force(shelf_of(house)).files == others


def test_going_back_is_a_new_version_with_the_old_contents(house: Installation) -> None:
    kept(house, renamed("Finansudvalget"), 0)
    old = version(shelf_of(house), 1)
    assert kept(house, dict(old.files), 2, "Tilbage") == 3
    assert in_force(shelf_of(house)).files == old.files
    shas = {one.number: one.sha256 for one in versions(shelf_of(house))}
    assert shas[3] == shas[1] != shas[2]


def test_a_save_without_a_note_or_without_a_change_is_none(house: Installation) -> None:
    kept(house, renamed("Finansudvalget"), 0)
    with pytest.raises(WrongInput, match="hvad der er ændret") as raised:
        kept(house, renamed("Pengeudvalget"), 2, "  ")
    assert raised.value.field == "note"
    with pytest.raises(WrongInput, match="ikke ændret noget"):
        kept(house, dict(in_force(shelf_of(house)).files), 2)


def test_a_case_type_that_cases_began_with_needs_a_new_number(
    database: str, tmp_path: Path
) -> None:
    house, clock = opened(database, tmp_path)
    open_hearing(house, clock)
    files = dict(in_force(shelf_of(house)).files)
    files["words.toml"] = files["words.toml"].replace('text = "Godkendt"', 'text = "Vedtaget"')
    with pytest.raises(FaultyDefinitions) as raised:
        kept(house, files, 0)
    assert [str(fault) for fault in raised.value.faults] == [
        "case_types/politisk-sag.toml: version: sager er begyndt med version 1, og den havde andet"
        " indhold — skriv version = 2, også når det er ordene i words.toml, der er ændret"
    ]
    name = "case_types/politisk-sag.toml"
    files[name] = files[name].replace("version = 1", "version = 2")
    assert kept(house, files, 0) == 2


def test_letters_that_a_version_lacks_are_lent(house: Installation) -> None:
    files = dict(in_force(shelf_of(house)).files)
    del files[LETTER]
    kept(house, files, 0)
    assert with_newest(house).definitions.letters == house.definitions.letters


def test_a_version_that_there_is_not_is_not_found(house: Installation) -> None:
    with pytest.raises(NotFound):
        version(shelf_of(house), 1)


def test_lines_end_the_same_whatever_editor_wrote_them() -> None:
    assert definitions.unified("a\r\nb\r\n\r\n") == "a\nb\n"
    assert definitions.unified(" \r\n") == ""


def test_a_logo_that_is_no_text_is_told(tmp_path: Path) -> None:
    folder = norddjurs_in(tmp_path)
    (folder / "logo.svg").write_bytes("<svg>é</svg>".encode("latin-1"))
    definitions.read(folder)
    with pytest.raises(FaultyDefinitions, match=r"logo\.svg: filen: er ikke UTF-8"):
        definitions.texts_of(folder)


def test_the_logo_is_kept_with_the_rest(house: Installation) -> None:
    files = {**renamed("Finansudvalget"), "logo.svg": "<svg><!-- nyt --></svg>\n"}
    kept(house, files, 0)
    assert with_newest(house).definitions.logo == b"<svg><!-- nyt --></svg>\n"
