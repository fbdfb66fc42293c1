"""A quick mail server is handed a few letters at a time; what is not handed over is not marked."""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.open_hearing import OpenHearing, installed, open_hearing
from workflows.records.database import in_transaction, unit_of_work
from workflows.records.outbox import claim
from workflows.services.composing import mail_of
from workflows.services.letters import Content
from workflows.services.mail import Mail, Result, Verdict
from workflows.services.marking import MOMENT, MOST_AT_ONCE, Ready, next_group, next_size
from workflows.services.sending import BATCH, deliver

_HEARINGS = 8
_LETTERS = 4 * _HEARINGS

WORDS = Content(
    subject="Høring",
    text="Kære Bo\n",
    html="<p>Kære Bo</p>\n",
    entry=None,
    sender_name="Norddjurs Kommune",
    sender="sagsgang@norddjurs.example",
    reply_name="Karla Krog",
    reply_to="karla@norddjurs.example",
    recipient_name="Bo Berg",
    answers_to=None,
    dated="2023-11-01T16:00:00+00:00",
    due_version=1,
)


@pytest.fixture
def hearing(database: str, tmp_path: Path) -> OpenHearing:
    """One of so many; the others are there to be told of too."""
    house, clock = installed(database, tmp_path)
    return [open_hearing(house, clock) for _ in range(_HEARINGS)][-1]


class Watching:
    """A way out that counts the letters marked when it is given one, then does as it is told."""

    def __init__(self, hearing: OpenHearing, then: Callable[[int], Verdict]) -> None:
        self.given: list[Mail] = []
        self.marked: list[int] = []
        self._hearing = hearing
        self._then = then

    def send(self, mail: Mail) -> Result:
        self.given.append(mail)
        self.marked.append(count(self._hearing, "status = 'uncertain'"))
        return Result(self._then(len(self.given)), "as told")


def count(hearing: OpenHearing, which: str) -> int:
    ((found,),) = hearing.rows(f"SELECT count(*) FROM messages WHERE {which}")
    return int(str(found))


def taken(_number: int) -> Verdict:
    return Verdict.SENT


def slowly(_number: int) -> Verdict:
    time.sleep(1.2 * MOMENT)  # That is what a slow server does.
    return Verdict.SENT


def test_a_server_that_is_quick_is_given_more_at_a_time(hearing: OpenHearing) -> None:
    way = Watching(hearing, taken)
    assert deliver(hearing.house, way).sent == _LETTERS
    assert way.marked[0] == 1
    assert 1 < max(way.marked) <= MOST_AT_ONCE
    assert count(hearing, "status = 'sent' AND attempts = 1 AND sent_at IS NOT NULL") == _LETTERS
    assert len({mail.id for mail in way.given}) == _LETTERS


def test_no_letter_may_have_gone_whose_words_are_not_kept(hearing: OpenHearing) -> None:
    kept: list[int] = []

    def then(number: int) -> Verdict:
        assert count(hearing, "status IN ('uncertain', 'sent') AND content IS NULL") == 0
        kept.append(count(hearing, "content IS NOT NULL"))
        return taken(number)

    assert deliver(hearing.house, Watching(hearing, then)).sent == _LETTERS
    assert kept[0] == 1


def test_words_that_are_kept_are_not_put_together_anew(hearing: OpenHearing) -> None:
    unsure = Watching(hearing, lambda number: Verdict.UNSURE if number == 6 else Verdict.SENT)
    deliver(hearing.house, unsure)
    with unit_of_work(hearing.house.database) as connection:
        connection.execute(text("UPDATE cases SET title = 'Et nyt navn'"))
    hearing.clock.now += timedelta(minutes=20)
    again = Watching(hearing, taken)
    deliver(hearing.house, again)
    assert [mail.content for mail in again.given] == [unsure.given[5].content]


def test_a_server_that_is_slow_is_never_given_more_than_one(hearing: OpenHearing) -> None:
    way = Watching(hearing, slowly)
    assert deliver(hearing.house, way).sent == _LETTERS
    assert set(way.marked) == {1}


def test_a_server_that_becomes_slow_is_given_no_more_than_one_from_then_on(
    hearing: OpenHearing,
) -> None:
    way = Watching(hearing, lambda number: taken(number) if number < 6 else slowly(number))
    assert deliver(hearing.house, way).sent == _LETTERS
    assert set(way.marked[6:]) == {1}
    assert count(hearing, "status = 'sent' AND attempts = 1") == _LETTERS


