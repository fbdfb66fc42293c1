"""The page that an officer's day begins with."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from web.deps import House
from web.officers import Officer, desk_page
from workflows.services.desk import viewer
from workflows.services.front_page import front_page, team_page
from workflows.services.health import mail_pause
from workflows.services.wording.next_steps import day_of_turn_words, next_step_words

router = APIRouter(include_in_schema=False)


@router.get("/")
def show(request: Request, house: House, signed: Officer) -> Response:
    """What waits for the officer, what waits for others, and the meetings of the next fortnight."""
    return desk_page(
        request,
        signed,
        "cases/front.html",
        front=front_page(house, viewer(signed.officer)),
        mail_pause=mail_pause(house),
        next_step_words=next_step_words,
        day_of_turn_words=day_of_turn_words,
    )


@router.get("/afdeling")
def show_team(request: Request, house: House, signed: Officer) -> Response:
    """What waits in the officer's department, for whom, and by when."""
    department = signed.officer.department
    team = team_page(house, viewer(signed.officer), department) if department else None
    return desk_page(
        request,
        signed,
        "cases/team.html",
        department=department,
        team=team,
        next_step_words=next_step_words,
        day_of_turn_words=day_of_turn_words,
    )
