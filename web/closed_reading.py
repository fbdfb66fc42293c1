"""Which page of a closed case is read, for the log: told by the address that is asked for."""

import re

from fastapi import Request

from workflows.engine.vocabulary import Reading
from workflows.records.officer_reads import ReadAt
from workflows.records.sign_ins import Account
from workflows.services.installation import Installation
from workflows.services.noting_reads import note_reading

_FILE = re.compile(
    r"\.(pdf|docx)$|/original$|/underskrevet$|/(bilag|dokumenter|fil|filer|notat|udsendt)/[^/]+$"
)
_FOR_EVERYBODY = re.compile(r"/moeder/[^/]+/\w+-aaben\.\w+$")


def note_what_is_read(request: Request, house: Installation, officer: Account) -> None:
    """Note it for whatever the address names, before the page is made; open cases have no log.

    Everything that has a case in its address is noted here, so that no page can forget it.
    """
    given, path = request.path_params, request.url.path
    at = next((one for one in ReadAt if one.value in given), None)
    if at is None or _FOR_EVERYBODY.search(path):
        return
    what = kind_read(at, path)
    lies = path if what in (Reading.FILE, Reading.PAPER, Reading.MAIL) else ""
    note_reading(house, officer, at, given[at.value], what, lies)


def kind_read(at: ReadAt, path: str) -> Reading:
    """What is read at an address that names a case so."""
    if path.startswith("/api/"):
        return Reading.API
    if path.endswith(".zip"):
        return Reading.EXPORT
    if at is ReadAt.MEETING:
        return Reading.PAPER if _FILE.search(path) else Reading.TITLE
    if _FILE.search(path):
        return Reading.FILE
    return Reading.MAIL if at is ReadAt.MAIL else Reading.CASE
