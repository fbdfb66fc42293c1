"""The høringsnotat over HTTP: written together, finished as files, outdated, and made anew."""

import re
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import docx
import httpx
import pypdf

from tests.desk import ON_SQLITE, Desk, desk_of, words
from tests.office import Office
from tests.open_hearing import installed, open_hearing, served
from tests.web.test_cases import answer, new_case, opened_hearing
from workflows.services.sweeping import sweep
from workflows.services.uploads import path_of

pytestmark = ON_SQLITE


def closed_hearing(opened: Office, desk: Desk, **given: str) -> str:
    """A hearing that two of three have answered, closed; the path of its report."""
    new_case(desk, number="23/2079", **given)
    hearing = opened_hearing(desk)
    opened.go_to(2023, 11, 6, 9)
    answer(
        desk,
        hearing,
        0,
        stance="supports_with_remarks",
        text="Husk busserne.\n\n#panic() 👍",
        channel="letter",
        day="2023-11-05",
        time="14:30",
    )
    answer(
        desk,
        hearing,
        1,
        stance="supports",
        text="Fint.",
        channel="mail",
        day="2023-11-06",
        time="09:15",
    )
    opened.go_to(2023, 11, 23, 8)
    sweep(opened.house)
    return f"{hearing}/notat"


def late_answer(opened: Office, desk: Desk, report: str) -> None:
    opened.go_to(2023, 11, 24, 9)
    answer(
        desk,
        report.removesuffix("/notat"),
        2,
        stance="opposes",
        text="Vi er imod.",
        channel="phone",
        day="2023-11-24",
        time="08:30",
    )


def test_an_open_hearing_has_a_report_to_read_but_not_to_write(maja: Desk) -> None:
    new_case(maja)
    hearing = opened_hearing(maja)
    assert "Høringen er stadig åben" in maja.read(f"{hearing}/notat")
    assert 'name="introduction"' not in maja.page


def test_a_report_is_written_in_finished_outdated_and_made_anew(opened: Office, maja: Desk) -> None:
    report = closed_hearing(opened, maja)
    maja.read(report)
    maja.send(
        introduction="Tak for svarene.",
        comment=["Det er vi enige i.", ""],
        changes=["Afsnit 3 nævner busserne.", ""],
    )
    assert maja.path == report
    assert maja.form()["comment"] == ["Det er vi enige i.", ""]
    assert "Gemt 23-11-2023" in words(maja.page)
    assert "Færdige udgaver" not in maja.page

    maja.send(do="finish")
    assert "Udgave 1 er færdig" in words(maja.page)
    first = maja.client.get(f"{report}/1.pdf")
    assert first.headers["content-disposition"].startswith("attachment")
    text = said(first.content)
    order = [
        "Høringsnotat: Strategi for frivillighed",
        "Tak for svarene.",
        "1. Høringen",
        "svarfrist til og med onsdag den 22. november 2023",
        "Hvem svarede",
        "Handicaprådet, 05-11-2023 kl. 14.30",
        "Hvem svarede ikke • De frivillige 2. Svarene",
        "2. Svarene",
        "Høringssvar Forvaltningens kommentar Det ændres",
        "Husk busserne.",
        "#panic() [U+1F44D]",
        "Det er vi enige i.",
        "Afsnit 3 nævner busserne.",
        "Fint.",
    ]
    assert [part for part in order if part not in text] == []
    assert [text.index(part) for part in order] == sorted(text.index(part) for part in order)
    cells = [
        cell.text
        for table in docx.Document(BytesIO(maja.client.get(f"{report}/1.docx").content)).tables
        for cell in table.rows[1].cells
    ]
    assert "Husk busserne.\n#panic() 👍" in cells[0]
    assert cells[1:3] == ["Det er vi enige i.", "Afsnit 3 nævner busserne."]

    late_answer(opened, maja, report)
    assert "Udgave 1 er forældet 1 svar er kommet til eller rettet siden." in words(
        maja.read(report)
    )
    assert "forældet" in maja.read(report.split("/hoeringer")[0])
    maja.read(report)
    maja.send(do="finish")
    said_now = words(maja.page)
    assert "Udgave 2 er færdig" in said_now
    assert "Udgave 1 :" in said_now
    assert "De frivillige, 24-11-2023 kl. 08.30, kom efter fristen" in said(
        maja.client.get(f"{report}/2.pdf").content
    )
    assert maja.client.get(f"{report}/1.pdf").content == first.content
    assert path_of(opened.house, sha256(first.content).hexdigest()).is_file()
    assert maja.client.get(f"{report}/3.pdf").status_code == 404
    assert maja.client.get(f"{report}/1.exe").status_code == 404

    attached = words(maja.read(f"{report.split('/hoeringer')[0]}/bilag"))
    assert "Høringsnotat , udgave 2 fra " in attached
    assert "høringen lukkede" in attached
    case = words(maja.tab("journal"))
    assert case.count("Høringsnotatet blev gjort færdigt") == 2
    assert "Der blev skrevet i høringsnotatet" in case
    assert "Om svaret fra: Handicaprådet" in case


