"""The report of a hearing (høringsnotat) at the desk: written in, finished, and fetched."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from web.attempts import attempted
from web.deps import House
from web.downloads import attachment
from web.fields import Form, OfficersForm
from web.officers import Officer, desk_page
from web.refusals import Problem
from web.requests import request_id
from web.wording import reports as say
from workflows.engine.errors import Incomplete, WrongInput
from workflows.engine.reporting import INTRODUCTION
from workflows.records.reports import ShownNote
from workflows.services.desk import viewer
from workflows.services.errors import NotFound
from workflows.services.finishing import finish_report, report_file
from workflows.services.report_papers import (
    BESIDE,
    answered_for,
    given_with,
    left_out_words,
    mistake_words,
    period_words,
    silent_words,
)
from workflows.services.reports import ReportPage, WrittenSection, edit_report, report_page
from workflows.services.signin import SignedIn

router = APIRouter(include_in_schema=False)

_FILE = re.compile(r"([0-9]{1,6})\.(pdf|docx)")
_ABOUT = re.compile(r"([0-9a-f-]{36}):([0-9]{1,9})((?::[0-9a-f-]{36})*)")
"""An answer, how often its section was saved, and the answers beside it."""

_CONFLICT = Problem(
    409,
    say.ANOTHER_HAS_WRITTEN,
    (say.WRITE_THEM_TOGETHER,),
)
_CHANGED = Problem(
    409,
    say.REPORT_IS_NOT_FINISHED,
    (
        say.CHANGED_OR_ANSWERED_SINCE,
        say.KEPT_LOOK_THROUGH,
    ),
)


@dataclass(frozen=True, slots=True)
class _Field:
    """A section as its form shows it."""

    base_version: int
    comment: str
    changes: str
    others: ShownNote | None = None
    """What somebody else saved meanwhile, to be written together with this."""


@router.get("/sager/{case}/hoeringer/{hearing}/notat")
def show(request: Request, house: House, signed: Officer, case: str, hearing: str) -> Response:
    """The report as it stands, with the answers as they are now, so that late ones are in it."""
    return _shown(request, signed, report_page(house, viewer(signed.officer), case, hearing))


@router.post("/sager/{case}/hoeringer/{hearing}/notat")
def write(
    request: Request, house: House, signed: Officer, case: str, hearing: str, form: OfficersForm
) -> Response:
    """Save what was changed, and finish a version when that was asked."""
    looks = viewer(signed.officer)

    def save() -> str | Problem:
        written = _written(form)
        try:
            return edit_report(
                house, looks, case, hearing, written, signed.actor, request_id=request_id(request)
            )
        except Incomplete:
            return _CONFLICT

    def finish(seen: str) -> int | Problem:
        try:
            return finish_report(
                house, looks, case, hearing, seen, signed.actor, request_id=request_id(request)
            )
        except Incomplete:
            return _CHANGED

    saved = attempted(save, form)
    if isinstance(saved, Problem):
        page = report_page(house, looks, case, hearing)
        return _shown(request, signed, page, saved, form)
    if form.line("do") == "finish":
        finished = attempted(lambda: finish(saved))
        if isinstance(finished, Problem):
            page = report_page(house, looks, case, hearing)
            return _shown(request, signed, page, finished)
    return RedirectResponse(f"/sager/{case}/hoeringer/{hearing}/notat", 303)


@router.get("/sager/{case}/hoeringer/{hearing}/notat/{file}")
def fetch(house: House, signed: Officer, case: str, hearing: str, file: str) -> Response:
    """A finished version, such as `2.pdf`, as a download."""
    asked = _FILE.fullmatch(file)
    if asked is None:
        raise NotFound(file)
    found = report_file(
        house, viewer(signed.officer), case, hearing, int(asked[1]), ending=asked[2]
    )
    return attachment(house, found)


def _written(form: Form) -> list[WrittenSection]:
    """Every section that was sent; raises WrongInput for a text that cannot be used."""
    sections = _sections(form, form.text("introduction"), form.all("comment"), form.all("changes"))
    if sections is None:
        raise WrongInput(say.PAGE_CAME_IN_PART)
    return sections


def _sections(
    form: Form, introduction: str, comments: Sequence[str], changes: Sequence[str]
) -> list[WrittenSection] | None:
    """The texts with the sections that they are of; None when they do not fit together."""
    read = [_ABOUT.fullmatch(about) for about in form.shown_all("about")]
    if None in read or not len(read) == len(comments) == len(changes):
        return None
    return [
        WrittenSection(None, form.number("introduction_saved"), introduction.strip()),
        *(
            WrittenSection(
                about[1],
                int(about[2]),
                comment.strip(),
                change.strip(),
                tuple(one for one in about[3].split(":") if one),
            )
            for about, comment, change in zip(read, comments, changes, strict=True)
            if about is not None
        ),
    ]


def _shown(
    request: Request,
    signed: SignedIn,
    page: ReportPage,
    problem: Problem | None = None,
    form: Form | None = None,
) -> Response:
    return desk_page(
        request,
        signed,
        "reports/report.html",
        problem.status if problem else 200,
        case=page.case,
        hearing=page.hearing,
        report=page,
        fields=_fields(page, form),
        kept=form.kept() if form and not (page.may_write and _by_section(page, form)) else (),
        answered_for=answered_for,
        given_with=given_with,
        BESIDE=BESIDE,
        left_out_words=left_out_words,
        period=period_words(page),
        mistakes=list(mistake_words(page)),
        silent=list(silent_words(page)),
        problem=problem,
    )


def _fields(page: ReportPage, form: Form | None) -> Mapping[str, _Field]:
    """By section: what was saved, with what was sent in its place when that was not saved."""
    notes = {INTRODUCTION: page.introduction}
    notes |= {answer.section: answer.note for answer in page.answers}
    sent = {} if form is None else _by_section(page, form)
    return {section: _field(note, sent.get(section)) for section, note in notes.items()}


def _by_section(page: ReportPage, form: Form) -> Mapping[str, WrittenSection]:
    """What was sent, whatever is wrong with it, so that all of it stands in the form again."""
    introduction, comments = form.shown("introduction"), form.shown_all("comment")
    written = _sections(form, introduction, comments, form.shown_all("changes")) or []
    owners = {one.id: page.hearing.section_of(one) for one in page.hearing.responses.values()}
    return {owners.get(one.response, "") if one.response else INTRODUCTION: one for one in written}


def _field(note: ShownNote | None, sent: WrittenSection | None) -> _Field:
    """Sent again from here it is saved, whoever wrote before: both texts have been seen."""
    saved = note.version if note else 0
    comment, changes = (note.comment, note.changes) if note else ("", "")
    if sent is None or (sent.comment, sent.changes) == (comment, changes):
        return _Field(saved, comment, changes)
    others = note if sent.base_version != saved else None
    return _Field(saved, sent.comment, sent.changes, others)
