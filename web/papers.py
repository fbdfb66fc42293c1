"""Agendas, minutes, single items and extracts as files: PDF to read, Word to write on in."""

from enum import StrEnum
from urllib.parse import quote

from fastapi import APIRouter
from starlette.responses import Response

from web.deps import House
from web.officers import Officer
from workflows.services.desk import viewer
from workflows.services.errors import NotFound
from workflows.services.item_papers import Readers, extract, item_paper
from workflows.services.meeting_papers import MeetingPaper, meeting_paper
from workflows.services.papers import Paper
from workflows.services.pdf_papers import pdf
from workflows.services.word_papers import word

router = APIRouter(include_in_schema=False)

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Ending(StrEnum):
    """The kind of file that is asked for."""

    PDF = "pdf"
    DOCX = "docx"


@router.get("/sager/{case}/punkt.{ending}")
def item(house: House, signed: Officer, case: str, ending: str) -> Response:
    """The case as its item on an agenda, with every decision so far."""
    return paper_file(item_paper(house, viewer(signed.officer), case), ending_of(ending))


@router.get("/sager/{case}/beslutninger/{decision}/udskrift.{ending}")
def one_decision(house: House, signed: Officer, case: str, decision: str, ending: str) -> Response:
    """What one body decided, with what was decided before it."""
    return paper_file(extract(house, viewer(signed.officer), case, decision), ending_of(ending))


@router.get("/moeder/{meeting}/{kind}-aaben.{ending}")
def open_part(house: House, signed: Officer, meeting: str, kind: str, ending: str) -> Response:
    """The agenda or the minutes as everybody may read them."""
    readers = Readers(everybody=True)
    paper = meeting_paper(house, viewer(signed.officer), meeting, paper_kind(kind), readers)
    return paper_file(paper, ending_of(ending))


@router.get("/moeder/{meeting}/{kind}.{ending}")
def whole(house: House, signed: Officer, meeting: str, kind: str, ending: str) -> Response:
    """The agenda or the minutes with all that the officer may see."""
    paper = meeting_paper(house, viewer(signed.officer), meeting, paper_kind(kind), Readers())
    return paper_file(paper, ending_of(ending))


def paper_kind(kind: str) -> MeetingPaper:
    """What is to be printed; raises NotFound for a word that is none of it."""
    if kind not in list(MeetingPaper):
        raise NotFound(kind)
    return MeetingPaper(kind)


def ending_of(ending: str) -> Ending:
    """The kind of file; raises NotFound for one that is not made."""
    if ending not in list(Ending):
        raise NotFound(ending)
    return Ending(ending)


def paper_file(paper: Paper, ending: Ending) -> Response:
    """The paper as a download."""
    made, media_type = (
        (pdf(paper), "application/pdf") if ending is Ending.PDF else (word(paper), _WORD)
    )
    name = quote(f"{paper.title[:120]}.{ending}", safe="")
    return Response(
        made,
        media_type=media_type,
        headers={
            "Content-Disposition": f"attachment; filename*=UTF-8''{name}",
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )
