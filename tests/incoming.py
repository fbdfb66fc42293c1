"""Mails as they come in: replies to our letters, out-of-office replies, delivery reports."""

from email.message import EmailMessage

from tests.hostile_files import PDF
from tests.open_hearing import OpenHearing

OURS = "norddjurs.example"


def invitation(hearing: OpenHearing, recipient: str = "a1@raad.example") -> str:
    """The id of the invitation that went to an address."""
    found = hearing.rows(
        f"SELECT message_id FROM v_message WHERE kind = 'invitation' AND recipient = '{recipient}'"
    )
    return str(found[0][0])


def tagged(message: str) -> str:
    """The address that a letter carries."""
    return f"sagsgang+{message.replace('-', '')}@{OURS}"


def reply(
    message: str | None,
    sender: str = "a1@raad.example",
    text: str = "Vi støtter forslaget, men der mangler en rampe.",
    **headers: str,
) -> EmailMessage:
    """A reply to one of our letters, or to none."""
    mail = EmailMessage()
    mail["From"] = f"Bo Berg <{sender}>"
    mail["To"] = f"sagsgang@{OURS}"
    mail["Subject"] = "SV: Høring om frivillighed"
    mail["Message-ID"] = f"<svar-{abs(hash((message, sender, text)))}@raad.example>"
    if message is not None:
        mail["In-Reply-To"] = f"<{message}@{OURS}>"
    for name, value in headers.items():
        name = name.replace("_", "-")
        del mail[name]
        mail[name] = value
    mail.set_content(text)
    return mail


def with_file(mail: EmailMessage, name: str = "svar.pdf", content: bytes = PDF) -> EmailMessage:
    """The mail with a file."""
    mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return mail


def report(
    message: str,
    recipient: str = "a1@raad.example",
    status: str = "5.1.1",
    action: str = "failed",
) -> bytes:
    """What a mail server writes when a letter cannot be delivered (RFC 3464)."""
    return (
        f"""Return-Path: <>
From: Mail Delivery System <MAILER-DAEMON@raad.example>
To: {tagged(message)}
Subject: Undelivered Mail Returned to Sender
Message-ID: <{status}-{action}-{recipient}-{message}@raad.example>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="grænse"

--grænse
Content-Type: text/plain

I could not deliver your mail.

--grænse
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.raad.example

Final-Recipient: rfc822; {recipient}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} <{recipient}>: Recipient address rejected

--grænse
Content-Type: text/rfc822-headers

Message-ID: <{message}@{OURS}>
Subject: Invitation

--grænse--
""".replace("grænse", "border")
        .replace("\n", "\r\n")
        .encode()
    )
