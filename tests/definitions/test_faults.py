"""Each way to spoil a folder of definitions gives a line that says what, where, how to mend it."""

from pathlib import Path

import pytest

import definitions
from tests.definitions.folders import NORDDJURS, faults_of, norddjurs_in, replace_in
from workflows.engine.errors import WrongInput

B, W, C, M = "bodies.toml", "words.toml", "calendars.toml", "municipality.toml"
PLAN, CASE, MED = (f"case_types/{name}.toml" for name in ("lokalplan", "politisk-sag", "med-sag"))
INVITE, RECEIPT = "letters/invitation.toml", "letters/receipt.toml"
REMIND, OFFICER = "letters/reminder.toml", "letters/officer.toml"
MAIL = "formand@handicapraadet.example"

EDITS = [
    # file, text in it, what it becomes; how the fault begins, what it says
    (PLAN, "minimum = ", "minimun = ", "hearing[lokalplan].minimun: ", "mente du `minimum`?"),
    (MED, 'route = "OMU"', 'rute = "OMU"', "rute: ", "mente du `route`?"),
    (M, 'sender = "sagsgang@', 'x = 1\nsender = "sagsgang@', "x: ", "ukendt nøgle"),
    (M, 'name = "Norddjurs Kommune"', "name = 7", "name: ", "7 er ikke en tekst"),
    (M, 'name = "Norddjurs Kommune"', "", "name: ", "mangler"),
    (M, '"Norddjurs Kommune"', '"  "', "name: ", "er tom"),
    (M, '"Norddjurs Kommune"', '"Nord\\ndjurs"', "name: ", "linjeskift"),
    (M, '"politisk-sag"', '"politisksag"', "usual_case_type: ", "mente du `politisk-sag`?"),
    (M, '"politisk-sag"', "[7]", "usual_case_type: ", "er ikke en tekst"),
    (MED, "version = 1", "version = true", "version: ", "true er ikke et helt tal"),
    (MED, "version = 1", "version = 0", "version: ", "0 går ikke"),
    (MED, "version = 1", f"version = 0x{'f' * 4000}", "version: ", "et meget stort tal går ikke"),
    (MED, 'route = "OMU"', 'route = "OMV"', "route: ", "»OMV«"),
    (MED, 'route = "OMU"', 'route = ""', "route: ", "er tom"),
    (MED, "[ladder]", "[stige]", "ladder: ", "mangler"),
    (W, 'effect = "return"', "", "word[hjemvist].effect: ", "mangler"),
    (W, 'effect = "return"', 'effect = "retrun"', "word[hjemvist].effect: ", "mente du `return`?"),
    (W, 'code = "henvist"', 'code = "Oversendt"', "word[Oversendt].code: ", "det samme som"),
    (W, 'text = "Henvist"', 'text = "OVERSENDT"', "word[henvist].text: ", "det samme som"),
    (W, 'code = "henvist"', 'code = "withdraw"', "word[withdraw].code: ", "reserveret"),
    (MED, 'route = "OMU"', 'route = "høring OMU"', "route: ", "»høring, OMU«, hvis OMU selv"),
    (MED, '"udsat"', '"udsæt"', "words[7]: ", "mente du `udsat`?"),
    (MED, '"udsat"', '"droeftet"', "words[7]: ", "to gange"),
    (PLAN, 'usual = "6 uger"', 'usual = "6"', "hearing[lokalplan].usual: ", "6"),
    (PLAN, 'usual = "6 uger"', 'usual = "0 uger"', "hearing[lokalplan].usual: ", "0 uger"),
    (PLAN, 'usual = "6 uger"', 'usual = "-6 uger"', "hearing[lokalplan].usual: ", "-6 uger"),
    (PLAN, 'usual = "6 uger"', 'usual = "3 uger"', "hearing[lokalplan].usual: ", "minimum"),
    (PLAN, 'usual = "6 uger"', 'usual = "20 dage"', "hearing[lokalplan].usual: ", "minimum"),
    (PLAN, 'code = "lokalplan"', "", "hearing[1].code: ", "mangler"),
    (PLAN, 'title = "Offentlig høring af lokalplanforslag"', "", "hearing[lokalplan].title: ", ""),
    (PLAN, '"lokalplan_mindre"', '"Lokalplan"', "hearing[Lokalplan].code: ", "det samme som"),
    (PLAN, '"7 dage"', '"14 dage"', "ladder.rungs[1]: ", "før invitationen"),
    (PLAN, '"7 dage"', '"10 hverdage"', "ladder.rungs[1]: ", "før invitationen"),
    (CASE, '"2 dage"', '"1 uge"', "ladder.rungs[2]: ", "falder sammen"),
    (CASE, '"7 dage", "2 dage"', '"2 dage", "7 dage"', "ladder.rungs[2]: ", "længere end"),
    (CASE, '"08:00"', '"05:00"', "ladder.at: ", "uden for"),
    (CASE, '"08:00"', '"18:00"', "ladder.at: ", "uden for"),
    (CASE, '"08:00"', '"kl. 8"', "ladder.at: ", "klokkeslæt"),
    (B, 'code = "HR"', 'code = "ær"', "body[ÆR].code: ", "det samme som body[ær].code"),
    (B, '"Handicapråd"', '"ÆLDRERA\u030aDET"', "body[ÆR].name: ", "det samme som"),
    (B, '"Handicapråd"', '"høring"', "body[HR].aliases[1]: ", "det samme som en høring"),
    (B, 'code = "HR"', 'code = "€"', "body[€].code: ", "hverken bogstaver"),
    (B, 'code = "HR"', 'code = "Hearing"', "body[Hearing].code: ", "hearing"),
    (B, 'code = "HR"', 'code = "OEK"', "body[OEK].code: ", "oek ligesom ØK"),
    (B, '"Handicapråd"', '"Sagsgang"', "body[HR]: ", "kan ikke læses"),
    (B, '"Handicapråd"', '"ØK og KB"', "body[HR]: ", "kan også læses som ØK, KB"),
    (B, '"Handicapråd"', '"Økonomiudvalg"', "body[HR]: ", "kan også læses som ØK"),
    (B, '"Handicapråd"', '"HR, KB"', "body[HR]: ", "kan også læses som HR, KB"),
    (B, '"Handicapråd"', '"20-12-2023"', "body[HR]: ", "læses ellers som en dato"),
    (B, '"Handicapråd"', '"2. behandling"', "body[HR]: ", "læses ellers som en dato eller be"),
    (B, '"Handicapråd"', '"til orientering"', "body[HR]: ", "bemærkning, der udelades"),
    (B, 'code = "HR"', 'code = "uge 3"', "body[uge 3]: ", "læses ellers som en dato"),
    (B, 'kind = "council"', 'kind = "committee"', "body: ", "én kommunalbestyrelse"),
    (B, 'kind = "external"', 'kind = "council"', "body: ", "her er KB, DN"),
    (B, 'kind = "external"', 'kind = "ekstern"', "body[DN].kind: ", "mente du `external`?"),
    (B, MAIL, "a@b.dk\\r\\nBcc: c@d.dk", "body[HR].contacts[1].email: ", "linjeskift"),
    (B, MAIL, "a@b.dk, c@d.dk", "body[HR].contacts[1].email: ", "mere end én adresse"),
    (B, MAIL, "rådet@b.dk", "body[HR].contacts[1].email: ", "andre tegn end a-z"),
    (B, MAIL, "formand", "body[HR].contacts[1].email: ", "har intet @"),
    (B, MAIL, "formand@dk", "body[HR].contacts[1].email: ", "ikke en gyldig"),
    (B, MAIL, "handicapraad@norddjurs.example", "body[HR].contacts[2].email: ", "to gange"),
    (M, "sagsgang@norddjurs.example", "sagsgang", "sender: ", "har intet @"),
    (M, "https://www.was", "http://www.was", "accessibility_statement: ", "https://"),
    (M, "www.was.digst.dk", "kim@www.was.digst.dk", "accessibility_statement: ", "ikke en adresse"),
    (M, "www.was.digst.dk", "was digst", "accessibility_statement: ", "ikke en adresse"),
    (M, '"07:30"', '"halv otte"', "digest_at: ", "er ikke et klokkeslæt"),
    (M, '"07:30"', "730", "digest_at: ", "er ikke en tekst"),
    (M, '"06-05"', '"02-31"', "closed_days[1]: ", "ikke en dag"),
    (M, '"06-05"', '"6-5"', "closed_days[1]: ", "ikke en dag"),
    (M, '"06-05"', '"12-24"', "closed_days[2]: ", "to gange"),
    (C, 'body = "VPU"', 'body = "VUP"', "calendar[VUP].body: ", "mente du `VPU`?"),
    (C, 'body = "BUU"', 'body = "VPU"', "calendar[VPU].body: ", "to kalendere"),
    (C, "2023-11-22", "2023-10-25", "calendar[VPU].dates[10]: ", "to gange"),
    (C, "2023-11-22", "2023-01-01", "calendar[VPU].dates[10]: ", "står efter"),
    (C, "2023-11-22", '"2023-11-22"', "calendar[VPU].dates[10]: ", "ikke en dato"),
    (C, "2023-11-22", "2023-11-22T08:00:00", "calendar[VPU].dates[10]: ", "ikke en dato"),
    (C, "2023-11-22", "2023-11-31", "linje ", "TOML"),
    (C, "tredje tirsdag", "femte tirsdag", "calendar[KB].rule: ", "sidste torsdag"),
    (C, '["juli"]', '["jul"]', "calendar[KB].except[1]: ", "ikke en måned"),
    (C, "to = 2027-12-31", "to = 2022-12-31", "calendar[KB].to: ", "0 til 20 år"),
    (C, "from = 2023-01-01", "", "calendar[KB].from: ", "mangler"),
    (C, "tredje tirsdag", "anden mandag", "calendar[KB].rule: ", "2. p"),
    (C, "2023-11-22", "2023-11-22]\nto = 2027-01-01\nx = [1", "calendar[VPU].to", "hører til"),
    (C, 'dispatch = "4 hverdage"', 'dispatch = "30 dage"', "calendar[KB].cutoff: ", "lukker"),
    (INVITE, "{{ link }}", "{{ lnk }}", "text: ", "mente du `link`?"),
    (INVITE, "{{ link }}", "{{ receipt }}", "text: ", "findes ikke i dette brev"),
    (INVITE, "{{ link }}", "{{ link", "text: ", "kan ikke læses"),
    (INVITE, "{{ link }}", "{{ link | shout }}", "text: ", "filteret"),
    (INVITE, "{{ link }}", "{{ 9 ** 9 ** 9 }}", "text: ", "Pow kan ikke bruges"),
    (INVITE, "{{ link }}", "{{ link.upper() }}", "text: ", "Call kan ikke bruges"),
    (INVITE, "{{ link }}", "{% include 'bodies.toml' %}", "text: ", "Include kan ikke bruges"),
    (RECEIPT, "file.name", "file.navn", "text: ", "kan ikke udfyldes"),
    (RECEIPT, 'subject = "', 'subject = "{% if late %}x\\ny{% endif %}', "subject: ", "én linje"),
    (INVITE, 'subject = "', 'subject = "\\n', "subject: ", "én linje"),
    (INVITE, "{{ case_title }}\"", '{{ \\"\\\\n\\" }}"', "subject: ", "én linje"),
    (RECEIPT, "subject = ", "emne = ", "subject: ", "mangler"),
    (INVITE, "{{ link }}", "se mailen", "text: ", "linket mangler"),
    (INVITE, "{{ link }}", "{{ link | upper }}", "text: ", "linket mangler"),
    (INVITE, "{{ link }}", "{% if late %}{{ link }}{% endif %}", "text: ", "linket mangler"),
    (REMIND, "{{ link }}", "se invitationen", "text: ", "linket mangler"),
    (INVITE, '{{ case_title }}"', '{{ link }}"', "subject: ", "holder et link"),
    (OFFICER, 'subject = "', 'subject = "{{ case_link | lower }}', "subject: ", "holder et link"),
    (M, '"06-05"', '"friday-after-easter"', "closed_days[1]: ", "`friday-after-ascension`?"),
    (M, '"06-05"', '"Friday-After-Ascension"', "closed_days[1]: ", "ikke en dag"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "begins", "says"), EDITS)
