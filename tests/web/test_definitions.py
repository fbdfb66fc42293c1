"""The definitions in the browser: edited, looked at, kept, taken back, by administrators alone."""

from collections.abc import Iterator

import httpx
import pytest

from tests.desk import Desk, desk_of, words
from tests.office import Office
from tests.serving import shown
from web.app import create_app
from web.newest import put_in_force
from workflows.services.definition_archive import archive_of
from workflows.services.definition_versions import in_force, shelf_of
from workflows.services.in_force import LOOKS_EVERY_SECONDS, Current

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

RET = "/definitioner/ret"
BODIES = f"{RET}?fil=bodies.toml"


@pytest.fixture
def vera(opened: Office, address: str) -> Iterator[Desk]:
    with desk_of(opened, address, "vera") as desk:
        yield desk


def text_of(desk: Desk) -> str:
    text = desk.form(RET)["text"]
    assert isinstance(text, str)
    return text


def rename(desk: Desk, name: str, note: str = "Nyt navn", status: int = 200) -> str:
    """Give the committee of economy another name, on the sheet that is open."""
    lines = text_of(desk).splitlines()
    at = lines.index('code = "ØK"') + 1
    lines[at] = f'name = "{name}"'
    return desk.send(RET, text="\r\n".join(lines), note=note, status=status)


def test_only_an_administrator_comes_in(opened: Office, maja: Desk, vera: Desk) -> None:
    assert "Det kan kun en administrator" in maja.read("/definitioner", 403)
    for path in (BODIES, "/definitioner/filer.zip", "/definitioner/versioner/1"):
        assert maja.client.get(path).status_code == 403
    for path in (RET, "/definitioner/indlaes"):
        assert maja.client.post(path, data={"text": "a"}).status_code == 403
    assert "/definitioner" not in maja.read("/")
    assert 'href="/definitioner"' in vera.read("/")


def test_a_body_is_renamed_and_everybody_goes_by_it(opened: Office, maja: Desk, vera: Desk) -> None:
    vera.read(BODIES)
    assert "Version 2 er gemt" in rename(vera, "Finansudvalget")
    assert vera.path == "/definitioner"
    assert "Vera Vang Hvad og hvorfor Nyt navn" in words(vera.page)
    assert "Finansudvalget" in maja.read("/udvalg")
    page = vera.read("/definitioner/versioner/2")
    assert '-name = "Økonomiudvalget"' in words(page).replace("&#34;", '"')
    assert "\r" not in in_force(shelf_of(opened.house)).files["bodies.toml"]


def test_what_it_does_is_shown_before_it_is_kept(opened: Office, vera: Desk) -> None:
    vera.read(f"{RET}?fil=letters/officer.toml&fil=case_types/politisk-sag.toml")
    letter, case_type = vera.form(RET)["text"]
    sent = [
        letter.replace("{{ notice }}", "{{ notice }}\n\nHilsen os alle"),
        case_type.replace("version = 1", "version = 2"),
    ]
    page = words(vera.send(RET, text=sent, do="look"))
    assert "Der er ingen fejl. Intet er gemt endnu." in page
    assert "+Hilsen os alle" in page
    assert "Fristen er passeret. Hilsen os alle" in page
    assert "stateDiagram-v2" in page
    assert "Ingen sager i gang" in page
    assert vera.form(RET)["text"][0].count("Hilsen os alle") == 1
    assert in_force(shelf_of(opened.house)).number == 0


def test_every_fault_is_told_with_its_line_and_the_text_stands(opened: Office, vera: Desk) -> None:
    vera.read(f"{RET}?fil=municipality.toml&fil=letters/officer.toml")
    first, second = vera.form(RET)["text"]
    first = first.replace("sender =", "sendr =")
    second = second.replace("{{ notice }}", "{{ notits }}")
    page = words(vera.send(RET, text=[first, second], note="Fejl", status=422))
    at = 1 + next(n for n, line in enumerate(first.splitlines()) if line.startswith("sendr"))
    assert f"I municipality.toml, linje {at}: sendr: ukendt nøgle" in page
    assert "`notits`" in page
    assert vera.form(RET)["text"] == [first, second]
    assert vera.form(RET)["note"] == "Fejl"
    assert in_force(shelf_of(opened.house)).number == 0


def test_of_two_administrators_the_second_sees_what_the_first_changed(
    opened: Office, vera: Desk, address: str
) -> None:
    with desk_of(opened, address, "vera") as other:
        other.read(BODIES)
        vera.read(BODIES)
        rename(vera, "Finansudvalget")
        page = rename(other, "Pengeudvalget", status=409)
        assert '+name = "Finansudvalget"' in words(page)
        assert "Pengeudvalget" in text_of(other)
        assert "Version 3 er gemt" in other.send(RET)
    assert "Pengeudvalget" in in_force(shelf_of(opened.house)).files["bodies.toml"]


