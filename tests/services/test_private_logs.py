"""The logs tell what goes wrong, and nothing of what people wrote, who they are, or their links."""

import io
import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import structlog
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.incoming import invitation, reply, report
from tests.open_hearing import OpenHearing, installed, open_hearing
from workflows.engine.vocabulary import Openness, Stance
from workflows.logbook import configure
from workflows.records.database import unit_of_work
from workflows.services.answers import GivenAnswer, answer, open_link
from workflows.services.inbox import Fetched, take_in
from workflows.services.mail import Mail, Result, Verdict
from workflows.services.sending import deliver
from workflows.services.sweeping import sweep

SAID = "Vores borger i kørestol kan ikke komme ind"


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    written = io.StringIO()
    monkeypatch.setattr("sys.stderr", written)
    configure(as_json=True)
    yield written
    structlog.reset_defaults()


@pytest.fixture
def hearing(database: str, tmp_path: Path) -> OpenHearing:
    return open_hearing(*installed(database, tmp_path), openness=Openness.CLOSED)


class Refusing:
    """A mail server that says no, and whom it says no to."""

    def send(self, mail: Mail) -> Result:
        """Some for good, some for now."""
        later = mail.recipient.startswith("a0")
        verdict = Verdict.LATER if later else Verdict.UNKNOWN_RECIPIENT
        return Result(verdict, f"550 5.1.1 <{mail.recipient}>: nobody of that name")


def private(hearing: OpenHearing) -> list[str]:
    """What no log may tell."""
    addresses = [str(row[0]) for row in hearing.rows("SELECT recipient FROM messages")]
    tokens = [hearing.token(party) for party in range(len(hearing.parties))]
    return [*addresses, *tokens, SAID, "Strategi for frivillighed", "Bo Berg"]


def test_whatever_fails_the_logs_name_nobody(hearing: OpenHearing, lines: io.StringIO) -> None:
    deliver(hearing.house, Refusing())
    for raw in (report(invitation(hearing)), reply(invitation(hearing), text=SAID).as_bytes()):
        take_in(hearing.house, Fetched(raw, len(raw), whole=True, received_at=hearing.clock.now))
    given = GivenAnswer(Stance.OPPOSES, SAID, hearing.clock.now, "key", 0)
    answer(hearing.house, open_link(hearing.house, hearing.parties[0], hearing.token()), given)
    hearing.clock.now += timedelta(days=40)
    sweep(hearing.house)
    events = {json.loads(line)["event"] for line in lines.getvalue().splitlines()}
    assert {"mail_refused", "mail_delayed", "mail_came_back"} <= events
    assert [one for one in private(hearing) if one in lines.getvalue()] == []


def test_what_a_database_fails_at_is_not_told_in_full(
    hearing: OpenHearing, lines: io.StringIO
) -> None:
    try:
        with unit_of_work(hearing.house.database) as connection:
            connection.execute(
                text("INSERT INTO drafts (party_id, text) VALUES (:party, :said)"),
                {"party": hearing.parties[0], "said": SAID},
            )
    except DBAPIError:
        structlog.get_logger().error("failed", exc_info=True)
    assert "IntegrityError" in lines.getvalue()
    assert SAID not in lines.getvalue()