def test_a_fault_is_found_and_named(
    tmp_path: Path, file: str, old: str, new: str, begins: str, says: str
) -> None:
    folder = norddjurs_in(tmp_path)
    replace_in(folder / file, old, new)
    found = faults_of(folder)
    assert any(line.startswith(f"{file}: {begins}") and says in line for line in found), found


def test_all_faults_come_in_one_run_sorted_by_file(tmp_path: Path) -> None:
    folder = norddjurs_in(tmp_path)
    replace_in(folder / M, "sagsgang@", "sagsgang ved ")
    replace_in(folder / MED, 'title = "MED-sag"', "titel = 1")
    replace_in(folder / W, 'effect = "lapse"', 'effect = "forsvind"')
    replace_in(folder / INVITE, "{{ link }}", "{{ frist }}")
    (folder / C).write_text("calendar = [")
    found = faults_of(folder)
    assert [line.partition(": ")[0] for line in found] == [C, MED, MED, INVITE, M, W]


def test_one_unreadable_file_does_not_drown_the_others_in_consequences(tmp_path: Path) -> None:
    folder = norddjurs_in(tmp_path)
    (folder / B).write_text("[[body]\n")
    (folder / W).write_bytes(b'code = "\xe6"')
    found = faults_of(folder)
    assert len(found) == 2
    assert found[0].startswith("bodies.toml: linje 1, tegn ")
    assert found[1].startswith("words.toml: filen: byte 9 er ikke UTF-8")


