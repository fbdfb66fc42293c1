"""Virus control of a file while it is uploaded."""

from typing import BinaryIO

import structlog

from workflows.engine.errors import WrongInput
from workflows.engine.vocabulary import FileStatus
from workflows.services.clamd import Finding, NotScanned, scan
from workflows.services.installation import Installation
from workflows.services.wording import files as say

log = structlog.get_logger()


def status_of(house: Installation, name: str, content: BinaryIO) -> FileStatus:
    """Whether a file may be fetched; `quarantined` while the scanner cannot be asked.

    Without a scanner every file is clean. Raises WrongInput, in Danish, for a harmful one.
    """
    url = house.settings.clamd_url
    if url is None:
        return FileStatus.CLEAN
    try:
        finding = scan(url, content)
    except NotScanned as error:
        log.error("not_scanned", reply=str(error))
        return FileStatus.QUARANTINED
    if finding is Finding.HARMFUL:
        raise WrongInput(say.is_stopped_by_the_scanner(name))
    return FileStatus.CLEAN
