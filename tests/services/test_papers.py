"""Papers as PDF and Word: accessible, in the order they are read, and unmoved by hostile text."""

import re
from datetime import date
from io import BytesIO
from typing import Any

import docx
import pypdf
import pytest

from workflows.services.papers import Bullets, Facts, Heading, Paper, Table, Text
from workflows.services.pdf_papers import pdf
from workflows.services.word_papers import word

COLUMNS = ("Høringssvar", "Forvaltningens kommentar", "Det ændres")


def paper(*texts: str, title: str = "Høringsnotat: Strategi for frivillighed") -> Paper:
    return Paper(
        title=title,
        author="Norddjurs Kommune",
        foot="Norddjurs Kommune · sag 23/2079",
        made_on=date(2023, 11, 30),
        blocks=(
            Heading(1, title),
            Facts((("Sag", "23/2079"),)),
            Heading(2, "Svarene"),
            Bullets(("Ældrerådet", "Handicaprådet")),
            Table(COLUMNS, (5, 4, 3), (("Husk busserne.", "Enig.", "Afsnit 3."),)),
            *map(Text, texts),
        ),
    )


def read(content: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(content))


def text_of(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in read(content).pages).split())


def tags(content: bytes) -> list[str]:
    """The structure of a PDF as the names of its tags, in reading order."""

    def inside(node: Any) -> list[str]:
        node = node.get_object()
        if isinstance(node, list):
            return [tag for child in node for tag in inside(child)]
        if not isinstance(node, dict) or ("/S" not in node and "/K" not in node):
            return []
        own = [str(node["/S"])] if "/S" in node else []
        return own + (inside(node["/K"]) if "/K" in node else [])

    return inside(read(content).trailer["/Root"]["/StructTreeRoot"])


def test_a_pdf_is_tagged_titled_and_in_danish() -> None:
    made = pdf(paper())
    root = read(made).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "da"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    found = read(made).metadata
    assert found is not None
    assert found.title == "Høringsnotat: Strategi for frivillighed"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()


def test_a_pdf_says_what_is_a_heading_a_list_and_a_table() -> None:
    found = tags(pdf(paper("Et afsnit.\n\nEt til.")))
    assert found.index("/H1") < found.index("/H2") < found.index("/Table")
    assert found.count("/TH") == 3
    assert found.count("/TD") == 3
    assert found.count("/LI") >= 2
    assert "/Figure" not in found


def test_the_text_of_a_pdf_stands_in_the_order_it_is_read() -> None:
    text = text_of(pdf(paper("Til sidst: æøå ÆØÅ é ß €.")))
    order = [
        "Strategi for frivillighed",
        "23/2079",
        "Svarene",
        "Ældrerådet",
        "Handicaprådet",
        "Høringssvar Forvaltningens kommentar Det ændres",
        "Husk busserne.",
        "Enig.",
        "Afsnit 3.",
        "Til sidst: æøå ÆØÅ é ß €.",
    ]
    places = [text.index(part) for part in order]
    assert places == sorted(places)


def test_the_same_paper_is_the_same_bytes() -> None:
    assert pdf(paper("En tekst.")) == pdf(paper("En tekst."))


@pytest.mark.parametrize(
    "hostile",
    [
        '#panic("kørt")',
        '#read("/etc/passwd") $x^2$ *fed* _skrå_ `kode` <mærke> @ref // væk',
        "] ) } #{ \\ \" ' #let x = 1",
        "= Overskrift\n- punkt\n+ tal\n/ Ord: forklaring",
    ],
)
def test_what_looks_like_code_is_shown_as_it_was_written(hostile: str) -> None:
    made = pdf(paper(hostile, title=hostile.split("\n")[0]))
    assert hostile.split("\n")[0].split(" //")[0] in text_of(made)
    assert tags(made).count("/H1") == 1
    assert tags(made).count("/H2") == 1


def test_letters_without_a_glyph_are_shown_by_their_number() -> None:
    text = text_of(pdf(paper("Godt 👍 ord 漢, привет.")))
    assert "Godt [U+1F44D] ord [U+6F22], привет." in text


def test_marks_that_turn_or_hide_text_are_left_out() -> None:
    text = text_of(pdf(paper("før\u202eefter\x00\x07\u2066!\ufffe")))
    assert "førefter!" in text


def test_a_word_longer_than_the_line_stays_on_the_page() -> None:
    made = pdf(paper("https://norddjurs.example/" + "a" * 400))
    page = read(made).pages[0]
    edges: list[float] = []

    def note(text: str, _cm: Any, place: list[float], *_font: Any) -> None:
        if text.strip():
            edges.append(place[4])

    page.extract_text(visitor_text=note)
    assert max(edges) < float(page.mediabox.width)
    lines = page.extract_text().splitlines()
    assert max(len(line) for line in lines if "aaa" in line) < 130


def test_what_is_copied_out_of_a_pdf_is_what_was_written() -> None:
    digest = "0123456789abcdef" * 4
    lines = "".join(page.extract_text() for page in read(pdf(paper(digest))).pages)
    assert digest in lines.replace("\n", "")


def test_a_long_cell_goes_on_to_the_next_page_under_the_same_headings() -> None:
    long = Table(COLUMNS, (5, 4, 3), (("Et langt svar. " * 900, "Kort.", ""),))
    made = pdf(Paper("Notat", "Kommunen", "Fod", date(2023, 1, 2), (Heading(1, "Notat"), long)))
    pages = read(made).pages
    assert len(pages) > 3
    assert all("Forvaltningens kommentar" in page.extract_text() for page in pages)
    assert text_of(made).count("Et langt svar.") > 800


def test_a_word_file_has_headings_tables_and_the_language() -> None:
    document = docx.Document(BytesIO(word(paper("Første.\n\nAndet \x07\u202e👍."))))
    styles = [(p.style.name if p.style else "", p.text) for p in document.paragraphs]
    assert ("Heading 1", "Høringsnotat: Strategi for frivillighed") in styles
    assert ("Heading 2", "Svarene") in styles
    assert ("List Bullet", "Ældrerådet") in styles
    assert styles[-1][1] == "Andet 👍."
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [
        list(COLUMNS),
        ["Husk busserne.", "Enig.", "Afsnit 3."],
    ]
    assert document.core_properties.language == "da-DK"
    assert document.core_properties.title == "Høringsnotat: Strategi for frivillighed"


def test_a_date_is_not_hyphenated() -> None:
    content = pdf(
        paper(
            *(f"{'x' * n} den 12. februar 2027 og den 3. september 2027" * 3 for n in range(1, 60))
        )
    )
    lines = [line for page in read(content).pages for line in page.extract_text().splitlines()]
    assert not [line for line in lines if re.search(r"(fe|febru|sep|septem)[-‐\u00ad]$", line)]
