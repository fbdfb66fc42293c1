"""`/health`: whether what is due is being done, as JSON for whoever watches."""

from fastapi import APIRouter, Depends
from starlette.responses import JSONResponse, Response

from web.deps import House
from web.officers import public
from workflows.services.health import health

router = APIRouter(include_in_schema=False)


@router.get("/health", dependencies=[Depends(public)])
def show(house: House) -> Response:
    """Status, seconds that the oldest due deadline has waited, the last sweep in UTC, the clock."""
    found = health(house)
    swept = found.last_sweep_at
    return JSONResponse(
        {
            "status": found.status,
            "oldest_overdue_s": round(found.oldest_overdue.total_seconds(), 1),
            "last_sweep_at": swept.isoformat().replace("+00:00", "Z") if swept else None,
            "clock": found.clock,
        }
    )
