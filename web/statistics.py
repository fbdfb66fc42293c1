"""The page of statistics, its figures as tables for a spreadsheet, and the address that asks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import Response

from web.deps import House
from web.downloads import spreadsheet_file
from web.list_address import plain_line
from web.officers import Officer, desk_page
from workflows.engine.stays import FEWEST
from workflows.services.desk import viewer
from workflows.services.errors import NotFound
from workflows.services.local_days import today
from workflows.services.statistics import Asked, statistics
from workflows.services.statistics_tables import Subject, statistics_table
from workflows.services.wording.statistics import days_words

router = APIRouter(include_in_schema=False)

FIRST_YEAR, LAST_YEAR = 1970, 2199


@dataclass(frozen=True, slots=True)
class AskedFigures:
    """What an address asks for."""

    asked: Asked
    is_readable: bool
    """Whether its days are days, the first before the last."""

    def address(self, **other: str) -> str:
        """The address of the same figures but for these."""
        words = {
            "fra": self.asked.first.isoformat(),
            "til": self.asked.last.isoformat(),
            "type": self.asked.case_type,
            "udvalg": self.asked.body,
            **other,
        }
        return urlencode({name: word for name, word in words.items() if word})


@router.get("/statistik")
def show(request: Request, house: House, signed: Officer) -> Response:
    """How long cases take, who answers in time, what is decided, and where cases wait."""
    now = today(house)
    asked = asked_figures(request.query_params, now)
    return desk_page(
        request,
        signed,
        "statistics.html",
        asked=asked,
        periods=_periods(now),
        found=statistics(house, viewer(signed.officer), asked.asked),
        fewest=FEWEST,
        days_words=days_words,
    )


@router.get("/statistik/{subject}.csv")
def show_table(request: Request, house: House, signed: Officer, subject: str) -> Response:
    """One of the page's tables, of the same address."""
    if subject not in tuple(Subject):
        raise NotFound(subject)
    asked = asked_figures(request.query_params, today(house)).asked
    found = statistics(house, viewer(signed.officer), asked)
    return spreadsheet_file(statistics_table(found, Subject(subject)), f"Statistik {subject}.csv")


def asked_figures(query: Mapping[str, str], now: date) -> AskedFigures:
    """What the query asks for; of this year where its days cannot be read."""
    given = {name: plain_line(query.get(name, "")) for name in ("fra", "til", "type", "udvalg")}
    first, last = _day(given["fra"]), _day(given["til"])
    year = date(now.year, 1, 1), date(now.year, 12, 31)
    readable = not (given["fra"] or given["til"]) or bool(first and last and first <= last)
    if not readable or first is None or last is None:
        first, last = year
    return AskedFigures(Asked(first, last, given["type"], given["udvalg"]), readable)


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def _periods(now: date) -> tuple[tuple[date, date], ...]:
    """This quarter, this year and the last one, each as its first and last day."""
    begins = date(now.year, 3 * ((now.month - 1) // 3) + 1, 1)
    after = date(begins.year + begins.month // 12, (begins.month + 2) % 12 + 1, 1)
    return (
        (begins, after - timedelta(days=1)),
        (date(now.year, 1, 1), date(now.year, 12, 31)),
        (date(now.year - 1, 1, 1), date(now.year - 1, 12, 31)),
    )
