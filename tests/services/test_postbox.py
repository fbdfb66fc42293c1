"""The mails of the folder, as they are shown where no mail server is set."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from tasks.mailfolder import MailFolder
from tests.open_hearing import installed
from workflows.services.installation import install
from workflows.services.mail import Mail
from workflows.services.postbox import mail_folder, posted

WRITTEN = datetime(2023, 11, 1, 8, tzinfo=UTC)


def mail(name: str, dated: datetime) -> Mail:
    words = f"To: bo@raad.example\r\nSubject: {name}\r\nDate: Wed, 1 Nov 2023 08:00:00 +0000\r\n"
    return Mail(name, "svar@kommune.example", "bo@raad.example", words.encode(), dated)


def test_the_mail_that_was_written_last_stands_first(sqlite: str, tmp_path: Path) -> None:
    house, _ = installed(sqlite, tmp_path)
    way = MailFolder(mail_folder(house.settings))
    # Ids tell when a letter was asked for, dates when its words were put together.
    for name, dated in (("c", WRITTEN), ("a", WRITTEN), ("b", WRITTEN - timedelta(hours=1))):
        way.send(mail(name, dated))
    assert [one.subject for one in posted(house)] == ["b", "a", "c"]
    assert [one.subject for one in posted(house, most=1)] == ["b"]


def test_links_to_this_machine_lead_to_where_the_installation_is_now(
    sqlite: str, tmp_path: Path
) -> None:
    house, _ = installed(sqlite, tmp_path)
    words = (
        "To: bo@raad.example\r\nSubject: Svar\r\nDate: Wed, 1 Nov 2023 08:00:00 +0000\r\n\r\n"
        "Svar her: http://127.0.0.1:40801/svar/p/k.abc\r\n"
        "Loven: https://www.retsinformation.example/eli/1?a=http://127.0.0.1:1/x\r\n"
        "Ikke en vej: http://[x\r\n"
    )
    MailFolder(mail_folder(house.settings)).send(
        Mail("a", "svar@kommune.example", "bo@raad.example", words.encode(), WRITTEN)
    )
    now = install(house.settings.model_copy(update={"base_url": "http://127.0.0.1:9000"}))
    (shown,) = posted(now)
    law = "https://www.retsinformation.example/eli/1?a=http://127.0.0.1:1/x"
    assert shown.links == ("http://127.0.0.1:9000/svar/p/k.abc", law, "http://[x")
    assert "Svar her: http://127.0.0.1:9000/svar/p/k.abc\n" in shown.text
