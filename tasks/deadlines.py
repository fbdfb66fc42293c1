"""Does what is due when the bell rings."""

import structlog

from tasks.app import SWEEP, app
from workflows.services.starting import installation
from workflows.services.sweeping import sweep as sweep_all

log = structlog.get_logger()


@app.task(name=SWEEP)
def sweep() -> None:
    """Pass every deadline that is due."""
    swept = sweep_all(installation())
    if swept.taken:
        log.info("swept", taken=swept.taken, failed=swept.failed, cases=len(swept.cases))
