"""The servers that the other tests stand on do what those tests take for granted."""

import smtplib

import psycopg
import pytest
import redis
from playwright.sync_api import Page

from tests.servers import DROP, SmtpSink, broker_running, plain, postgres_database
from workflows.records.database import open_database
from workflows.records.schema import require_schema

MAIL = (
    b"From: kommune@eksempel.dk\r\nTo: raad@eksempel.dk\r\n"
    b"Subject: =?utf-8?q?H=C3=B8ring?=\r\n\r\nHej\r\n"
)


@pytest.fixture
def client(smtp_sink: SmtpSink) -> smtplib.SMTP:
    host, _, port = smtp_sink.url.removeprefix("smtp://").partition(":")
    return smtplib.SMTP(host, int(port), timeout=10)


def test_each_postgres_database_is_its_own(postgres_url: str) -> None:
    with (
        postgres_database(postgres_url, "en_for_sig") as one,
        postgres_database(postgres_url, "to_for_sig") as two,
    ):
        with psycopg.connect(plain(one)) as connection:
            connection.execute("CREATE TABLE sag (id int)")
        with psycopg.connect(plain(two)) as connection:
            found = connection.execute("SELECT to_regclass('sag')").fetchone()
    assert found == (None,)


def test_our_broker_throws_no_message_away_and_keeps_none() -> None:
    with broker_running() as url, redis.Redis.from_url(url) as client:
        assert client.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
        assert client.config_get("save") == {"save": ""}


def test_the_sink_keeps_mails_with_their_envelope(
    smtp_sink: SmtpSink, client: smtplib.SMTP
) -> None:
    client.sendmail("svar+7@eksempel.dk", ["raad@eksempel.dk"], MAIL)
    (mail,) = smtp_sink.wait_for(1)
    assert (mail.sender, mail.recipients) == ("svar+7@eksempel.dk", ("raad@eksempel.dk",))
    assert mail.raw == MAIL
    assert mail.message["Subject"] == "Høring"


def test_the_sink_answers_as_it_is_told(smtp_sink: SmtpSink, client: smtplib.SMTP) -> None:
    smtp_sink.answer_next("451 4.3.0 Try later")
    smtp_sink.refuse("nedlagt@eksempel.dk", "550 5.1.1 No such user")
    with pytest.raises(smtplib.SMTPDataError, match="Try later"):
        client.sendmail("a@eksempel.dk", ["raad@eksempel.dk"], MAIL)
    with pytest.raises(smtplib.SMTPRecipientsRefused, match="No such user"):
        client.sendmail("a@eksempel.dk", ["nedlagt@eksempel.dk"], MAIL)
    assert smtp_sink.mails == ()
    client.sendmail("a@eksempel.dk", ["raad@eksempel.dk"], MAIL)
    assert len(smtp_sink.mails) == 1


def test_the_sink_can_keep_a_mail_and_never_say_so(
    smtp_sink: SmtpSink, client: smtplib.SMTP
) -> None:
    smtp_sink.answer_next(DROP)
    with pytest.raises(smtplib.SMTPServerDisconnected):
        client.sendmail("a@eksempel.dk", ["raad@eksempel.dk"], MAIL)
    assert len(smtp_sink.mails) == 1


def test_the_browser_opens_pages(page: Page) -> None:
    page.set_content("<h1>Høring</h1>")
    assert page.get_by_role("heading").inner_text() == "Høring"


def test_each_test_has_an_empty_migrated_database_of_its_own(database: str) -> None:
    opened = open_database(database)
    require_schema(opened)
    opened.dispose()