@pytest.mark.parametrize("verdict", [Verdict.LATER, Verdict.UNSURE, Verdict.REFUSED])
def test_one_that_is_not_taken_keeps_none_of_its_group_back(
    hearing: OpenHearing, verdict: Verdict
) -> None:
    way = Watching(hearing, lambda number: verdict if number == 6 else Verdict.SENT)
    deliver(hearing.house, way)
    assert count(hearing, "kind = 'invitation' AND status = 'sent' AND attempts = 1") == 31
    assert count(hearing, "kind = 'invitation' AND status <> 'sent' AND attempts = 1") == 1


def test_a_pause_in_the_middle_of_a_group_leaves_the_rest_untried(hearing: OpenHearing) -> None:
    way = Watching(hearing, lambda n: Verdict.SENDERS_FAULT if n == 6 else Verdict.SENT)
    assert deliver(hearing.house, way).paused
    assert count(hearing, "status = 'sent' AND attempts = 1") == 5
    assert count(hearing, "status = 'pending' AND attempts = 0") == _LETTERS - 5
    assert count(hearing, "status = 'pending' AND lease_until IS NOT NULL") == 1


def test_who_dies_slowly_tells_what_went_and_what_did_not(hearing: OpenHearing) -> None:
    def then(number: int) -> Verdict:
        if number == 6:
            raise SystemExit
        return Verdict.SENT

    way = Watching(hearing, then)
    with pytest.raises(SystemExit):
        deliver(hearing.house, way)
    assert way.marked[-1] > 1
    assert count(hearing, "status = 'sent'") == 5
    assert count(hearing, "status = 'uncertain' AND attempts = 1") == 1
    assert count(hearing, "status IN ('pending', 'claimed') AND attempts = 0") == _LETTERS - 6
    hearing.clock.now += timedelta(minutes=1)
    again = Watching(hearing, taken)
    deliver(hearing.house, again)
    assert not {mail.id for mail in way.given} & {mail.id for mail in again.given}
    hearing.clock.now += timedelta(minutes=15)
    last = Watching(hearing, taken)
    deliver(hearing.house, last)
    assert last.given == way.given[-1:]


def test_what_went_is_noted_though_the_next_cannot_be_looked_at(hearing: OpenHearing) -> None:
    def then(number: int) -> Verdict:
        if number == 3:
            with unit_of_work(hearing.house.database) as connection:
                connection.execute(text("UPDATE parties SET status = 'unheard of'"))
        return Verdict.SENT

    with pytest.raises(ValueError, match="unheard of"):
        deliver(hearing.house, Watching(hearing, then))
    assert count(hearing, "status = 'sent'") == 3
    assert count(hearing, "status = 'uncertain'") == 0


def test_no_two_of_a_group_are_for_one_contact(hearing: OpenHearing) -> None:
    now = hearing.clock.now
    held = in_transaction(
        hearing.house.database,
        lambda connection: claim(connection, now, now, now + timedelta(minutes=1), 10),
    )
    letters = [Ready(message, WORDS, None, mail_of(message, WORDS, None)) for message in held]
    once_more = replace(letters[0], message=replace(letters[0].message, id="another"))
    waiting = deque([*letters[:2], once_more, *letters[2:]])
    assert next_group(waiting, 5) == letters[:2]
    assert next_group(waiting, 3) == [once_more, *letters[2:4]]


def test_the_size_of_a_group_follows_the_pace() -> None:
    assert next_size(1, 1, 0.001, 0.001) == 2
    assert next_size(8, 8, MOMENT / 2, 0.001) == 8
    assert next_size(8, 6, 1.1 * MOMENT, 0.001) == 3
    assert next_size(8, 8, MOMENT, 0.8 * MOMENT) == 1
    assert next_size(1, 1, 2 * MOMENT, 2 * MOMENT) == 1
    assert next_size(MOST_AT_ONCE, MOST_AT_ONCE, 0.001, 0.001) == MOST_AT_ONCE


def test_more_than_one_batch_calls_another_process_once_where_two_can_write(
    hearing: OpenHearing,
) -> None:
    for number in range(BATCH // 4):
        open_hearing(hearing.house, hearing.clock, number=f"23/{number + 100}")
    called: list[int] = []
    way = Watching(hearing, taken)
    done = deliver(hearing.house, way, call_company=lambda: called.append(len(way.given)))
    assert done.sent > BATCH
    assert called == ([] if on_sqlite(hearing) else [0])


def test_one_batch_is_sent_alone(hearing: OpenHearing) -> None:
    called: list[int] = []
    assert deliver(
        hearing.house, Watching(hearing, taken), call_company=lambda: called.append(1)
    ).sent
    assert called == []


def on_sqlite(hearing: OpenHearing) -> bool:
    return hearing.house.database.dialect.name == "sqlite"
