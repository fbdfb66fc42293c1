"""What a mail server's reply means for the mail, and for all the others (RFC 5321, RFC 3463)."""

import re

from workflows.services.mail import Result, Verdict

_ENHANCED = re.compile(r"\s*([245])\.(\d{1,3})\.(\d{1,3})")

# The address itself is wrong, nobody is behind it any more, or no mail is taken for it.
_NOBODY = re.compile(r"5\.1\.(0|1|2|3|6|10)|5\.2\.1")
# The sender's quota, as large providers name it, and a sign-in that is asked for.
_QUOTA = re.compile(r"5\.2\.0")
_SIGN_IN = (530, 534, 535, 538)
_NOBODY_WITHOUT_DETAIL = (550, 551, 553)


def verdict_on_sender(code: int, said: bytes) -> Result:
    """What a refusal of the envelope's sender means: other mails would be refused just so."""
    verdict = Verdict.LATER if 400 <= code < 500 else Verdict.SENDERS_FAULT
    return Result(verdict, reply_words(code, said))


def verdict_on_mail(code: int, said: bytes) -> Result:
    """What a refusal of the recipient or the content means."""
    return Result(_verdict(code, said), reply_words(code, said))


def _verdict(code: int, said: bytes) -> Verdict:
    if code < 500:
        return Verdict.LATER
    if code in _SIGN_IN:
        return Verdict.SENDERS_FAULT
    found = _ENHANCED.match(said.decode("utf-8", "replace"))
    detail = ".".join(found.groups()) if found else ""
    if _QUOTA.fullmatch(detail):
        return Verdict.SENDERS_FAULT
    if _NOBODY.fullmatch(detail) or (not detail and code in _NOBODY_WITHOUT_DETAIL):
        return Verdict.UNKNOWN_RECIPIENT
    return Verdict.REFUSED


def reply_words(code: int, said: bytes) -> str:
    """The reply on one line."""
    return f"{code} {said.decode('utf-8', 'replace')}".replace("\n", " ").strip()
