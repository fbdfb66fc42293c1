"""Officers at the API and councils at their links, who note what they were told of each act."""

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum, StrEnum, auto
from itertools import cycle
from statistics import quantiles
from threading import Event as Flag
from typing import Any
from uuid import uuid4

import httpx

from chaos.town import Town, officers
from cli.telling.council import Form
from workflows.engine.vocabulary import Stance, Trigger
from workflows.records.clock import ShownTime
from workflows.services.api_tokens import create_token

PREFIX = "chaos-"
"""Begins the id of every request that is counted."""

_BREATH_SECONDS = 0.05
_ANSWERED_WITHIN = 30.0


class Kind(StrEnum):
    """What is asked for."""

    OPEN = "open"
    HOLD = "hold"
    RESUME = "resume"
    SUBMIT = "submit"
    HEAR = "hear"
    ANSWER = "answer"

    @property
    def lines(self) -> int:
        """How many lines it makes in the journal."""
        return 2 if self is Kind.HEAR else 1


class Fate(Enum):
    """What its asker was told."""

    ACKNOWLEDGED = auto()
    REFUSED = auto()
    UNANSWERED = auto()
    """Nothing, or that something is wrong here: it may have been done or not."""


@dataclass(slots=True)
class Operation:
    """One act, sent once, or as often as it takes."""

    kind: Kind
    persistent: bool
    id: str = field(default_factory=lambda: f"{PREFIX}{uuid4().hex[:20]}")
    fate: Fate = Fate.UNANSWERED


@dataclass(slots=True)
class Load:
    """What is asked of an installation, and how it answers."""

    place: Town
    clock: ShownTime
    """Read once, for the database may be away when it is wanted."""
    ending: Flag = field(default_factory=Flag)
    operations: list[Operation] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    """How long each request took, those too that only read."""

    def count(self, fate: Fate) -> int:
        """How many operations came to this."""
        return sum(operation.fate is fate for operation in self.operations)

    @property
    def acknowledged_share(self) -> float:
        """Of all operations."""
        return self.count(Fate.ACKNOWLEDGED) / max(1, len(self.operations))

    @property
    def p95(self) -> float:
        """Seconds within which nineteen of twenty requests were answered."""
        return quantiles(self.seconds, n=20)[-1] if len(self.seconds) > 1 else float("inf")

    def asked(self, send: Callable[[], httpx.Response]) -> httpx.Response | None:
        """What was answered, and how long it took; None where nothing was, or a 5xx."""
        began = time.monotonic()
        try:
            answer = send()
        except httpx.TransportError:
            answer = None
        self.seconds.append(time.monotonic() - began)
        return answer if answer is not None and answer.status_code < 500 else None

    def carried_out(
        self, kind: Kind, send: Callable[[Operation], httpx.Response]
    ) -> httpx.Response | None:
        """An operation of this kind, sent once or until it is answered; None without success."""
        operation = Operation(kind, persistent=len(self.operations) % 2 == 0)
        self.operations.append(operation)
        answer = self.asked(lambda: send(operation))
        while answer is None and operation.persistent and not self.ending.is_set():
            self.ending.wait(4 * _BREATH_SECONDS)
            answer = self.asked(lambda: send(operation))
        if answer is None:
            return None
        operation.fate = Fate.REFUSED if answer.status_code >= 400 else Fate.ACKNOWLEDGED
        return answer if answer.status_code < 400 else None

    def breathe(self) -> bool:
        """A short rest; whether to go on."""
        return not self.ending.wait(_BREATH_SECONDS)


@contextmanager
def under_load(place: Town, links: Sequence[str]) -> Iterator[Load]:
    """Within the block two officers act on ever new cases, and two councils answer by these links.

    Raises what went wrong with one of them.
    """
    load = Load(place, place.clock())
    with ThreadPoolExecutor(4) as pool:
        people = [
            *(pool.submit(_officer, load, str(actor.id)) for actor in officers(place)),
            *(pool.submit(_councils, load, links[half::2]) for half in (0, 1)),
        ]
        try:
            yield load
        finally:
            load.ending.set()
        for person in people:
            person.result()


def _officer(load: Load, officer: str) -> None:
    token = create_token(load.place.house, officer)
    with httpx.Client(
        base_url=f"{load.place.address}/api/v1/",
        headers={"Authorization": f"Bearer {token}"},
        timeout=_ANSWERED_WITHIN,
    ) as client:
        while load.breathe():
            _one_case(load, client)


def _one_case(load: Load, client: httpx.Client) -> None:
    """Begin a case and bring it into a hearing that soon closes; left where nothing is answered."""

    def post(kind: Kind, path: str, body: object, version: str = "") -> httpx.Response | None:
        load.breathe()
        named = {"If-Match": version} if version else {}

        def send(operation: Operation) -> httpx.Response:
            ids = {"Idempotency-Key": operation.id, "X-Request-ID": operation.id}
            return client.post(path, json=body, headers=named | ids)

        return load.carried_out(kind, send)

    new = {"title": "Strategi for frivillighed", "case_type": "politisk-sag", "route": "Høring, KB"}
    answer = post(Kind.OPEN, "cases", new)
    for kind, trigger in (
        (Kind.HOLD, Trigger.HOLD),
        (Kind.RESUME, Trigger.RESUME),
        (Kind.SUBMIT, Trigger.SUBMIT),
    ):
        if answer is None:
            return
        case = answer.json()["id"]
        path = f"cases/{case}/triggers/{trigger}"
        given = {"reason": "Afventer oplysninger"} if kind is Kind.HOLD else {}
        answer = post(kind, path, given, answer.headers["ETag"])
    if answer is not None:
        post(Kind.HEAR, f"cases/{case}/hearings", _short_hearing(load))


def _short_hearing(load: Load) -> dict[str, Any]:
    shown = load.clock.at(load.place.house.real_clock())
    return {
        "text": "Vi beder om jeres bemærkninger.",
        "due_at": (shown + timedelta(minutes=5)).isoformat(),
        "parties": ["Handicaprådet", "ÆR"],
        "open": True,
    }


def _councils(load: Load, links: Sequence[str]) -> None:
    with httpx.Client(timeout=_ANSWERED_WITHIN) as client:
        for address in cycle(links):
            if not load.breathe():
                return
            _answer(load, client, address)


def _answer(load: Load, client: httpx.Client, address: str) -> None:
    """Open the link, and send the form with an answer in the place of the last one."""
    page = load.asked(lambda: client.get(address, follow_redirects=True))
    if page is None or page.status_code != httpx.codes.OK:
        return
    form = Form()
    form.feed(page.text)
    given = form.hidden | {"stance": Stance.SUPPORTS, "text": "Rådet støtter forslaget."}
    load.carried_out(
        Kind.ANSWER,
        lambda operation: client.post(page.url, data=given, headers={"X-Request-ID": operation.id}),
    )
