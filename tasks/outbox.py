"""Sends the outbox when the bell rings."""

import structlog

from tasks.app import DELIVER, app
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
    done = deliver_by_settings(installation())
    if done != Delivered():
        log.info("delivered", sent=done.sent, skipped=done.skipped, failed=done.failed)


def deliver_by_settings(house: Installation) -> Delivered:
    """Send what is due through the way that the settings name."""
    if house.settings.smtp_url is None:
        return deliver_all(house, MailFolder(mail_folder(house.settings)))
    with smtp_transport(house.settings.smtp_url) as transport:
        return deliver_all(house, transport)
