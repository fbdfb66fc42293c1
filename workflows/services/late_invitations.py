"""Tells officers of invitations that went so late that the minimum period may not be left."""

import json
from collections import defaultdict
from collections.abc import Iterable

import structlog

from workflows.engine.commands.parties import NoteLateInvitations
from workflows.records.clock import read_clock
from workflows.records.outbox import Claimed
from workflows.services.acting import SYSTEM, act
from workflows.services.installation import Installation

log = structlog.get_logger()


def tell_of_late(house: Installation, invitations: Iterable[Claimed]) -> None:
    """Of the invitations that just went, look at those asked for on an earlier day.

    One word for all of a case: an outage delays the invitations of a hearing together.
    """
    invitations = [one for one in invitations if not json.loads(one.payload).get("again")]
    if not invitations:
        return
    calendar = house.around.calendar
    with house.database.connect() as connection:
        today = calendar.local_date(house.now(read_clock(connection)))
    late: dict[str, list[str]] = defaultdict(list)
    for message in invitations:
        if message.case is None or message.party is None:
            continue
        if calendar.local_date(message.created_at) < today:
            late[message.case].append(message.party)
    for case, parties in late.items():
        try:
            act(house, case, NoteLateInvitations(tuple(parties)), SYSTEM)
        except Exception:
            # A case that cannot be read keeps no mail of another from being sent.
            log.error("officer_not_told", case=case, exc_info=True)
