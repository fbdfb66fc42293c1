"""Makes a Word file (.docx) of a paper, for officers who write on in it."""

import unicodedata
from collections.abc import Callable
from datetime import datetime, time
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm

from workflows.services.papers import Bullets, Facts, Heading, Numbered, Paper, Table, Text

_MARGIN_CM = 2.2
_WIDTH_CM = 21.0 - 2 * _MARGIN_CM

_KEPT_MARKS = "\n\t\u200c\u200d"


def word(paper: Paper) -> bytes:
    """The paper as a Word file: headings, lists and tables are such, the language is Danish."""
    document = docx.Document()
    _set_up(document, paper)
    for block in paper.blocks:
        _ADDED[type(block)](document, block)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _set_up(document: Document, paper: Paper) -> None:
    properties = document.core_properties
    properties.title = _printable(paper.title)[:255]
    properties.author = _printable(paper.author)[:255]
    properties.comments = ""
    properties.language = "da-DK"
    properties.created = properties.modified = datetime.combine(paper.made_on, time(12))
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "da-DK")
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(_MARGIN_CM)
    section.footer.paragraphs[0].text = _printable(paper.foot)


def _add_heading(document: Document, block: Heading) -> None:
    document.add_heading(_printable(block.text), block.level)


def _add_text(document: Document, block: Text) -> None:
    for part in _printable(block.text).split("\n\n"):
        document.add_paragraph(part)


def _add_bullets(document: Document, block: Bullets) -> None:
    for item in block.items:
        document.add_paragraph(_printable(item), style="List Bullet")


def _add_numbered(document: Document, block: Numbered) -> None:
    number = _numbering_from_one(document)
    for item in block.items:
        paragraph = document.add_paragraph(_printable(item), style="List Number")
        paragraph._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = number


def _numbering_from_one(document: Document) -> int:
    """A numbering of its own: Word would go on where the last list of that style ended."""
    numbering = document.part.numbering_part.element
    style = document.styles["List Number"].element
    of_style = numbering.num_having_numId(style.pPr.numPr.numId.val)
    own = numbering.add_num(of_style.abstractNumId.val)
    own.add_lvlOverride(ilvl=0).add_startOverride(1)
    number: int = own.numId
    return number


def _add_facts(document: Document, block: Facts) -> None:
    for name, value in block.pairs:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{_printable(name)}: ").bold = True
        paragraph.add_run(_printable(value))


def _add_table(document: Document, block: Table) -> None:
    table = document.add_table(rows=1, cols=len(block.headings), style="Table Grid")
    table.autofit = False
    for cell, heading in zip(table.rows[0].cells, block.headings, strict=True):
        cell.paragraphs[0].add_run(_printable(heading)).bold = True
    _repeat(table.rows[0])
    for row in block.rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            first, *others = _printable(text).split("\n\n")
            cell.paragraphs[0].text = first
            for part in others:
                cell.add_paragraph(part)
    for row_of_cells in table.rows:
        for cell, width in zip(row_of_cells.cells, block.widths, strict=True):
            cell.width = Cm(_WIDTH_CM * width / sum(block.widths))
    document.add_paragraph()


def _repeat(row: Any) -> None:
    """Mark the row as the table's heading, for readers and for every page it goes on to."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


_ADDED: dict[type, Callable[[Document, Any], None]] = {
    Heading: _add_heading,
    Text: _add_text,
    Bullets: _add_bullets,
    Numbered: _add_numbered,
    Facts: _add_facts,
    Table: _add_table,
}


def _printable(text: str) -> str:
    """Without what XML cannot hold, or what turns the direction of the text about it."""
    return "".join(letter for letter in text if letter in _KEPT_MARKS or _is_kept(letter))


def _is_kept(letter: str) -> bool:
    is_character = ord(letter) & 0xFFFE != 0xFFFE
    return is_character and unicodedata.category(letter) not in ("Cc", "Cf", "Cs")