def test_the_way_back_is_a_new_version(opened: Office, vera: Desk) -> None:
    vera.read(BODIES)
    rename(vera, "Finansudvalget")
    vera.read("/definitioner/versioner/1")
    vera.read(f"{RET}?fra=1")
    assert "Økonomiudvalget" in text_of(vera)
    assert "Version 3 er gemt" in vera.send(RET)
    assert "Som version 1" in words(vera.page)
    assert "Økonomiudvalget" in in_force(shelf_of(opened.house)).files["bodies.toml"]


def test_a_case_type_is_added_and_taken_away(opened: Office, vera: Desk) -> None:
    vera.read(f"{RET}?fil=&fil=case_types/byggesag.toml")
    old = in_force(shelf_of(opened.house)).files["case_types/orienteringssag.toml"]
    text = old.replace("orienteringssag", "byggesag").replace("Orienteringssag", "Byggesag")
    assert "Version 2 er gemt" in vera.send(RET, text=text, note="Byggesager")
    assert "Byggesag" in vera.read("/sager/ny")
    vera.read(f"{RET}?fil=case_types/byggesag.toml")
    vera.send(RET, drop="case_types/byggesag.toml", note="Ingen byggesager")
    assert "case_types/byggesag.toml" not in in_force(shelf_of(opened.house)).files


@pytest.mark.parametrize("number", ["0", "x", "9999999999999999999999"])
def test_what_is_no_number_of_a_version_finds_none(vera: Desk, number: str) -> None:
    for path in ("versioner/{}", "filer.zip?version_number={}", "ret?fra={}"):
        assert vera.client.get(f"/definitioner/{path.format(number)}").status_code == 422
    assert vera.client.get(f"/definitioner?foer={number}").status_code == 422
    assert vera.client.get("/definitioner/versioner/7").status_code == 404


def test_what_another_process_kept_is_there_before_the_next_page(
    opened: Office, vera: Desk
) -> None:
    now = [100.0]
    app = create_app(opened.house)
    put_in_force(app.state, Current(opened.house, lambda: now[0]))
    with shown(app) as other:
        vera.read(BODIES)
        rename(vera, "Finansudvalget")
        cookies = dict(vera.client.cookies)
        assert "Finansudvalget" not in httpx.get(f"{other}/udvalg", cookies=cookies).text
        now[0] += LOOKS_EVERY_SECONDS
        assert "Finansudvalget" in httpx.get(f"{other}/udvalg", cookies=cookies).text


@pytest.mark.parametrize("name", ["../x.toml", "sager.txt", "a/b/c.toml"])
def test_a_file_has_a_name_that_a_file_here_can_have(vera: Desk, name: str) -> None:
    assert "kan en fil ikke hedde" in vera.read(f"{RET}?fil={name}", 422)


def test_nothing_chosen_leads_back_to_the_list(vera: Desk) -> None:
    vera.read(RET)
    assert vera.path == "/definitioner"


def upload(desk: Desk, content: bytes) -> httpx.Response:
    desk.read("/definitioner")
    fields = desk.form("/definitioner/indlaes")
    key = {"form_key": str(fields["form_key"])}
    answer = desk.client.post(
        "/definitioner/indlaes", data=key, files={"file": ("alt.zip", content)}
    )
    desk.page = answer.text
    return answer


def test_all_files_go_out_as_a_zip_and_come_in_again(opened: Office, vera: Desk) -> None:
    packed = vera.client.get("/definitioner/filer.zip")
    assert packed.headers["content-type"] == "application/zip"
    assert "intet at gemme" in upload(vera, packed.content).text
    files = dict(in_force(shelf_of(opened.house)).files)
    files["bodies.toml"] = files["bodies.toml"].replace("Økonomiudvalget", "Finansudvalget")
    del files["whom_to_hear.toml"]
    answer = upload(vera, archive_of(files))
    assert answer.status_code == 200
    assert '+name = "Finansudvalget"' in words(answer.text)
    assert "Version 2 er gemt" in vera.send(RET, note="Fra ZIP")
    assert in_force(shelf_of(opened.house)).files == files
    older = vera.client.get("/definitioner/filer.zip?version_number=1").content
    assert older == packed.content


def test_what_is_no_zip_is_told_at_its_field(vera: Desk) -> None:
    answer = upload(vera, b"ingen zip")
    assert (answer.status_code, 'id="file-fejl"' in answer.text) == (422, True)
