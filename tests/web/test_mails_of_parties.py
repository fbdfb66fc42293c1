"""An officer sees for every party which mail went when, how it fared, and what comes next."""

import dataclasses
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path

import pytest

from tests.calling import calling
from tests.mailing import answered
from tests.office import office
from tests.open_hearing import OpenHearing, installed, open_hearing, served
from tests.publishing import hearing_id, officers_desk
from workflows.engine.vocabulary import MessageKind, MessageStatus, SkipReason
from workflows.records.hearing_pages import ShownMessage
from workflows.services.mail import Mail, Result, Verdict
from workflows.services.sending import deliver
from workflows.services.sweeping import sweep
from workflows.services.wording.mail_fates import why_words

FIRST_RUNG = datetime(2023, 11, 15, 8, tzinfo=UTC)


class Way:
    """A way out that says of each address what it is told to say, and takes the rest."""

    def __init__(self, replies: Mapping[str, tuple[Verdict, str]] | None = None) -> None:
        self._replies = replies or {}

    def send(self, mail: Mail) -> Result:
        verdict, said = self._replies.get(mail.recipient, (Verdict.SENT, ""))
        return Result(verdict, said)


@pytest.fixture
def hearing(database: str, tmp_path: Path) -> OpenHearing:
    return open_hearing(*installed(database, tmp_path))


def told(hearing: OpenHearing) -> dict[str, list[str]]:
    """By party, what the hearing's page at the desk says of each mail, and what is to come."""
    with served(hearing.house) as address, officers_desk(hearing.house, address) as desk:
        page = desk.read(f"/sager/{hearing.case}/hoeringer/{hearing_id(hearing)}")
    page = page.replace("\N{NO-BREAK SPACE}", " ")
    found = {}
    for party in page.split('<article class="party"')[1:]:
        name = re.findall(r"<h3[^>]*>([^<]+) <span", party)[0]
        mails = re.findall(r"<li>(.*?)</li>", party.partition('<ul class="mails">')[2])
        coming = re.findall(r"Næste påmindelse [^<]*", party)
        found[name] = [unescape(re.sub(r"(<[^>]+>)+", " | ", mail)).strip(" |") for mail in mails]
        found[name] += coming
    return found


def test_sent_put_off_refused_and_needless_mails_each_say_so(hearing: OpenHearing) -> None:
    full, no = (Verdict.LATER, "452 4.2.2 Full"), (Verdict.REFUSED, "550 5.7.1 No")
    deliver(hearing.house, Way({"a2@raad.example": no}))
    hearing.clock.now = FIRST_RUNG
    sweep(hearing.house)
    answered(hearing)
    deliver(hearing.house, Way({"a1@raad.example": full}))
    assert told(hearing) == {
        "Handicaprådet": [
            "Invitation til a0@raad.example | Sendt 01-11-2023 kl. 09.00",
            "Invitation til b0@raad.example | Sendt 01-11-2023 kl. 09.00",
            "Påmindelse til a0@raad.example | Ikke sendt 15-11-2023 kl. 09.00 | Parten havde"
            " svaret eller blev ikke spurgt længere.",
            "Kvittering til a0@raad.example | Sendt 15-11-2023 kl. 09.00",
            "Påmindelse til b0@raad.example | Ikke sendt 15-11-2023 kl. 09.00 | Parten havde"
            " svaret eller blev ikke spurgt længere.",
        ],
        "Ældrerådet": [
            "Invitation til a1@raad.example | Sendt 01-11-2023 kl. 09.00",
            "Påmindelse til a1@raad.example | Venter på at blive sendt; prøves igen 15-11-2023"
            " kl. 09.00 | Postkassen er fuld (»452 4.2.2 Full«).",
            "Næste påmindelse mandag den 20. november 2023 kl. 08.00, hvis parten ikke har svaret.",
        ],
        "OMU Økonomi": [
            "Invitation til a2@raad.example | Kunne ikke sendes 01-11-2023 kl. 09.00 | Modtagerens"
            " mailserver tager ikke imod mail herfra (»550 5.7.1 No«).",
            "Påmindelse til a2@raad.example | Sendt 15-11-2023 kl. 09.00",
            "Næste påmindelse mandag den 20. november 2023 kl. 08.00, hvis parten ikke har svaret.",
        ],
    }


def test_a_reminder_that_waits_for_daylight_says_when_it_goes(hearing: OpenHearing) -> None:
    deliver(hearing.house, Way())
    hearing.clock.now = FIRST_RUNG
    sweep(hearing.house)
    hearing.clock.now += timedelta(hours=10)
    deliver(hearing.house, Way())
    assert told(hearing)["Ældrerådet"][1] == (
        "Påmindelse til a1@raad.example | Venter på at blive sendt; sendes 16-11-2023 kl. 07.00"
    )


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("550 5.1.1 User unknown", "Adressen findes ikke (»550 5.1.1 User unknown«)."),
        ("550 no", "Mailserveren sagde nej (»550 no«)."),
        ("451 try again", "Mailserveren tog ikke imod den (»451 try again«)."),
        ("TimeoutError: timed out", "Mailserveren svarede ikke, som den skulle."),
        ("tried too often", "Mailserveren svarede ikke, som den skulle."),
    ],
)
def test_what_a_mail_server_said_is_put_in_words(said: str, words: str) -> None:
    assert why_words(failed(said)) == words


def failed(said: str) -> ShownMessage:
    return ShownMessage(
        contact="1",
        kind=MessageKind.REMINDER,
        recipient="a1@raad.example",
        status=MessageStatus.FAILED,
        created_at=FIRST_RUNG,
        sent_at=None,
        settled_at=FIRST_RUNG,
        attempts=1,
        next_attempt_at=None,
        last_error=said,
    )


def test_every_reason_to_skip_has_words() -> None:
    skipped = dataclasses.replace(failed(""), status=MessageStatus.SKIPPED)
    for reason in SkipReason:
        assert why_words(dataclasses.replace(skipped, last_error=reason.value))


def test_the_api_tells_the_same(sqlite: str, tmp_path: Path) -> None:
    opened = office(sqlite, tmp_path)
    with calling(opened, "maja") as (maja,):
        hearing = maja.hearing()
        address = hearing["parties"][0]["contacts"][0]["email"]
        deliver(opened.house, Way({address: (Verdict.REFUSED, "550 5.7.1 No")}))
        parties = maja.get(f"hearings/{hearing['id']}")["parties"]
    (message,) = parties[0]["contacts"][0]["messages"]
    assert message == {
        "kind": "invitation",
        "recipient": address,
        "status": "failed",
        "attempts": 1,
        "sent_at": None,
        "settled_at": "2023-11-01T08:00:00Z",
        "next_attempt_at": None,
        "last_error": "550 5.7.1 No",
    }
    (message,) = parties[1]["contacts"][0]["messages"]
    assert (message["status"], message["sent_at"]) == ("sent", "2023-11-01T08:00:00Z")
