"""Finds dates as agendas print them: `20-12-2023`, `3. maj 2023`, `2023-05-03`, `3/5 2023`."""

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_CENTURY = 2000
_NUMERIC = r"(?P<d>\d{1,2})\s?[-./]\s?(?P<m>\d{1,2})\s?[-./ ]\s?(?P<y>\d{4}|\d{2})(?!\d)"
_ISO = r"(?P<iy>\d{4})-(?P<im>\d{2})-(?P<id>\d{2})"
_WORDS = (
    r"(?P<wd>\d{1,2})(?:\s?[.,]\s*|\s+)(?P<wm>jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)"
    r"[a-z]*\.?,?\s+(?P<wy>\d{4})"
)
DATE = re.compile(rf"(?<!\d)(?:{_ISO}|{_WORDS}|{_NUMERIC})", re.IGNORECASE)


def find_date(text: str) -> tuple[date, int, int] | None:
    """The first date in a text and where it stands, or None; days that are none are passed over."""
    for found in DATE.finditer(text):
        day = _day(found)
        if day is not None:
            return day, found.start(), found.end()
    return None


def _day(found: re.Match[str]) -> date | None:
    part = found.groupdict()
    if part["iy"]:
        year, month, day = int(part["iy"]), int(part["im"]), int(part["id"])
    elif part["wy"]:
        month = _MONTHS.index(part["wm"].lower()) + 1
        year, day = int(part["wy"]), int(part["wd"])
    else:
        year, month, day = int(part["y"]), int(part["m"]), int(part["d"])
        year += _CENTURY if year < 100 else 0
    try:
        return date(year, month, day)
    except ValueError:
        return None
