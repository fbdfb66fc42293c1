"""Whole acts of the product against the floor: by one worker, by several, among a million cases."""

import random
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial
from statistics import median
from uuid import NAMESPACE_URL, uuid4, uuid5

import psycopg

from benchmarks import floor
from benchmarks.crew import Work, crew
from benchmarks.figures import Figure, Target, at_least, at_most
from benchmarks.population import OFFICER, Town, copied_id, today
from benchmarks.server import checkpoint, house_on
from benchmarks.sizes import Sizes
from benchmarks.slices import median_ratio, paired
from tests.servers import plain
from workflows.engine.commands.answers import Answer
from workflows.engine.commands.cases import Hold, Resume
from workflows.engine.commands.meetings import MeetingRef, PutOnAgenda, TakeOffAgenda
from workflows.engine.facts import Actor, CaseFacts
from workflows.engine.vocabulary import HearingPhase, Stance
from workflows.records.database import unit_of_work
from workflows.services.acting import act
from workflows.services.installation import Installation

_PARTY = Actor("party", "Handicaprådet")

_MEETS_ON = today() + timedelta(days=30)

_MEETING = MeetingRef(
    id=str(uuid5(NAMESPACE_URL, f"benchmarks {_MEETS_ON}")),
    body="VPU",
    meets_on=_MEETS_ON,
    cutoff_on=_MEETS_ON - timedelta(days=12),
    dispatch_on=_MEETS_ON - timedelta(days=5),
)

_ROUND = (
    TakeOffAgenda("Punktet udgår"),
    Hold("Afventer oplysninger"),
    Resume(),
    PutOnAgenda(_MEETING),
)
"""Ordinary acts: two that write agenda and deadline too, two that move the case alone."""

_ROUND_BY_HAND = (floor.agenda_rows, floor.case_rows, floor.case_rows, floor.agenda_rows)
"""The rows of the same round."""


def measure(few: Town, many: Town, sizes: Sizes) -> Iterator[Figure]:
    """Rates beside the floor's, statements on the wire, and the same acts among many cases."""
    for size, aim in ((1, at_least(0.9)), (sizes.workers, at_least(0.75))):
        yield from _beside_the_floor(few, size, aim, sizes)
    statements, trips = on_the_wire(few)
    yield Figure(
        "acts", "statements of an ordinary act, begin and commit too", statements, "", at_most(5)
    )
    yield Figure("acts", "round trips of an ordinary act (the floor: 6)", trips, "")
    yield from _among_many(few, many, sizes)


def _beside_the_floor(town: Town, size: int, aim: Target, sizes: Sizes) -> Iterator[Figure]:
    kinds = ("floor", "same rows by hand", "act", "answer")
    with crew(size, partial(works, town), town.url, sizes.slice_seconds) as workers:
        rates = paired(
            {kind: partial(workers.rate, kind, sizes.slice_seconds) for kind in kinds},
            sizes.rounds,
        )
    who = "1 worker" if size == 1 else f"{size} workers"
    yield Figure("acts", f"floor, {who}", median(rates["floor"]), "per s")
    for kind, over, target in (
        ("act", "floor", aim),
        ("answer", "floor", None),
        ("act", "same rows by hand", None),
    ):
        ratio = median_ratio(rates[kind], rates[over])
        yield Figure("acts", f"{kind} / {over}, {who}", ratio, "×", target)


def _among_many(few: Town, many: Town, sizes: Sizes) -> Iterator[Figure]:
    # The few were changed all over by now, and would have no page left to write whole.
    checkpoint(few.url)
    with (
        crew(1, partial(works, few), few.url, sizes.slice_seconds) as here,
        crew(1, partial(works, many), many.url, sizes.slice_seconds) as there,
    ):
        rates = paired(
            {
                "few": partial(here.rate, "act", sizes.slice_seconds),
                "many": partial(there.rate, "act", sizes.slice_seconds),
            },
            sizes.rounds,
        )
    name = f"an act among {many.cases:,} cases / among {few.cases:,}"
    yield Figure("acts", name, median_ratio(rates["few"], rates["many"]), "×", at_most(1.3))


def works(town: Town, url: str, number: int, size: int) -> Mapping[str, Work]:
    """What a worker of the crew can do, each on cases of its own."""
    house = house_on(url)
    by_hand = psycopg.connect(plain(url))
    mine = range(number + 1, town.cases + 1, size)
    heard = range(number + 1, town.hearings + 1, size)

    def one_of(model: str, numbers: range) -> str:
        return copied_id(model, random.choice(numbers))

    def hand(*works: Callable[[floor.Plain, str], None]) -> int:
        case = one_of(town.on_agenda, mine)
        for work in works:
            work(by_hand, case)
        return len(works)

    def acts() -> int:
        return ordinary_acts(house, one_of(town.on_agenda, mine))

    def answer() -> int:
        act(house, one_of(town.in_hearing, heard), new_answer, _PARTY)
        return 1

    return {
        "floor": partial(hand, floor.transition),
        "same rows by hand": partial(hand, *_ROUND_BY_HAND),
        "act": acts,
        "answer": answer,
    }


def ordinary_acts(house: Installation, case: str) -> int:
    """Some acts that leave the case as it was; how many."""
    for command in _ROUND:
        act(house, case, command, OFFICER)
    return len(_ROUND)


def new_answer(facts: CaseFacts, now: datetime) -> Answer:
    """The first party's answer, or a new version of it, with a receipt."""
    hearing = next(h for h in facts.hearings if h.phase is HearingPhase.OPEN)
    party = hearing.parties[0]
    return Answer(
        party=party.id,
        stance=Stance.SUPPORTS,
        text="Rådet støtter forslaget.",
        received_at=now,
        submission_key=str(uuid4()),
        base_version=party.answers,
        contact=party.contacts[0].id,
    )


def on_the_wire(town: Town) -> tuple[float, float]:
    """How many statements an ordinary act sends, and how often it waits for an answer."""
    house = house_on(town.url)
    for number in (1, 2, 3):  # On one connection, whose statements are prepared by then.
        ordinary_acts(house, copied_id(town.on_agenda, number))
    with tempfile.TemporaryFile("w+") as traced:
        with unit_of_work(house.database) as connection:
            link = connection.connection.driver_connection.pgconn  # type: ignore[union-attr]
            link.trace(traced.fileno())
        acts = ordinary_acts(house, copied_id(town.on_agenda, 4))
        link.untrace()
        house.database.dispose()
        traced.seek(0)
        sent = Counter(line.split("\t")[3].strip() for line in traced if "\tF\t" in line)
    statements = sent["Query"] + sent["Execute"]
    return statements / acts, (sent["Query"] + sent["Sync"]) / acts