def said(content: bytes) -> str:
    """The text of a PDF, its words parted by single spaces and no hyphens at line ends."""
    pages = pypdf.PdfReader(BytesIO(content)).pages
    text = "\n".join(page.extract_text() for page in pages)
    return " ".join(re.sub(r"(?<=\w)-\n(?=[a-zæøå])", "", text).split())


def test_two_officers_never_write_over_each_other(opened: Office, maja: Desk, bo: Desk) -> None:
    report = closed_hearing(opened, maja)
    maja.read(report)
    bo.read(report)
    maja.send(comment=["Majas kommentar.", ""])
    bo.send(comment=["Bos kommentar.", "Om det andet."], status=409)
    assert "Maja Holt skrev i mellemtiden: Majas kommentar." in words(bo.page)
    assert bo.form()["comment"] == ["Bos kommentar.", "Om det andet."]
    bo.send(comment=["Majas og Bos kommentar.", "Om det andet."])
    assert "Majas og Bos kommentar." in maja.read(report)
    assert "Om det andet." in maja.page


def test_officers_write_in_different_sections_at_once(opened: Office, maja: Desk, bo: Desk) -> None:
    report = closed_hearing(opened, maja)
    maja.read(report)
    bo.read(report)
    maja.send(comment=["Majas kommentar.", ""])
    bo.send(comment=["", "Bos kommentar."])
    assert bo.form()["comment"] == ["Majas kommentar.", "Bos kommentar."]


def test_what_was_not_seen_is_not_finished(opened: Office, maja: Desk, bo: Desk) -> None:
    report = closed_hearing(opened, maja)
    bo.read(report)
    late_answer(opened, maja, report)
    bo.send(comment=["Gemt alligevel.", ""], do="finish", status=409)
    assert "Notatet er ikke gjort færdigt" in bo.page
    assert "Gemt alligevel." in bo.page
    assert "Færdige udgaver" not in bo.page
    bo.send(do="finish")
    assert "Udgave 1 er færdig" in words(bo.page)


def test_a_form_sent_twice_is_one_version(opened: Office, maja: Desk) -> None:
    report = closed_hearing(opened, maja)
    maja.read(report)
    form = {**maja.form(), "comment": ["Enig.", ""], "do": "finish"}
    for _ in range(2):
        assert maja.client.post(report, data=form).status_code == 303
    assert "Udgave 1 er færdig" in words(maja.read(report))
    assert maja.client.get(f"{report}/2.pdf").status_code == 404


def test_a_replaced_answer_keeps_its_comment_and_says_so(opened: Office, maja: Desk) -> None:
    report = closed_hearing(opened, maja)
    maja.read(report)
    maja.send(comment=["Det er vi enige i.", ""])
    opened.go_to(2023, 11, 24, 9)
    answer(
        maja,
        report.removesuffix("/notat"),
        0,
        stance="opposes",
        text="Vi har ombestemt os.",
        channel="letter",
        day="2023-11-24",
        time="08:30",
    )
    assert "Se, om den passer endnu" in maja.read(report)
    assert maja.form()["comment"] == ["Det er vi enige i.", ""]
    maja.send(comment=["Det tager vi til efterretning.", ""])
    assert "Se, om den passer endnu" not in maja.page


def test_the_report_stands_on_the_next_bodys_agenda_item(opened: Office, maja: Desk) -> None:
    report = closed_hearing(opened, maja)
    case = report.split("/hoeringer")[0]
    maja.read(case)
    maja.do("put_on_agenda", meets_on="2023-12-20")
    assert "Høringsnotat ikke færdigt" in words(maja.read("/moeder"))
    maja.read(report)
    maja.send(do="finish")
    assert f"{report}/1.pdf" in maja.read("/moeder")
    opened.go_to(2023, 12, 20, 18)
    assert f"{report}/1.pdf" in maja.read(f"{case}/handling/decide")


def test_the_report_of_a_closed_case_is_there_only_for_those_who_may_see_it(
    opened: Office, maja: Desk, bo: Desk, address: str
) -> None:
    report = closed_hearing(opened, maja, openness="closed")
    maja.read(report)
    form = maja.form()
    maja.send(do="finish")
    bo.read("/sager")
    for path in (report, f"{report}/1.pdf", f"{report}/1.docx"):
        assert bo.client.get(path).status_code == 404
    key = bo.form("/log-ud")["form_key"]
    assert bo.client.post(report, data={**form, "form_key": key}).status_code == 404
    with desk_of(opened, address, "vera") as vera:
        assert vera.client.get(f"{report}/1.pdf").status_code == 200


