"""Sends the outbox when the bell rings."""

from collections.abc import Callable

import structlog
from kombu.exceptions import OperationalError

from tasks.app import DELIVER, SECONDS_A_RING_LASTS, app
from tasks.mailfolder import MailFolder
from tasks.smtp import smtp_transport
from workflows.services.installation import Installation
from workflows.services.postbox import mail_folder
from workflows.services.sending import Delivered
from workflows.services.sending import deliver as deliver_all
from workflows.services.starting import installation

log = structlog.get_logger()


@app.task(name=DELIVER)
def deliver() -> None:
    """Send what is due, by the mail server that is set, or into the folder where none is."""
    done = deliver_by_settings(installation(), _ring)
    if done != Delivered():
        log.info("delivered", sent=done.sent, skipped=done.skipped, failed=done.failed)


def deliver_by_settings(
    house: Installation, call_company: Callable[[], None] = lambda: None
) -> Delivered:
    """Send what is due through the way that the settings name."""
    if house.settings.smtp_url is None:
        return deliver_all(house, MailFolder(mail_folder(house.settings)))
    with smtp_transport(house.settings.smtp_url) as transport:
        return deliver_all(house, transport, call_company=call_company)


def _ring() -> None:
    """Let another process help; when that fails, this one does it all by itself."""
    try:
        deliver.apply_async(expires=SECONDS_A_RING_LASTS, retry=False)
    except OperationalError:
        log.warning("no_company", exc_info=True)
