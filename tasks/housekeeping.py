"""What is done once a day, whenever the bell finds that it has not been done yet."""

import structlog

from tasks.app import ANCHOR, app
from workflows.services.anchoring import anchor as anchor_heads
from workflows.services.installation import installation

log = structlog.get_logger()


@app.task(name=ANCHOR)
def anchor() -> None:
    """Keep the heads of the journals outside the database."""
    written = anchor_heads(installation())
    if written is not None:
        log.info("anchored", file=written.name)
