"""P9: after three days down deadlines are caught up with in order, with one reminder at most."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as wall
from itertools import groupby, pairwise

from benchmarks.figures import Figure, at_least, at_most
from chaos.extent import Extent
from chaos.hearings import answer_for, open_hearing
from chaos.town import Server, Town, audited, town
from tasks.outbox import deliver_by_settings
from workflows.services.sweeping import sweep
from workflows.services.travelling import next_stop

_OPENED_ON = date(2023, 10, 23)
_DOWN_ON = date(2023, 11, 6)
_UP_ON = _DOWN_ON + timedelta(days=3)
_LAST_DUE_ON = date(2023, 11, 17)
_HOUR = wall(9)
"""When it goes down and comes up again: an hour after reminders are due."""


@dataclass(frozen=True, slots=True)
class Missed:
    """A reminder that fell due while everything was down."""

    deadline: str
    party: str
    due_at: datetime
    answerable: bool
    """Whether its party could still answer in time afterwards, and had not."""


def measure(server: Server, extent: Extent) -> Iterator[Figure]:
    """Hearings due on each of many days, of which three are slept through."""
    with town(server, "p9") as place:
        calendar = place.house.around.calendar
        place.show(calendar.at(_OPENED_ON, _HOUR))
        _open_hearings(place)
        down, up = (calendar.at(day, _HOUR) for day in (_DOWN_ON, _UP_ON))
        _live_until(place, down)
        missed = _missed(place, up)
        mails = len(place.sink.copies)
        place.show(up)
        with place.running():
            rested = place.settled()
        yield Figure("P9", "came to rest afterwards", float(rested), "", at_least(1))
        yield from _figures(place, missed)
        yield from _reminders_sent(place, mails)
        yield Figure(
            "P9", "deadlines caught up with out of order", _disorder(place, up), "", at_most(0)
        )
        yield from audited(place, "P9")


def _open_hearings(place: Town) -> None:
    """One due on each day until the last; the first of its parties answers."""
    days = (_LAST_DUE_ON - _DOWN_ON).days + 1
    for number in range(days):
        case = open_hearing(place, f"sag{number}", _DOWN_ON + timedelta(days=number), parties=3)
        ((party, contact),) = place.rows(
            "SELECT p.id, c.id FROM parties p JOIN contacts c ON c.party_id = p.id"
            " WHERE p.case_id = :case ORDER BY p.position LIMIT 1",
            case=case,
        )
        answer_for(place, case, str(party), str(contact))


def _live_until(place: Town, instant: datetime) -> None:
    """Do what falls due until then as the workers do it, each at its time."""
    while (stop := next_stop(place.house)) is not None and stop < instant:
        place.show(stop, speed=0.0)
        sweep(place.house)
        deliver_by_settings(place.house)
    place.show(instant, speed=0.0)


def _missed(place: Town, up: datetime) -> list[Missed]:
    return [
        Missed(str(deadline), str(party), due_at, status == "invited" and answer_until > up)
        for deadline, party, due_at, status, answer_until in place.rows(
            "SELECT d.id, p.id, d.due_at, p.status, p.due_at FROM deadlines d"
            " JOIN parties p ON p.id = d.party_id"
            " WHERE d.kind = 'reminder' AND d.status = 'pending' AND d.due_at <= :up"
            " ORDER BY p.id, d.due_at",
            up=up,
        )
    ]


def _figures(place: Town, missed: list[Missed]) -> Iterator[Figure]:
    """Of each party's missed reminders the latest is sent if it still makes sense, all else not."""
    became = {str(one): status for one, status in place.rows("SELECT id, status FROM deadlines")}
    sent = stale = 0
    for _, of_one in groupby(missed, key=lambda one: one.party):
        *earlier, latest = of_one
        sent += latest.answerable and became[latest.deadline] != "done"
        stale += sum(
            became[one.deadline] != "skipped"
            for one in (*earlier, *(() if latest.answerable else (latest,)))
        )
    late = sum(one.answerable for one in missed)
    yield Figure("P9", "reminders that fell due meanwhile", len(missed), "", at_least(1))
    yield Figure("P9", "of them to parties that could still answer", late, "", at_least(1))
    yield Figure("P9", "parties not reminded that should have been", sent, "", at_most(0))
    yield Figure("P9", "stale reminders that were not skipped", stale, "", at_most(0))


def _reminders_sent(place: Town, before: int) -> Iterator[Figure]:
    kinds = {f"<{message}@": kind for message, kind in place.rows("SELECT id, kind FROM messages")}
    came = Counter(
        copy.recipients
        for copy in place.sink.copies[before:]
        if kinds[copy.message_id.partition("@")[0] + "@"] == "reminder"
    )
    yield Figure("P9", "parties reminded by mail", len(came), "", at_least(1))
    twice = sum(times > 1 for times in came.values())
    yield Figure("P9", "parties reminded by more than one mail", twice, "", at_most(0))


def _disorder(place: Town, up: datetime) -> int:
    """How often a case's journal tells of a deadline before one that was due earlier."""
    due: dict[object, datetime] = {
        key: due_at
        for deadline, kind, hearing, party, rung, due_at in place.rows(
            "SELECT id, kind, hearing_id, party_id, rung, due_at FROM deadlines"
        )
        for key in (str(deadline), (kind, str(hearing)), (str(party), rung))
    }
    told = [
        (case, due[_deadline_of(event, json.loads(payload))])
        for case, event, payload in place.rows(
            "SELECT j.case_id, j.event, p.payload FROM journal j"
            " JOIN journal_payloads p ON p.case_id = j.case_id AND p.seq = j.seq"
            " WHERE j.at >= :up AND j.event IN"
            " ('party:reminded', 'deadline:skipped', 'hearing:closed')"
            " ORDER BY j.case_id, j.seq",
            up=up,
        )
    ]
    return sum(one[0] == next_one[0] and one[1] > next_one[1] for one, next_one in pairwise(told))


def _deadline_of(event: str, payload: dict[str, object]) -> object:
    """By which of its names the deadline of a journal line is known."""
    if event == "deadline:skipped":
        return payload["deadline"]
    if event == "party:reminded":
        return (payload["party"], payload["rung"])
    return ("hearing_close", payload["hearing"])
