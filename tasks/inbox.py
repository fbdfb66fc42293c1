"""Collects the mails that came in when the bell rings."""

import imaplib

import structlog

from tasks.app import COLLECT, app
from tasks.imap import imap_mailbox
from workflows.services.inbox import Collected
from workflows.services.inbox import collect as collect_all
from workflows.services.installation import Installation
from workflows.services.starting import installation

log = structlog.get_logger()


@app.task(name=COLLECT)
def collect() -> None:
    """Take in what lies in the mailbox; nothing where none is set."""
    done = collect_by_settings(installation())
    if done is not None and done != Collected():
        log.info("collected", failed=done.failed, **done.filed)


def collect_by_settings(house: Installation) -> Collected | None:
    """Take in the mails of the mailbox that the settings name; None when it cannot be reached."""
    if house.settings.imap_url is None:
        return None
    try:
        with imap_mailbox(house.settings.imap_url) as mailbox:
            return collect_all(house, mailbox)
    except (OSError, imaplib.IMAP4.error) as error:
        log.error("mailbox_away", reply=f"{type(error).__name__}: {error}"[:300])
        return None
