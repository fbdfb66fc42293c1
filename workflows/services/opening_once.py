"""Opens a case once, however often its form is sent: a button is pressed twice, a page reloaded."""

import json
from dataclasses import asdict, replace

from workflows.engine.facts import Actor
from workflows.records.database import Transaction
from workflows.services.cases import NewCase, open_case_within
from workflows.services.idempotency import Answer, Request, carry_out
from workflows.services.installation import Installation


def open_case_once(
    house: Installation,
    new: NewCase,
    officer: str,
    actor: Actor,
    submission_key: str,
    *,
    request_id: str | None = None,
) -> str:
    """Begin the case; the id of the one begun before, where the same was sent from the same form.

    Whoever goes back and writes something else begins another. Raises KeyBusy, and as `open_case`.
    """
    request = Request(officer, None, f"/sager/ny {submission_key}", json.dumps(asdict(new)))

    def work(connection: Transaction) -> Answer:
        case = open_case_within(connection, house, new, officer, actor, request_id=request_id)
        return Answer(303, case)

    return carry_out(house, replace(request, key=request.fingerprint), work).body
