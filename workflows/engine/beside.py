"""What stands in a sagsgang line between and beside the names: separators, dates and remarks.

Lines are in NFKC, so there is one form of each letter and of most spaces.
"""

import re

DASHES = "\\-\u2010-\u2015\u2212"
_BULLETS = "•·‣▪*"
_HARD = ",;/|>→⇒⟶⟹➔➜➝➞➡⇨▶►▷↓⬇»›\ufe0f\\n"
_CONJUNCTION = "og|samt|derefter|herefter|dernæst"

_DAY, _MONTH = "(?:0?[1-9]|[12][0-9]|3[01])", "(?:0?[1-9]|1[0-2])"
_WHOLE_MONTH = (
    "(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december)"
)
_MONTH_WORD = f"(?:{_WHOLE_MONTH}|jan|feb|mar|apr|jun|jul|aug|sept?|okt|nov|dec)"
_WEEKDAY = "(?:man|tirs|ons|tors|fre|lør|søn)dag"
_YEAR, _SHORT_YEAR = "[0-9]{4}", "[0-9]{2}"
_DATED = rf"(?:{_WEEKDAY}\s+)?(?:(?:den|d\.?)\s*)?"
_NO_ORDINAL = rf"(?!\.\s*\w|\)\s|[/-][0-9]|\s*{_MONTH_WORD}\b)"
"""A number that begins the next step or date of the line is no year or week of this one."""
_DATES = (
    # 2024-01-16, 16-01-2024, 16.1.24, 16/1 2024, tirsdag d. 16. januar 2024, 1.-28. februar, uge 3
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
    rf"{_DATED}{_DAY}[./-]{_MONTH}(?:[./-](?:{_YEAR}|{_SHORT_YEAR})|\.?\s+{_YEAR})?",
    rf"{_DATED}(?:{_DAY}\.(?:[{DASHES}]|\s*til\s+(?:den\s+|d\.\s*)?))?{_DAY}\.?\s*{_MONTH_WORD}\.?"
    rf"(?:\s+(?:{_YEAR}|{_SHORT_YEAR}{_NO_ORDINAL}))?",
    rf"(?:i\s+)?{_MONTH_WORD}\.?\s+{_YEAR}",
    rf"(?:i\s+)?{_WHOLE_MONTH}",
    rf"(?:i\s+)?uge(?:rne)?\s+[0-9]{{1,2}}(?:\s*(?:[{DASHES}]|og|til)\s*[0-9]{{1,2}}{_NO_ORDINAL})?",
)
_SPAN = r"(?:i\s+perioden\s+)?(?:(?:fra|(?:frem\s+)?til|indtil)(?:\s+og\s+med)?\s+|senest\s+)?"
_NUMBER = "(?:[0-9]{1,3}|en|et|to|tre|fire|fem|seks|syv|otte|ni|ti|tolv|fjorten)"
_TREATMENTS = {
    "both": rf"(?:1\.|første)\s*(?:og|samt|[,/&+{DASHES}])\s*(?:2\.|anden)\s*behandling",
    "first": r"(?:1\.|første)\s*behandling",
    "second": r"(?:2\.|anden)\s*behandling",
}
_REMARKS = (
    rf"{_SPAN}(?:{'|'.join(_DATES)})",
    r"kl\.?\s*[0-9]{1,2}(?:[.:][0-9]{2})?",
    # How long: 4 uger, i otte uger, 8-ugers (høring)
    rf"(?:i\s+)?{_NUMBER}(?:\s*|[{DASHES}])"
    r"(?:uge(?:rs?)?|dag(?:es?)?|måned(?:ers?)?|mdr\.?)",
    # What for: til orientering, 2. behandling
    r"(?:til\s+)?(?:orientering|drøftelse|indstilling|anbefaling|godkendelse|beslutning"
    r"|efterretning|udtalelse)",
    *_TREATMENTS.values(),
    # What kind of meeting: ekstraordinært møde, lukket sag
    r"(?:lukket|åben)\s+(?:sag|dagsorden)",
    r"(?:(?:ekstra)?ordinært|lukket|åbent)(?:\s+(?:møde|punkt))?",
)
HEARINGS = (
    r"(?:(?:ud)?sendes\s+|sendt\s+)?(?:(?:ud\s+)?i\s+)?"
    r"(?:(?:offentlig|ekstern|intern|administrativ|fornyet|ny)\s+)*"
    r"h(?:ø|oe)ring(?:en|s(?:periode|fase|runde)n?)?",
    r"offentlig\s+fremlæggelse",
)
"""Patterns of what a hearing is called."""
_HEADINGS = (
    r"(?:(?:forventet|videre|politisk|planlagt)\s+)*(?:sagsgang|sagsforløb)(?:\s+og\s+sagstype)?",
    r"sagens\s+(?:videre\s+)?(?:gang|forløb)",
    r"(?:beslutnings|behandlings)(?:gang|forløb|proces)",
    r"(?:sagsgangen|(?:(?:forventet|videre|politisk)\s+)*behandling)(?=\s*:|\s*\n)",
)

AFTER = (
    rf"(?=[\s{_HARD}{DASHES}{_BULLETS}.&+(\[]|=>|$"
    rf"|:\s*(?:[0-9]|den\s|d\.|{_WEEKDAY}|fra\s|uge\s|{_WHOLE_MONTH}))"
)
"""A pattern of where a name or a remark may end."""
GAP = re.compile(
    rf"(?:(?P<hard>=>|[{_HARD}])|[\s{DASHES}{_BULLETS}&+]|\.+(?=[\s{_HARD}]|$)"
    rf"|\b(?:{_CONJUNCTION}){AFTER})+",
    re.IGNORECASE,
)
"""What parts two names; commas and arrows always do, the rest may also stand inside a name."""
JOINT = re.compile(rf"(?:[^\S\n]|[{DASHES}])*")
"""What may stand between a word and that which it is about: blanks and dashes, or nothing."""
ORDINAL = re.compile(r"[0-9]{1,2}[.)](?=\s)(?!\s+(?:og|samt)\b)", re.IGNORECASE)
"""The number of a line in a list of steps."""
REMARK = re.compile(rf"(?::\s*)?(?P<said>{'|'.join(_REMARKS)}){AFTER}", re.IGNORECASE)
"""What is said beside a name and is no part of the route."""
TREATMENT = re.compile(
    "|".join(f"(?P<{which}>{form})" for which, form in _TREATMENTS.items()), re.IGNORECASE
)
"""The remarks that say how many times a body treats the case."""
BRACKET = re.compile(r"\([^()\[\]]*\)|\[[^()\[\]]*\]")
HEADING = re.compile(rf"\s*(?:{'|'.join(_HEADINGS)})(?!\w)\s*:?", re.IGNORECASE)
QUOTED = re.compile(
    r"""\s*(?P<quoted>"[^"]*"|'[^']*'|[“”„][^“”„]*[“”]|[‘’‚][^‘’‚]*[‘’]|»[^»«]*«|«[^»«]*»)[\s.]*$"""
)
"""A whole line in quotes, as it is copied out of a text."""
