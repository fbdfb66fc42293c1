"""Has the quarantine looked through when the bell rings."""

import structlog

from tasks.app import RESCAN, app
from workflows.services.quarantine import Scanned
from workflows.services.quarantine import rescan as rescan_all
from workflows.services.starting import installation

log = structlog.get_logger()


@app.task(name=RESCAN)
def rescan() -> None:
    """Look again at the files that wait for the virus scanner."""
    done = rescan_all(installation())
    if done != Scanned():
        log.info("rescanned", clean=done.clean, refused=done.refused)