def test_an_ended_case_has_a_report_to_read_but_not_to_write(opened: Office, maja: Desk) -> None:
    report = closed_hearing(opened, maja)
    maja.read(report)
    form = maja.form()
    maja.read(report.split("/hoeringer")[0])
    maja.do("withdraw", reason="Sagen er bortfaldet.")
    assert 'name="introduction"' not in maja.read(report)
    refused = maja.client.post(report, data={**form, "introduction": "For sent, men kært." * 4})
    assert refused.status_code == 409
    assert "For sent, men kært." in refused.text


def test_junk_in_the_form_of_a_report_changes_nothing(opened: Office, maja: Desk) -> None:
    report = closed_hearing(opened, maja)
    maja.read(report)
    form = maja.form()
    for junk in (
        {"about": ["x", "y"]},
        {"comment": "kun én"},
        {"comment": ["a" * 200_001, ""]},
        {"introduction": "b" * 200_001},
        {"introduction_saved": "-1", "introduction": "c"},
    ):
        status = maja.client.post(report, data={**form, **junk}).status_code
        assert status in (409, 413, 422), junk
    foreign = "018bb5a0-0000-7000-8000-000000000009:0"
    assert maja.client.post(report, data={**form, "about": [foreign] * 2}).status_code == 404
    assert maja.read(report)
    assert "Gemt " not in words(maja.page).replace("Gem ", "")


def test_a_receipt_can_be_kept_as_accessible_pdf(database: str, tmp_path: Path) -> None:
    house, clock = installed(database, tmp_path)
    hearing = open_hearing(house, clock)
    party = hearing.parties[0]
    with served(house) as address, httpx.Client(base_url=address, follow_redirects=True) as client:
        page = client.get(f"/svar/{party}/{hearing.token()}").text
        given = {
            name: found[1]
            for name in ("csrf", "key", "base_version")
            if (found := re.search(rf'name="{name}" value="([^"]*)"', page))
        }
        given |= {"stance": "supports_with_remarks", "text": "Husk busserne.\n\n*fed* 👍"}
        receipt = client.post(f"/svar/{party}", files=[(k, (None, v)) for k, v in given.items()])
        number = receipt.url.path.rsplit("/", 1)[1]
        link = f"/svar/{party}/kvittering/{number}.pdf"
        assert link in receipt.text
        made = client.get(link)
        assert made.headers["content-type"] == "application/pdf"
        assert (
            made.headers["content-disposition"] == f'attachment; filename="Kvittering {number}.pdf"'
        )
        text = said(made.content)
        order = [f"Kvittering for høringssvar {number}", "Handicaprådet", "Husk busserne.", "*fed*"]
        assert [text.index(part) for part in order] == sorted(text.index(part) for part in order)
        assert "inden fristen" in text
        assert pypdf.PdfReader(BytesIO(made.content)).trailer["/Root"]["/Lang"] == "da"
        assert "svaret er modtaget" not in client.get(f"/svar/{party}/kvittering/X.pdf").text
        stranger = httpx.get(f"{address}{link}")
        assert stranger.status_code == 404


def corrected_too_late(opened: Office, desk: Desk, report: str) -> None:
    opened.go_to(2023, 11, 24, 9)
    answer(
        desk,
        report.removesuffix("/notat"),
        1,
        stance="opposes",
        text="Vi har tænkt os om.",
        channel="mail",
        day="2023-11-24",
        time="08:30",
    )


def test_an_answer_in_time_stays_and_one_that_came_too_late_stands_beside_it(
    opened: Office, maja: Desk
) -> None:
    report = closed_hearing(opened, maja)
    maja.read(report)
    maja.send(comment=["", "Godt."], do="finish")
    corrected_too_late(opened, maja, report)
    page = words(maja.read(report))
    assert "Fint." in page
    assert "Vi har tænkt os om." in page
    assert "rettet efter fristen; svaret inden fristen gælder" in page
    assert "1 svar er kommet til eller rettet siden." in page
    assert "Se, om den passer endnu." in page
    maja.send(comment=["", "Godt, og tak."], do="finish")
    assert "Udgave 2 er færdig" in words(maja.page)
    assert "Se, om den passer endnu." not in words(maja.page)
    text = said(maja.client.get(f"{report}/2.pdf").content)
    for part in ("Fint.", "Vi har tænkt os om.", "rettet efter fristen", "Godt, og tak."):
        assert part in text
    hearing = words(maja.read(report.removesuffix("/notat")))
    assert "rettet efter fristen; svaret inden fristen gælder" in hearing
    case = words(maja.read(report.partition("/hoeringer")[0]))
    assert "rettet efter fristen: støtter ikke forslaget" in case
