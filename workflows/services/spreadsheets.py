"""Writes a table for a spreadsheet (CSV)."""

import csv
from collections.abc import Iterable
from io import StringIO

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would calculate, or hand to another program."""


def spreadsheet(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    """The table in UTF-8 with a mark and semicolons, as spreadsheets in Danish read it."""
    out = StringIO(newline="")
    table = csv.writer(out, delimiter=";", lineterminator="\r\n")
    table.writerow(headings)
    table.writerows(map(_harmless, rows))
    return out.getvalue().encode("utf-8-sig")


def _harmless(cells: Iterable[str]) -> list[str]:
    """The cells as text: what begins like a formula has an apostrophe before it."""
    return [f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells]
