"""The product's Celery app with one task more: sends one letter, over a connection of its own."""

from tasks.app import app
from tasks.smtp import smtp_transport
from workflows.services import sending
from workflows.services.starting import installation

SEND_ONE = "benchmarks.one_each.send_one"

_ONE_LETTER = 0.0001
"""Seconds; over when the first letter has gone."""


@app.task(name=SEND_ONE)
def send_one() -> None:
    """Send the next letter as `deliver` sends fifty."""
    sending.BATCH = 1
    house = installation()
    assert house.settings.smtp_url is not None
    with smtp_transport(house.settings.smtp_url) as transport:
        sending.deliver(house, transport, _ONE_LETTER)