@pytest.mark.parametrize("content", ["", "# kun en kommentar\n", "\ufeff"])
def test_an_empty_file_is_one_fault(tmp_path: Path, content: str) -> None:
    folder = norddjurs_in(tmp_path)
    (folder / C).write_text(content)
    assert [line.partition(" — ")[0] for line in faults_of(folder)] == [
        "calendars.toml: filen: er tom"
    ]


def test_an_empty_folder_lacks_every_file(tmp_path: Path) -> None:
    found = faults_of(tmp_path)
    for file in (M, B, W, C, "letters/invitation.toml", "letters/officer.toml"):
        assert any(line.startswith(f"{file}: filen: mangler") for line in found)
    assert any(line.startswith("case_types/: mappen: har ingen sagstyper") for line in found)


def test_a_file_from_windows_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    folder = norddjurs_in(tmp_path)
    text = (folder / M).read_text()
    (folder / M).write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert faults_of(folder) == []


@pytest.mark.parametrize(
    ("file", "says"),
    [("boddies.toml", "mente du `bodies.toml`?"), ("letters/hilsen.toml", "kendes ikke")],
)
def test_a_file_out_of_place_is_a_fault(tmp_path: Path, file: str, says: str) -> None:
    folder = norddjurs_in(tmp_path)
    (folder / file).write_text('subject = "x"')
    found = faults_of(folder)
    assert len(found) == 1
    assert found[0].startswith(f"{file}: filen: ")
    assert says in found[0]


