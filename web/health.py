"""`/health`: whether what is due is being done, as JSON for whoever watches."""

import re
from datetime import datetime

from fastapi import APIRouter, Depends, Request
from starlette.responses import JSONResponse, Response

from web.deps import House
from web.officers import public
from workflows.services.health import health

router = APIRouter(include_in_schema=False)


@router.get("/health", dependencies=[Depends(public)])
def show(request: Request, house: House) -> Response:
    """Status, seconds that the oldest due deadline has waited, the last sweep in UTC, the clock.

    While no mail is sent also since when, and the code or the kind of what the mail server said;
    its words may name whom they like, and are for officers.
    """
    found = health(house, request.app.state.began_at)
    pause = found.mail_pause
    return JSONResponse(
        {
            "status": found.status,
            "oldest_overdue_s": round(found.oldest_overdue.total_seconds(), 1),
            "last_sweep_at": _in_utc(found.last_sweep_at),
            "clock": found.clock,
            "mail_paused_since": _in_utc(pause.since) if pause else None,
            "mail_paused_why": _kind(pause.said) if pause else None,
        }
    )


def _in_utc(instant: datetime | None) -> str | None:
    return instant.isoformat().replace("+00:00", "Z") if instant else None


def _kind(said: str) -> str | None:
    found = re.match(r"\d{3}(?: \d\.\d{1,3}\.\d{1,3})?|\w+", said)
    return found.group() if found else None
