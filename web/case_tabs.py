"""The pages of a case beside its first: text, hearings, decisions, timetable and journal."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from web.deps import House
from web.officers import Officer, desk_page
from web.steps import can_edit, can_prepare_hearing
from workflows.services.attending import took_part
from workflows.services.desk import case_deadlines, case_page, case_reads, viewer
from workflows.services.timetables import meetings_to_plan_from, plan_back
from workflows.services.told_journal import told_journal

router = APIRouter(include_in_schema=False)


@router.get("/sager/{case}/tekst")
def show_text(request: Request, house: House, signed: Officer, case: str) -> Response:
    """The case's words, as they go on an agenda."""
    page = case_page(house, viewer(signed.officer), case)
    return desk_page(request, signed, "cases/text.html", case=page, may_edit=can_edit(page))


@router.get("/sager/{case}/hoeringer")
def show_hearings(request: Request, house: House, signed: Officer, case: str) -> Response:
    """Every round of hearing with its parties, the last one first."""
    page = case_page(house, viewer(signed.officer), case)
    may_prepare = can_prepare_hearing(page)
    return desk_page(request, signed, "cases/hearings.html", case=page, may_prepare=may_prepare)


@router.get("/sager/{case}/beslutninger")
def show_decisions(request: Request, house: House, signed: Officer, case: str) -> Response:
    """What was decided, word for word, the last one first."""
    page = case_page(house, viewer(signed.officer), case)
    return desk_page(
        request,
        signed,
        "cases/decisions.html",
        case=page,
        took_part={
            one.id: took_part(house, one)
            for one in page.decisions
            if page.imported_on is None or one.decided_on > page.imported_on
        },
    )


@router.get("/sager/{case}/tidsplan")
def show_timetable(
    request: Request, house: House, signed: Officer, case: str, moede: str = ""
) -> Response:
    """The steps with their dates, done and planned, a plan back from a meeting, the deadlines."""
    page = case_page(house, viewer(signed.officer), case)
    meetings = meetings_to_plan_from(house, page.facts, page.today)
    chosen = next((day for day in meetings if day.isoformat() == moede), None)
    return desk_page(
        request,
        signed,
        "cases/timetable.html",
        case=page,
        deadlines=case_deadlines(house, page.facts),
        meetings=meetings,
        chosen=chosen,
        back=plan_back(house, page.facts, page.today, chosen) if chosen else None,
    )


@router.get("/sager/{case}/journal")
def show_journal(request: Request, house: House, signed: Officer, case: str) -> Response:
    """What happened, the last thing first; of a closed case also who read it."""
    page = case_page(house, viewer(signed.officer), case)
    return desk_page(
        request,
        signed,
        "cases/journal.html",
        case=page,
        reads=case_reads(house, page.facts),
        journal=told_journal(house, page, page.journal),
    )