def test_notes_and_hidden_files_are_left_alone(tmp_path: Path) -> None:
    folder = norddjurs_in(tmp_path)
    (folder / "LÆSMIG.md").write_text("Rettes af sekretariatet.")
    (folder / ".bodies.toml").write_text("[[[")
    assert faults_of(folder) == []


def test_a_letter_that_an_upgrade_has_brought_is_lent(tmp_path: Path) -> None:
    folder = norddjurs_in(tmp_path)
    (folder / RECEIPT).unlink()
    assert faults_of(folder) == []
    assert definitions.letters_lent_to(folder) == (RECEIPT,)
    assert definitions.read(folder).letters == definitions.read(NORDDJURS).letters
    (folder / RECEIPT).symlink_to("ingen-steder.toml")
    assert faults_of(folder)[0].startswith(f"{RECEIPT}: filen: er et link")


def test_two_files_may_not_define_one_case_type(tmp_path: Path) -> None:
    folder = norddjurs_in(tmp_path)
    replace_in(folder / MED, 'name = "med-sag"', 'name = "Lokalplan"')
    [fault] = faults_of(folder)
    assert fault.startswith(f"{MED}: name: ")
    assert "det samme som case_types/lokalplan.toml: name" in fault


def test_a_case_type_that_no_word_moves_on_is_a_dead_end(tmp_path: Path) -> None:
    folder = norddjurs_in(tmp_path)
    text = (folder / MED).read_text()
    head, _, rest = text.partition("words = [")
    (folder / MED).write_text(f'{head}words = ["udsat"]{rest.partition("]")[2]}')
    found = faults_of(folder)
    assert any(line.startswith(f"{MED}: words: ") and "omu-1" in line for line in found), found
    assert all('tilføj et ord med effect = "advance"' in line for line in found)


