"""Does what is due when the bell rings."""

import structlog
from kombu.exceptions import OperationalError

from tasks.app import SECONDS_A_RING_LASTS, SWEEP, app
from workflows.services.starting import installation
from workflows.services.sweeping import sweep as sweep_all

log = structlog.get_logger()


@app.task(name=SWEEP)
def sweep() -> None:
    """Pass every deadline that is due."""
    swept = sweep_all(installation(), call_company=_ring)
    if swept.taken:
        log.info("swept", taken=swept.taken, failed=swept.failed, cases=len(swept.cases))


def _ring() -> None:
    """Let another process help; when that fails, this one does it all by itself."""
    try:
        sweep.apply_async(expires=SECONDS_A_RING_LASTS, retry=False)
    except OperationalError:
        log.warning("no_company", exc_info=True)
