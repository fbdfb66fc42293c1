"""Speaks to the mail server: one connection kept for many mails, and its replies told apart."""

import re
import smtplib
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from urllib.parse import unquote, urlsplit

from tasks.replies import reply_words, verdict_on_mail, verdict_on_sender
from workflows.services.mail import Mail, Result, Verdict
from workflows.urls import LOOPBACK

CONNECT_SECONDS = 10
REPLY_SECONDS = 60
FINAL_DOT_SECONDS = 600
"""As RFC 5321 asks: a server that is slow to take a mail must not be sent it twice."""

_USUAL = re.compile(r"[a-z0-9._+-]+@[a-z0-9.-]+", re.ASCII | re.IGNORECASE)

_GO_AHEAD = 354
_GARBLED = -1
"""What `smtplib` makes of a reply that begins with no number."""

_TAKEN = ((250,), (250, 251), (_GO_AHEAD,))
"""How a server agrees to each command of the envelope."""


@contextmanager
def smtp_transport(url: str) -> Iterator["SmtpTransport"]:
    """A transport to the server that `smtp://user:password@host:port` or `smtps://` names.

    Nothing is connected before the first mail.
    """
    transport = SmtpTransport(url)
    try:
        yield transport
    finally:
        transport.close()


class SmtpTransport:
    """A mail server, connected to when there is something to send."""

    def __init__(self, url: str) -> None:
        self._url = urlsplit(url)
        self._server: smtplib.SMTP | None = None

    def send(self, mail: Mail) -> Result:
        """Try once; a kept connection that the server has closed meanwhile is opened anew."""
        kept = self._server is not None
        result = self._attempt(mail)
        if kept and self._server is None and result.verdict is Verdict.LATER:
            return self._attempt(mail)
        return result

    def close(self) -> None:
        """Say goodbye, if there is anybody to say it to."""
        server, self._server = self._server, None
        if server is not None:
            with suppress(OSError, smtplib.SMTPException):
                server.quit()

    def _attempt(self, mail: Mail) -> Result:
        try:
            server = self._connected()
        except (OSError, smtplib.SMTPException) as error:
            return Result(Verdict.SENDERS_FAULT, _told(error))
        try:
            refused = self._envelope(server, mail)
        except (OSError, smtplib.SMTPException) as error:
            self._drop()
            return Result(Verdict.LATER, _told(error))
        if refused is not None:
            if self._server is not None:
                self._start_over(server)
            return refused
        return self._content(server, mail)

    def _connected(self) -> smtplib.SMTP:
        if self._server is None:
            self._server = self._connect()
        return self._server

    def _connect(self) -> smtplib.SMTP:
        host = self._url.hostname or ""
        port = self._url.port or 0
        # A name of its own: asking for this machine's may wait on a name server.
        mine = "localhost" if host in LOOPBACK else "sagsgang"
        if self._url.scheme == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                host, port or 465, mine, timeout=CONNECT_SECONDS, context=_encryption(host)
            )
        else:
            usual = 587 if self._url.username else 25
            server = smtplib.SMTP(host, port or usual, mine, timeout=CONNECT_SECONDS)
        try:
            self._greet(server, host)
        except BaseException:
            server.close()
            raise
        return server

    def _greet(self, server: smtplib.SMTP, host: str) -> None:
        _wait_at_most(server, REPLY_SECONDS)
        server.ehlo()
        if self._url.scheme == "smtp" and server.has_extn("starttls"):
            server.starttls(context=_encryption(host))
            server.ehlo()
        if self._url.username:
            server.login(unquote(self._url.username), unquote(self._url.password or ""))

    def _envelope(self, server: smtplib.SMTP, mail: Mail) -> Result | None:
        """Name sender and recipient and ask to hand the mail over; the refusal, if there is one."""
        _wait_at_most(server, REPLY_SECONDS)
        option = " body=8bitmime" if server.has_extn("8bitmime") else ""
        commands = (
            f"mail FROM:{_path(mail.sender)}{option}",
            f"rcpt TO:{_path(mail.recipient)}",
            "DATA",
        )
        if server.has_extn("pipelining"):
            return self._at_once(server, commands)
        for step, command in enumerate(commands):
            refused = _refusal(step, *server.docmd(command))
            if refused is not None:
                return refused
        return None

    def _at_once(self, server: smtplib.SMTP, commands: Sequence[str]) -> Result | None:
        """Say all of it in one breath (RFC 2920); what counts is the first command refused.

        The server replies to those behind it as well, to which there is nothing to say any more.
        """
        server.send("".join(f"{command}\r\n" for command in commands))
        for step in range(len(commands)):
            refused = _refusal(step, *server.getreply())
            if refused is not None:
                self._hear_out(server, len(commands) - step - 1)
                return refused
        return None

    def _hear_out(self, server: smtplib.SMTP, replies: int) -> None:
        """Read what is still to come; a server that waits for a mail all the same gets none."""
        try:
            codes = [server.getreply()[0] for _ in range(replies)]
        except (OSError, smtplib.SMTPException):
            codes = [_GARBLED]
        if _GO_AHEAD in codes or _GARBLED in codes:
            self._drop()

    def _content(self, server: smtplib.SMTP, mail: Mail) -> Result:
        """Hand the mail over; from here on a lost connection leaves open whether it arrived."""
        try:
            _wait_at_most(server, FINAL_DOT_SECONDS)
            server.send(_dotted(mail.content))
            code, said = server.getreply()
        except (OSError, smtplib.SMTPException) as error:
            self._drop()
            return Result(Verdict.UNSURE, _told(error))
        if code == 250:
            return Result(Verdict.SENT)
        if code == _GARBLED:
            self._drop()
            return Result(Verdict.UNSURE, _told(smtplib.SMTPServerDisconnected(str(said))))
        self._start_over(server)
        return verdict_on_mail(code, said)

    def _start_over(self, server: smtplib.SMTP) -> None:
        """Make the connection fit for the next mail, or give it up."""
        try:
            code, _ = server.rset()
        except (OSError, smtplib.SMTPException):
            code = 0
        if code != 250:
            self._drop()

    def _drop(self) -> None:
        if self._server is not None:
            self._server.close()
        self._server = None


def _refusal(step: int, code: int, said: bytes) -> Result | None:
    """What the reply to a command of the envelope means, unless the server agrees to it."""
    if code in _TAKEN[step]:
        return None
    return verdict_on_mail(code, said) if step else verdict_on_sender(code, said)


def _encryption(host: str) -> ssl.SSLContext:
    """The server proves who it is, unless it is on this machine, where nobody is in between."""
    context = ssl.create_default_context()
    if host in LOOPBACK:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def _wait_at_most(server: smtplib.SMTP, seconds: float) -> None:
    if server.sock is not None:
        server.sock.settimeout(seconds)


def _path(address: str) -> str:
    """The address as the envelope has it; what is more than letters and dots is parsed first."""
    return f"<{address}>" if _USUAL.fullmatch(address) else smtplib.quoteaddr(address)


def _dotted(content: bytes) -> bytes:
    """The mail as it stands between DATA and the final dot (RFC 5321, 4.5.2)."""
    stuffed = content.replace(b"\r\n.", b"\r\n..")
    return stuffed.removesuffix(b"\r\n") + b"\r\n.\r\n"


def _told(error: Exception) -> str:
    """The error in one line, without what was sent: only its kind and what the server said."""
    if isinstance(error, smtplib.SMTPResponseException) and isinstance(error.smtp_error, bytes):
        return reply_words(error.smtp_code, error.smtp_error)[:300]
    return f"{type(error).__name__}: {error}".replace("\n", " ")[:300]
