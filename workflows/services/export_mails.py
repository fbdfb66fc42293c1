"""The mails of a case for its export: those that were written, and those that came in."""

from collections.abc import Callable, Iterator
from functools import partial

from workflows.engine.errors import WrongInput
from workflows.engine.link_secrets import CUT, without_link_secrets
from workflows.records.case_list import Viewer
from workflows.records.export_rows import WrittenMail, received_mails, written_mails
from workflows.services.desk import CasePage
from workflows.services.errors import NotFound
from workflows.services.export_marks import Review, marks_of
from workflows.services.exported import Exported, LeftOut
from workflows.services.installation import Installation
from workflows.services.letters import instant_words, link_mark, stored_content
from workflows.services.mail_desk import found_mail, original_mail
from workflows.services.wording import exporting as say
from workflows.services.wording.mails import message_kind_words, message_status_words

FOLDER = say.FOLDER_OF_MAILS


def mail_documents(
    house: Installation, looks: Viewer, page: CasePage
) -> Iterator[Exported | LeftOut]:
    """Every mail, without the secrets of links: who has one can answer in a council's name."""
    with house.database.connect() as connection:
        written = written_mails(connection, page.facts.id)
        received = received_mails(connection, page.facts.id)
    for mail in written:
        yield _written(page, mail)
    for number in received:
        yield _received(house, looks, page, number)


def _written(page: CasePage, mail: WrittenMail) -> Exported:
    calendar = page.facts.calendar
    at = mail.sent_at or mail.created_at
    content = stored_content(mail.content)
    kind = message_kind_words(mail.kind)
    lines = (
        say.from_line(content.sender_name, content.sender),
        say.to_line(content.recipient_name, mail.recipient),
        f"{message_status_words(mail.status)}: {instant_words(at, calendar)}",
        say.subject_line(content.subject),
        "",
        content.text.replace(link_mark(mail.id), CUT),
    )
    text = without_link_secrets("\n".join(lines))
    day = calendar.local_date(at)
    return Exported(
        FOLDER,
        say.file_of_mail(day.isoformat(), kind, mail.recipient),
        say.mail_to(kind, mail.recipient),
        day,
        marks_of(text),
        partial(_encoded, text),
    )


def _encoded(text: str) -> bytes:
    return text.encode()


def _received(
    house: Installation, looks: Viewer, page: CasePage, number: str
) -> Exported | LeftOut:
    mail = found_mail(house, looks, number)
    title = say.mail_from(mail.sender, mail.subject)
    try:
        raw = original_mail(house, looks, number)
    except WrongInput as wrong:
        return LeftOut(title, str(wrong))
    except NotFound:
        return LeftOut(title, say.MAIL_IS_DELETED)
    day = page.facts.calendar.local_date(mail.received_at)
    bytes_of: Callable[[], bytes] = partial(bytes, raw)
    return Exported(
        FOLDER,
        say.file_of_received_mail(day.isoformat(), mail.sender),
        title,
        day,
        (Review.CONTACT_DETAILS, Review.NOT_READ),
        bytes_of,
    )
