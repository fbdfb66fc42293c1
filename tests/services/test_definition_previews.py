"""What definitions will look like: every letter and case type that comes with the product."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

import definitions
from tests.definitions.folders import NORDDJURS
from tests.open_hearing import installed, open_hearing
from workflows.engine.checking_layout import LETTER_KINDS
from workflows.engine.errors import WrongInput
from workflows.engine.vocabulary import MessageKind, Openness, Trigger
from workflows.records.case_list import EVERYTHING, Viewer
from workflows.services.definition_archive import MOST_BYTES, archive_of, files_in
from workflows.services.definition_previews import (
    Untouched,
    Way,
    drawing,
    letter_preview,
    untouched,
)

FILES = definitions.texts_of(NORDDJURS)
DEFINED = definitions.read_texts(FILES)
NOBODY = Viewer("018bb5a0-0000-7000-8000-00000000ffff", sees_closed=False)


@pytest.mark.parametrize("kind", LETTER_KINDS)
def test_every_letter_can_be_shown_and_leads_nowhere(kind: MessageKind) -> None:
    shown = letter_preview(DEFINED, kind)
    assert shown.subject
    assert "<p>" in shown.body
    assert "<a " not in shown.body
    assert shown.sender_name == "Norddjurs Kommune"


def test_a_letter_says_nothing_in_html_of_its_own() -> None:
    files = {**FILES, "letters/officer.toml": 'subject = "A"\ntext = "<script>{{ notice }}"\n'}
    shown = letter_preview(definitions.read_texts(files), MessageKind.OFFICER)
    assert "<script>" not in shown.body


@pytest.mark.parametrize("name", DEFINED.case_types)
def test_every_case_type_can_be_drawn(name: str) -> None:
    shown = drawing(DEFINED, DEFINED.case_types[name])
    assert [shown.states[at].title for at in (0, -1)] == ["Under udarbejdelse", "Afsluttet"]
    assert shown.states[0].ways == (Way("sendes videre", 1),)
    assert all(state.ways for state in shown.states[:-1])
    assert shown.mermaid.startswith("stateDiagram-v2\n")


def test_a_type_without_a_route_has_an_example() -> None:
    shown = drawing(DEFINED, DEFINED.case_types["politisk-sag"])
    assert shown.is_example
    assert shown.line == "ØK, høring, ØK, KB"


def test_cases_under_way_keep_what_they_began_with(database: str, tmp_path: Path) -> None:
    house, clock = installed(database, tmp_path)
    open_hearing(house, clock, number="23/1")
    open_hearing(house, clock, openness=Openness.CLOSED, number="23/2")
    open_hearing(house, clock, number="23/3").advance(Trigger.WITHDRAW, reason="Taget af bordet")
    assert untouched(house, EVERYTHING, house.definitions) == ()
    name = "case_types/politisk-sag.toml"
    files = {**FILES, name: FILES[name].replace("version = 1", "version = 2")}
    newer = definitions.read_texts(files)
    assert untouched(house, EVERYTHING, newer) == (Untouched("Politisk sag", 2),)
    assert untouched(house, NOBODY, newer) == (Untouched("Politisk sag", 1),)


def test_a_zip_holds_all_files_and_gives_them_back() -> None:
    packed = archive_of(FILES)
    assert files_in(BytesIO(packed)) == FILES
    assert archive_of(dict(reversed(FILES.items()))) == packed


def test_a_folder_around_and_what_is_no_definition_are_left_out() -> None:
    more = {"__MACOSX/norddjurs/._words.toml": "\x00", "norddjurs/README.md": "Hej"}
    packed = archive_of({f"norddjurs/{name}": text for name, text in FILES.items()} | more)
    assert files_in(BytesIO(packed)) == FILES
    one = {"letters/officer.toml": "a = 1\n"}
    assert files_in(BytesIO(archive_of(one))) == one


def zipped(name: str, content: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "kan ikke l"),
        (b"PK\x03\x04 og mere", "kan ikke l"),
        (archive_of(FILES)[:-40], "kan ikke l"),
        (archive_of({"README.md": "Hej"}), "ingen .toml-filer"),
        (archive_of({f"case_types/{n}.toml": "a = 1\n" for n in range(61)}), "mere end 60"),
        (zipped("words.toml", b" " * (MOST_BYTES + 1)), "mere end 1 MB"),
        (zipped("words.toml", b"\xe6"), "ikke UTF-8"),
    ],
    ids=["empty", "broken", "cut", "none", "many", "big", "latin"],
)
def test_what_is_no_archive_of_definitions_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(WrongInput, match=said) as raised:
        files_in(BytesIO(content))
    assert raised.value.field == "file"