def test_sending_to_hearing_needs_a_hearing(tmp_path: Path) -> None:
    folder = norddjurs_in(tmp_path)
    text = (folder / MED).read_text()
    (folder / MED).write_text(text.partition("[[hearing]]")[0])
    [fault] = faults_of(folder)
    assert "sendt_i_hoering" in fault


def test_a_route_with_a_hearing_needs_a_hearing(tmp_path: Path) -> None:
    folder = norddjurs_in(tmp_path)
    file = folder / "case_types/orienteringssag.toml"
    replace_in(file, "version = 1", 'version = 1\nroute = "høring, KB"')
    [fault] = faults_of(folder)
    assert fault.startswith("case_types/orienteringssag.toml: route: har en høring")


def test_hostile_text_gives_lines_that_no_terminal_obeys(tmp_path: Path) -> None:
    folder = norddjurs_in(tmp_path)
    replace_in(folder / W, 'effect = "lapse"', 'effect = "la\\u001b[31m\\npse"\n"x\\ny" = 1')
    found = faults_of(folder)
    assert len(found) == 2
    assert all(line.isprintable() for line in found)


def test_deep_nesting_is_a_fault_and_no_traceback(tmp_path: Path) -> None:
    folder = norddjurs_in(tmp_path)
    (folder / W).write_text("word = " + "[" * 100_000)
    assert all(line.startswith("words.toml: ") for line in faults_of(folder))
    assert faults_of(folder)


def test_a_folder_that_is_not_there_is_wrong_input(tmp_path: Path) -> None:
    with pytest.raises(WrongInput, match="findes ikke"):
        definitions.read(tmp_path / "ingen")


@pytest.mark.parametrize("name", [M, "case_types/ny.toml", "gammel.toml", "noter"])
def test_a_link_to_nothing_is_a_fault(tmp_path: Path, name: str) -> None:
    folder = norddjurs_in(tmp_path)
    (folder / name).unlink(missing_ok=True)
    (folder / name).symlink_to(folder / "findes-ikke")
    [fault] = faults_of(folder)
    assert fault.startswith(f"{name}: filen: er et link til noget, der ikke findes — ")


@pytest.mark.parametrize("name", ["case_types/ny.toml", "ny.toml", "letters/receipt.toml"])
def test_a_folder_named_like_a_file_is_a_fault(tmp_path: Path, name: str) -> None:
    folder = norddjurs_in(tmp_path)
    (folder / name).unlink(missing_ok=True)
    (folder / name).mkdir()
    [fault] = faults_of(folder)
    assert fault.startswith(f"{name}: filen: er en mappe — ")


def test_a_link_to_a_folder_is_a_fault_for_it_is_not_looked_into(tmp_path: Path) -> None:
    folder = norddjurs_in(tmp_path)
    (folder / "flere").symlink_to(folder / "case_types")
    [fault] = faults_of(folder)
    assert fault.startswith("flere: mappen: er et link til en mappe — ")


def test_an_ending_in_capitals_is_a_fault(tmp_path: Path) -> None:
    folder = norddjurs_in(tmp_path)
    (folder / "case_types/ny.TOML").write_text("[[[")
    [fault] = faults_of(folder)
    assert fault.startswith("case_types/ny.TOML: filen: ")
    assert "omdøb den til ny.toml" in fault


def test_a_link_to_a_file_is_read(tmp_path: Path) -> None:
    folder = norddjurs_in(tmp_path)
    (folder / M).rename(tmp_path / "delt.toml")
    (folder / M).symlink_to(tmp_path / "delt.toml")
    assert faults_of(folder) == []


