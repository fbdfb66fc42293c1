"""What a real mail server says and does, and what it is taken to mean."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from cli.serving.ports import HOST, free_port
from tasks.replies import verdict_on_mail, verdict_on_sender
from tasks.smtp import smtp_transport
from tests.servers import DROP, SmtpSink
from tests.waiting import PATIENCE_SECONDS
from workflows.services.mail import Mail, Verdict

CONTENT = b"Subject: Hej\r\n\r\nHej Bo\r\n.\r\n..to prikker\r\nR\xc3\xb8d gr\xc3\xb8d\r\n"


class Watched(SmtpSink):
    """A sink that counts the connections and can end them."""

    def __init__(self) -> None:
        super().__init__()
        self.connections = 0
        self._speaking: list[SMTP] = []

    async def handle_EHLO(  # noqa: N802 - the name that aiosmtpd looks for
        self, server: SMTP, session: Session, envelope: Envelope, name: str, replies: list[str]
    ) -> list[str]:
        session.host_name = name
        self.connections += 1
        self._speaking.append(server)
        return replies

    def hang_up(self) -> None:
        """Close every connection, and return once that is done."""
        for server in self._speaking:
            done = threading.Event()
            server.loop.call_soon_threadsafe(
                lambda s=server, d=done: (s.transport.abort(), d.set())
            )
            assert done.wait(PATIENCE_SECONDS)


@pytest.fixture
def smtp_sink() -> Iterator[Watched]:
    with Watched().listening() as sink:
        yield sink


def mail(number: int = 1, recipient: str = "bo@raad.example") -> Mail:
    sender = f"sagsgang+{number}@kommune.example"
    return Mail(str(number), sender, recipient, CONTENT, datetime(2024, 1, 1, tzinfo=UTC))


def test_a_mail_arrives_to_the_byte_with_its_envelope(smtp_sink: Watched) -> None:
    with smtp_transport(smtp_sink.url) as transport:
        assert transport.send(mail()).verdict is Verdict.SENT
    (arrived,) = smtp_sink.mails
    assert arrived.raw == CONTENT
    assert arrived.sender == "sagsgang+1@kommune.example"
    assert arrived.recipients == ("bo@raad.example",)


def test_many_mails_share_one_connection(smtp_sink: Watched) -> None:
    with smtp_transport(smtp_sink.url) as transport:
        for number in range(5):
            assert transport.send(mail(number)).verdict is Verdict.SENT
    assert len({arrived.sender for arrived in smtp_sink.mails}) == 5
    assert smtp_sink.connections == 1


def test_a_refused_mail_leaves_the_connection_fit_for_the_next(smtp_sink: Watched) -> None:
    smtp_sink.refuse("bo@raad.example", "550 5.1.1 No such user")
    smtp_sink.answer_next("451 4.3.0 Later", "554 5.6.0 Not this one")
    with smtp_transport(smtp_sink.url) as transport:
        verdicts = [transport.send(mail()).verdict]
        verdicts += [transport.send(mail(2, "ane@raad.example")).verdict for _ in range(3)]
    assert verdicts == [
        Verdict.UNKNOWN_RECIPIENT,
        Verdict.LATER,
        Verdict.REFUSED,
        Verdict.SENT,
    ]
    assert smtp_sink.connections == 1


def test_a_connection_lost_after_the_mail_leaves_it_open(smtp_sink: Watched) -> None:
    smtp_sink.answer_next(DROP)
    with smtp_transport(smtp_sink.url) as transport:
        assert transport.send(mail()).verdict is Verdict.UNSURE
        assert transport.send(mail()).verdict is Verdict.SENT
    first, second = smtp_sink.mails
    assert first == second


def test_a_kept_connection_that_was_closed_meanwhile_is_opened_anew(smtp_sink: Watched) -> None:
    with smtp_transport(smtp_sink.url) as transport:
        assert transport.send(mail()).verdict is Verdict.SENT
        smtp_sink.hang_up()
        assert transport.send(mail(2)).verdict is Verdict.SENT
    assert smtp_sink.connections == 2
    assert len(smtp_sink.mails) == 2


def test_nobody_listens() -> None:
    with smtp_transport(f"smtp://{HOST}:{free_port()}") as transport:
        assert transport.send(mail()).verdict is Verdict.SENDERS_FAULT


def test_a_server_without_encryption_where_it_is_asked_for(smtp_sink: Watched) -> None:
    with smtp_transport(smtp_sink.url.replace("smtp:", "smtps:")) as transport:
        assert transport.send(mail()).verdict is Verdict.SENDERS_FAULT
    assert smtp_sink.mails == ()


def test_a_password_is_not_sent_to_a_server_that_takes_none(smtp_sink: Watched) -> None:
    with smtp_transport(smtp_sink.url.replace("//", "//kommune:kode@")) as transport:
        result = transport.send(mail())
    assert result.verdict is Verdict.SENDERS_FAULT
    assert "kode" not in result.reply
    assert smtp_sink.mails == ()


@contextmanager
def guarded(password: str) -> Iterator[str]:
    """A mail server that wants a sign-in; yields its host and port."""

    def check(
        server: SMTP, session: object, envelope: object, way: str, given: object
    ) -> AuthResult:
        right = getattr(given, "password", b"") == password.encode()
        return AuthResult(success=right, handled=False)

    controller = Controller(
        SmtpSink(),
        hostname=HOST,
        port=free_port(),
        authenticator=check,
        auth_required=True,
        auth_require_tls=False,
    )
    controller.start()
    try:
        yield f"{HOST}:{controller.port}"
    finally:
        controller.stop()


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
def test_signing_in_with_a_password_that_needs_quoting() -> None:
    with guarded("k@de/1") as host:
        with smtp_transport(f"smtp://kommune:k%40de%2F1@{host}") as transport:
            assert transport.send(mail()).verdict is Verdict.SENT
        with smtp_transport(f"smtp://kommune:forkert@{host}") as transport:
            result = transport.send(mail())
        with smtp_transport(f"smtp://{host}") as transport:
            assert transport.send(mail()).verdict is Verdict.SENDERS_FAULT
    assert result.verdict is Verdict.SENDERS_FAULT
    assert result.reply.startswith("535 5.7.8 ")
    assert "forkert" not in result.reply


@pytest.mark.parametrize(
    ("reply", "verdict"),
    [
        ("550 5.1.1 User unknown", Verdict.UNKNOWN_RECIPIENT),
        ("550 5.1.10 RESOLVER.ADR.RecipientNotFound", Verdict.UNKNOWN_RECIPIENT),
        ("550 5.1.2 Bad destination system", Verdict.UNKNOWN_RECIPIENT),
        ("550 5.2.1 Mailbox disabled", Verdict.UNKNOWN_RECIPIENT),
        ("550 No such user here", Verdict.UNKNOWN_RECIPIENT),
        ("553 Mailbox name not allowed", Verdict.UNKNOWN_RECIPIENT),
        ("550 5.7.1 Message rejected as spam", Verdict.REFUSED),
        ("550 5.1.8 Sender address rejected", Verdict.REFUSED),
        ("552 5.2.2 Mailbox full", Verdict.REFUSED),
        ("552 5.3.4 Message too big", Verdict.REFUSED),
        ("554 5.6.0 Bad content", Verdict.REFUSED),
        ("554 Transaction failed", Verdict.REFUSED),
        ("554 5.2.0 STOREDRV SubmissionQuotaExceededException", Verdict.SENDERS_FAULT),
        ("530 5.7.0 Authentication required", Verdict.SENDERS_FAULT),
        ("535 5.7.8 Bad credentials", Verdict.SENDERS_FAULT),
        ("450 4.2.1 Greylisted", Verdict.LATER),
        ("451 4.3.0 Try later", Verdict.LATER),
        ("452 4.2.2 Mailbox full for now", Verdict.LATER),
        ("421 4.7.0 Too many connections", Verdict.LATER),
    ],
)
def test_what_a_reply_about_a_mail_means(reply: str, verdict: Verdict) -> None:
    code, _, said = reply.partition(" ")
    result = verdict_on_mail(int(code), said.encode())
    assert (result.verdict, result.reply) == (verdict, reply)


def test_a_sender_that_is_refused_is_refused_for_every_mail() -> None:
    assert verdict_on_sender(550, b"5.7.60 May not send as this sender").verdict is (
        Verdict.SENDERS_FAULT
    )
    assert verdict_on_sender(452, b"4.3.1 Out of storage").verdict is Verdict.LATER
