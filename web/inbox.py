"""The inbox at the officers' desk: mails that came in, to be registered as answers or dismissed."""

import re
from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from web.attempts import attempted
from web.deps import House
from web.fields import LONGEST_LINE, Form, OfficersForm
from web.officers import Officer, desk_page
from web.refusals import Problem
from web.requests import request_id
from web.wording import forms as say
from workflows.engine.errors import WrongInput
from workflows.engine.vocabulary import Stance
from workflows.records.api_pages import AskedIn
from workflows.services.desk import viewer
from workflows.services.installation import Installation
from workflows.services.mail_acts import Placement, dismiss_mail, register_mail
from workflows.services.mail_desk import MOST_MAILS, mail_file, mails, opened_mail, original_mail
from workflows.services.signin import SignedIn
from workflows.services.sniffing import ACCEPTED_WORDS

router = APIRouter(include_in_schema=False)


@router.get("/indbakke")
def show_list(request: Request, house: House, signed: Officer, vis: str = "") -> Response:
    """The mails that wait for a person, or with `vis=andre` those that do not."""
    waiting = vis != "andre"
    found = mails(house, viewer(signed.officer), waiting=waiting)
    return desk_page(
        request, signed, "inbox/list.html", mails=found, waiting=waiting, most=MOST_MAILS
    )


@router.get("/indbakke/{mail}")
def show_mail(
    request: Request, house: House, signed: Officer, mail: str, soeg: str = ""
) -> Response:
    """One mail as plain text, its files, and whom it may be registered on."""
    return _opened(request, house, signed, mail, Form.of({"soeg": soeg}))


@router.get("/indbakke/{mail}/fil/{number}")
def fetch(house: House, signed: Officer, mail: str, number: str) -> Response:
    """A file of a mail that passes every check, to be saved."""
    wanted = int(number) if re.fullmatch(r"[0-9]{1,3}", number) else -1
    file = mail_file(house, viewer(signed.officer), mail, wanted)
    return _to_be_saved(file.name, file.content)


@router.get("/indbakke/{mail}/original")
def fetch_original(house: House, signed: Officer, mail: str) -> Response:
    """The mail as it came, to be opened in a mail program; the links in it are cut out."""
    return _to_be_saved("Mail.eml", original_mail(house, viewer(signed.officer), mail))


@router.post("/indbakke/{mail}/svar")
def register(
    request: Request, house: House, signed: Officer, mail: str, form: OfficersForm
) -> Response:
    """Register the mail as an answer, received when it came."""
    looks = viewer(signed.officer)

    def act() -> AskedIn:
        return register_mail(
            house, looks, mail, _placement(form), signed.actor, request_id=request_id(request)
        )

    done = attempted(act, form)
    if isinstance(done, Problem):
        return _opened(request, house, signed, mail, form, done)
    return RedirectResponse(f"/sager/{done.case}/hoeringer/{done.hearing}", 303)


@router.post("/indbakke/{mail}/til-side")
def dismiss(
    request: Request, house: House, signed: Officer, mail: str, form: OfficersForm
) -> Response:
    """Put the mail aside, with a reason."""
    looks = viewer(signed.officer)
    done = attempted(
        lambda: dismiss_mail(house, looks, mail, form.text("reason"), signed.actor), form
    )
    if isinstance(done, Problem):
        return _opened(request, house, signed, mail, form, done)
    return RedirectResponse("/indbakke", 303)


def _to_be_saved(name: str, content: bytes) -> Response:
    """A file that no browser shows."""
    return Response(
        content,
        media_type="application/octet-stream",
        headers={
            "Content-Disposition": f"attachment; filename*=utf-8''{quote(name)}",
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )


def _placement(form: Form) -> Placement:
    stance, party, text = form.line("stance"), form.line("party"), form.text("text").strip()
    if stance not in list(Stance):
        raise WrongInput(say.CHOOSE_WHAT_THE_ANSWER_SAYS, "stance")
    if not party:
        raise WrongInput(say.CHOOSE_WHOSE_ANSWER, "party")
    numbers = (one for one in form.all("file") if re.fullmatch(r"[0-9]{1,3}", one))
    return Placement(party, Stance(stance), text, tuple(map(int, numbers)))


def _opened(
    request: Request,
    house: Installation,
    signed: SignedIn,
    mail: str,
    form: Form,
    problem: Problem | None = None,
) -> Response:
    opened = opened_mail(house, viewer(signed.officer), mail, form.shown("soeg")[:LONGEST_LINE])
    return desk_page(
        request,
        signed,
        "inbox/mail.html",
        problem.status if problem else 200,
        opened=opened,
        mail=opened.mail,
        form=form,
        problem=problem,
        stances=list(Stance),
        accepted=ACCEPTED_WORDS,
    )