def test_a_renamed_word_is_one_fault_with_the_places_that_use_it(tmp_path: Path) -> None:
    folder = norddjurs_in(tmp_path)
    replace_in(folder / W, 'code = "udsat"', 'code = "udskudt"')
    [fault] = faults_of(folder)
    assert fault.startswith('words.toml: word: "udsat" findes ikke, men bruges 5 steder — ')
    assert "er den omdøbt til `udskudt`?" in fault
    assert "case_types/kommuneplan.toml: words[6], case_types/lokalplan.toml: words[6]" in fault


def test_a_renamed_word_hides_no_other_fault_and_brings_none(tmp_path: Path) -> None:
    folder = norddjurs_in(tmp_path)
    for code in ("godkendt", "tiltraadt", "anbefales"):
        replace_in(folder / W, f'code = "{code}"', f'code = "{code}_nu"')
    only = '["godkendt", "tiltraadt", "anbefales", "udsæt"]\nunknown = 1\ngammel = ['
    replace_in(folder / PLAN, "[\n", f"{only}\n")
    found = faults_of(folder)
    assert [line.partition(" — ")[0] for line in found if line.startswith(PLAN)] == [
        f'{PLAN}: words[4]: kender ikke "udsæt"',
        f"{PLAN}: unknown: ukendt nøgle",
        f"{PLAN}: gammel: ukendt nøgle",
    ]
    assert [line.split()[2] for line in found if line.startswith(W)] == [
        '"godkendt"',
        '"tiltraadt"',
        '"anbefales"',
    ]
    assert all("mente du" not in line or PLAN in line for line in found)


def test_a_renamed_body_is_one_fault_with_the_places_that_use_it(tmp_path: Path) -> None:
    folder = norddjurs_in(tmp_path)
    replace_in(folder / B, 'code = "ØK"', 'code = "ØKU"')
    [fault] = faults_of(folder)
    assert fault.startswith('bodies.toml: body: "ØK" findes ikke, men bruges 9 steder — ')
    assert "er den omdøbt til `ØKU`?" in fault
    for place in ("calendars.toml: calendar[ØK].body", f"{PLAN}: route"):
        assert place in fault


def test_a_route_to_a_body_that_never_meets_is_a_fault(tmp_path: Path) -> None:
    folder = norddjurs_in(tmp_path)
    replace_in(folder / MED, 'route = "OMU"', 'route = "LMU Ørum, UR, LMU Ørum"')
    assert faults_of(folder) == [
        f'calendars.toml: calendar: "{body}" har ingen møder, men sagsgangen i med-sag går der'
        f' — skriv en [[calendar]] med body = "{body}" og dens datoer'
        for body in ("LMU Ørum", "UR")
    ]


def test_a_calendar_without_dates_is_a_fault_where_a_route_goes_there(tmp_path: Path) -> None:
    folder = norddjurs_in(tmp_path)
    text = (folder / C).read_text()
    before, _, rest = text.partition('body = "OMU"')
    (folder / C).write_text(f'{before}body = "OMU"{_without_dates(rest)}')
    [fault] = faults_of(folder)
    assert fault.startswith('calendars.toml: calendar: "OMU" har ingen møder')


def _without_dates(text: str) -> str:
    head, _, rest = text.partition("dates = [")
    return f"{head}dates = [{rest[rest.index(']') :]}"


def test_a_case_type_is_called_as_its_file(tmp_path: Path) -> None:
    folder = norddjurs_in(tmp_path)
    (folder / MED).rename(folder / "case_types/med.toml")
    assert faults_of(folder) == [
        'case_types/med.toml: name: "med-sag" er ikke filens navn — skriv name = "med",'
        " eller omdøb filen til case_types/med-sag.toml"
    ]


@pytest.mark.parametrize("spoilt", ["name = ", ""])
def test_a_faulty_usual_case_type_is_one_fault(tmp_path: Path, spoilt: str) -> None:
    folder = norddjurs_in(tmp_path)
    (folder / CASE).write_text(spoilt)
    assert [line.split(":")[0] for line in faults_of(folder)] == [CASE]
