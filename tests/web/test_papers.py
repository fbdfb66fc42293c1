"""Agendas, minutes, items and extracts: what stands in them, and what never does."""

from io import BytesIO

import docx
import pypdf
import pytest

from tests.desk import ON_SQLITE, Desk, desk_of, words
from tests.office import Office
from tests.web.test_cases import meeting_of, new_case

pytestmark = ON_SQLITE

REMARK = "Ann Juul (V) bemærker, at busserne skal med."


@pytest.fixture
def case(opened: Office, maja: Desk) -> str:
    """A case on the committee's agenda of 22 November, with two points to decide."""
    path = new_case(maja, number="23/8", route="VPU, ØK, KB")
    maja.read(f"{path}/rediger")
    points = "at udvalget drøfter udkastet\nat strategien godkendes"
    maja.send(text="Det handler om frivillige.", proposer="Direktøren", points=points)
    maja.read(path)
    maja.do("submit")
    maja.do("put_on_agenda", meets_on="2023-11-22")
    return path


def decided(opened: Office, desk: Desk, case: str) -> None:
    opened.go_to(2023, 11, 22, 18)
    desk.read(f"{case}/handling/decide")
    desk.send(
        word="tiltraadt",
        text="",
        point_text=["Drøftet.", "Tiltrådt, med den bemærkning, at økonomien følges."],
        point_word=["", ""],
        remark_text=[REMARK, ""],
        remark_members=["", ""],
        absentees="Bo Bilde (A)",
    )


def pdf_text(desk: Desk, path: str) -> str:
    answer = desk.client.get(path)
    assert answer.status_code == 200, path
    assert answer.headers["content-type"] == "application/pdf"
    pages = pypdf.PdfReader(BytesIO(answer.content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def word_text(desk: Desk, path: str) -> str:
    answer = desk.client.get(path)
    assert answer.status_code == 200, path
    return " ".join(one.text for one in docx.Document(BytesIO(answer.content)).paragraphs)


def in_order(found: str, *wanted: str) -> None:
    places = [found.find(one) for one in wanted]
    assert -1 not in places, dict(zip(wanted, places, strict=True))
    assert places == sorted(places)


def test_an_agenda_has_every_part_of_its_items_in_the_printed_order(
    opened: Office, maja: Desk, case: str
) -> None:
    meeting = meeting_of(opened)
    for found in (
        pdf_text(maja, f"{meeting}/dagsorden.pdf"),
        word_text(maja, f"{meeting}/dagsorden.docx"),
    ):
        in_order(
            found,
            "Dagsorden: Voksen- og Plejeudvalget, onsdag den 22. november 2023",
            "1. Godkendelse af dagsorden",
            "2. Strategi for frivillighed",
            "23/8 Åben sag",
            "Sagsgang VPU, ØK, KB",
            "Sagsfremstilling Det handler om frivillige.",
            "Indstilling Direktøren indstiller,",
            "at udvalget drøfter udkastet",
            "at strategien godkendes",
        )
        assert "Beslutning i" not in found


def test_minutes_have_each_point_the_remark_and_who_was_absent(
    opened: Office, maja: Desk, case: str
) -> None:
    decided(opened, maja, case)
    meeting = meeting_of(opened)
    draft = pdf_text(maja, f"{meeting}/referat.pdf")
    in_order(
        draft,
        "Udkast til referat: Voksen- og Plejeudvalget",
        "Beslutning i Voksen- og Plejeudvalget den 22-11-2023",
        "Ad 1: Drøftet.",
        "Ad 2: Tiltrådt, med den bemærkning, at økonomien følges.",
        REMARK,
        "Fraværende: Bo Bilde (A)",
    )
    assert "Beslutning i" not in pdf_text(maja, f"{meeting}/dagsorden.pdf")
    maja.read(meeting)
    maja.send("/luk")
    assert pdf_text(maja, f"{meeting}/referat.pdf").startswith("Referat: Voksen- og Plejeudvalget")


def test_the_next_bodys_agenda_has_what_was_decided_before_and_an_extract_ends_there(
    opened: Office, maja: Desk, case: str
) -> None:
    decided(opened, maja, case)
    maja.read(meeting_of(opened))
    maja.send("/luk")
    maja.read(case)
    maja.do("put_on_agenda", meets_on="2023-12-12")
    assert "Ad 1: Drøftet." in pdf_text(maja, f"{case}/punkt.pdf")
    extract = maja.tab("beslutninger").split('/udskrift.pdf"')[0].rpartition('"')[2] + "/udskrift"
    assert "Udskrift: Strategi for frivillighed" in pdf_text(maja, f"{extract}.pdf")
    assert REMARK in word_text(maja, f"{extract}.docx")


def test_a_closed_item_is_only_counted_for_everybody_and_for_who_may_not_see_it(
    opened: Office, address: str, maja: Desk, case: str
) -> None:
    opened.go_to(2023, 11, 2, 8)
    new_case(maja, "Hemmelig aftale", number="23/777", route="VPU", openness="closed")
    maja.do("submit")
    maja.do("put_on_agenda", meets_on="2023-11-22")
    meeting = meeting_of(opened)
    assert "med lukkede punkter" in words(maja.read(meeting))
    assert "3. Hemmelig aftale" in pdf_text(maja, f"{meeting}/dagsorden.pdf")
    for ending, read in (("pdf", pdf_text), ("docx", word_text)):
        found = read(maja, f"{meeting}/dagsorden-aaben.{ending}")
        in_order(found, "2. Strategi for frivillighed", "3. Lukket punkt")
        assert "Hemmelig" not in found
        assert "777" not in found
    with desk_of(opened, address, "bo") as bo:
        found = pdf_text(bo, f"{meeting}/dagsorden.pdf")
        assert "3. Lukket punkt" in found
        assert "Hemmelig" not in found
        secret = maja.client.get("/sager?q=777").text.split('href="/sager/')[-1][:36]
        assert bo.client.get(f"/sager/{secret}/punkt.pdf").status_code == 404


def test_what_is_no_paper_is_not_found(opened: Office, maja: Desk, case: str) -> None:
    meeting = meeting_of(opened)
    for path in (
        f"{meeting}/dagsorden.exe",
        f"{meeting}/alt.pdf",
        f"{case}/punkt.odt",
        f"{case}/beslutninger/x/udskrift.pdf",
    ):
        assert maja.client.get(path).status_code == 404, path
