"""What is done now and then: heads kept outside the database, what nobody can open dropped."""

import structlog

from tasks.app import ANCHOR, CLEAR, TIDY, app
from workflows.services.anchoring import anchor as anchor_heads
from workflows.services.clearing import clear_files
from workflows.services.drafting import drop_unreachable_drafts
from workflows.services.starting import installation

log = structlog.get_logger()


@app.task(name=ANCHOR)
def anchor() -> None:
    """Keep the heads of the journals outside the database."""
    written = anchor_heads(installation())
    if written is not None:
        log.info("anchored", file=written.name)


@app.task(name=TIDY)
def tidy() -> None:
    """Drop the drafts that nobody can open any more."""
    dropped = drop_unreachable_drafts(installation())
    if dropped:
        log.info("drafts_dropped", parties=dropped)


@app.task(name=CLEAR)
def clear() -> None:
    """Delete the files that nothing names any more."""
    cleared = clear_files(installation())
    if cleared.gone:
        log.info("files_cleared", gone=cleared.gone, waiting=cleared.waiting)
