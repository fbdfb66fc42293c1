"""The inbox at the desk: read safely, registered by one click, dismissed with a reason."""

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.desk import Desk, desk_of, words
from tests.hostile_files import EXE, PDF, png
from tests.incoming import invitation, reply, with_file
from tests.mailing import deliver_to_folder
from tests.office import Office
from tests.open_hearing import OpenHearing, installed, open_hearing, served
from tests.scanner import EICAR, scanner_running
from workflows.engine.link_secrets import CUT
from workflows.engine.vocabulary import Openness
from workflows.services.inbox import Fetched, inbox_folder, take_in
from workflows.services.mail_contents import MOST_ATTACHMENTS
from workflows.services.signin import NewOfficer, add_officer


@dataclasses.dataclass(frozen=True)
class Inbox:
    """An officer's desk in an installation with an open hearing."""

    hearing: OpenHearing
    desk: Desk

    def arrives(self, mail: EmailMessage) -> str:
        """Take a mail in; its path at the desk."""
        raw, now = mail.as_bytes(), self.hearing.clock.now
        known = set(self.hearing.rows("SELECT id FROM incoming_mails"))
        assert take_in(self.hearing.house, Fetched(raw, len(raw), whole=True, received_at=now))
        (new,) = set(self.hearing.rows("SELECT id FROM incoming_mails")) - known
        return f"/indbakke/{new[0]}"

    def status(self) -> object:
        """What became of the only mail."""
        return self.hearing.rows("SELECT status FROM incoming_mails")[0][0]


@pytest.fixture
def inbox(database: str, tmp_path: Path) -> Iterator[Inbox]:
    hearing = open_hearing(*installed(database, tmp_path))
    deliver_to_folder(hearing.house)
    hearing.clock.now += timedelta(days=1)
    with at_desk(hearing, "maja") as found:
        yield found


@contextmanager
def at_desk(hearing: OpenHearing, username: str) -> Iterator[Inbox]:
    """An officer who may not see closed cases of others, signed in."""
    house = hearing.house
    mail = f"{username}@norddjurs.example"
    add_officer(house, NewOfficer(username, "Maja Holt", mail, sees_closed=False))
    with served(house) as address, desk_of(Office(house), address, username) as desk:
        yield Inbox(hearing, desk)


def test_a_reply_is_registered_by_one_click(inbox: Inbox) -> None:
    path = inbox.arrives(with_file(reply(invitation(inbox.hearing))))
    listed = words(inbox.desk.read("/indbakke"))
    assert "SV: Høring om frivillighed" in listed
    assert "Ligner et høringssvar · Ældrerådet · sag 23/1" in listed
    came = inbox.hearing.clock.now
    inbox.hearing.clock.now += timedelta(hours=3)
    inbox.desk.read(path)
    shown = words(inbox.desk.send(f"{path}/svar", stance="supports_with_remarks"))
    assert "der mangler en rampe" in shown
    assert "svar.pdf" in shown
    answer = inbox.hearing.rows("SELECT party_id, stance, receipt FROM v_response")
    assert [str(value) for value in answer[0][:2]] == [
        inbox.hearing.parties[1],
        "supports_with_remarks",
    ]
    (row,) = inbox.hearing.rows("SELECT channel, received_at, late FROM responses")
    assert row[0] == "mail"
    assert not row[2]
    assert str(row[1])[:13].replace("T", " ") == f"{came:%Y-%m-%d %H}"
    assert inbox.status() == "registered"
    receipts = inbox.hearing.rows("SELECT recipient FROM v_message WHERE kind = 'receipt'")
    assert receipts == [("a1@raad.example",)]


def test_a_mail_becomes_an_answer_once(inbox: Inbox) -> None:
    path = inbox.arrives(reply(invitation(inbox.hearing)))
    inbox.desk.read(path)
    fields = inbox.desk.form(f"{path}/svar")
    for status in (200, 422):
        answer = inbox.desk.client.post(
            f"{path}/svar", data={**fields, "stance": "supports"}, follow_redirects=True
        )
        assert answer.status_code == status
    assert inbox.hearing.rows("SELECT count(*) FROM responses") == [(1,)]


def test_a_strangers_mail_is_placed_by_a_person_on_whom_they_find(inbox: Inbox) -> None:
    path = inbox.arrives(reply(None, "formand@privat.example"))
    inbox.desk.read(path)
    assert inbox.desk.form(f"{path}/svar")["party"] == ""
    inbox.desk.send(f"{path}/svar", status=422, stance="opposes")
    assert inbox.hearing.parties[1] in inbox.desk.read(f"{path}?soeg=ÆLDRERÅDET")
    page = inbox.desk.read(f"{path}?soeg=omu")
    assert inbox.hearing.parties[2] in page
    assert inbox.hearing.parties[0] not in page
    inbox.desk.send(f"{path}/svar", stance="opposes", party=inbox.hearing.parties[2])
    rows = inbox.hearing.rows("SELECT party_id, contact_id FROM responses")
    assert [str(value) for value in rows[0]] == [inbox.hearing.parties[2], "None"]


def test_a_mail_is_dismissed_with_a_reason_alone(inbox: Inbox) -> None:
    path = inbox.arrives(reply(None))
    inbox.desk.read(path)
    inbox.desk.send(f"{path}/til-side", status=422, reason=" ")
    assert inbox.status() == "unplaced"
    inbox.desk.send(f"{path}/til-side", reason="Reklame for kopimaskiner")
    assert inbox.desk.path == "/indbakke"
    assert "SV: Høring" not in inbox.desk.page
    assert "SV: Høring" in inbox.desk.read("/indbakke?vis=andre")
    assert "Reklame for kopimaskiner" in inbox.desk.read(path)


def test_what_looks_automatic_is_put_aside_by_one_click(inbox: Inbox) -> None:
    path = inbox.arrives(reply(invitation(inbox.hearing), Subject="Ferie"))
    assert "men kan være et svar" in inbox.desk.read("/indbakke")
    inbox.desk.read(path)
    inbox.desk.send(f"{path}/til-side")
    assert inbox.status() == "dismissed"
    assert "Automatisk svar" in inbox.desk.read(path)


def test_what_is_written_in_a_mail_is_shown_as_text_alone(inbox: Inbox) -> None:
    mail = reply(None, text="x")
    del mail["Content-Type"], mail["Content-Transfer-Encoding"]
    mail.set_content("<p>Hej <b>jer</b><script>alert(1)</script>", subtype="html")
    del mail["Subject"]
    mail["Subject"] = "<script>alert(2)</script>"
    page = inbox.desk.read(inbox.arrives(mail))
    assert "<script>" not in page
    assert "&lt;script&gt;alert(2)" in page
    assert "alert(1)" not in page


def test_files_are_saved_and_only_those_that_pass_the_checks(inbox: Inbox) -> None:
    mail = with_file(reply(None))
    with_file(mail, "virus.pdf", EXE)
    with_file(mail, "side.html", b"<script>alert(1)</script>")
    path = inbox.arrives(mail)
    page = words(inbox.desk.read(path))
    assert "er ikke, hvad navnet siger" in page
    got = inbox.desk.client.get(f"{path}/fil/0")
    assert got.content == PDF
    assert got.headers["content-disposition"].startswith("attachment")
    assert got.headers["content-type"] == "application/octet-stream"
    for number in ("1", "2", "3", "-1", "x"):
        assert inbox.desk.client.get(f"{path}/fil/{number}").status_code == 404


def test_what_cannot_be_shown_is_told_and_is_in_the_mail_itself(inbox: Inbox) -> None:
    secret, old = inbox.hearing.token(), b"\xd0\xcf\x11\xe0gammel"
    mail = with_file(reply(None, text=f"Se /svar/x/{secret}"), "svar.doc", old)
    for _ in range(MOST_ATTACHMENTS + 1):
        with_file(mail)
    path = inbox.arrives(mail)
    page = words(inbox.desk.read(path))
    assert "svar.doc" in page
    assert "kan ikke være en del af et svar; den ligger i den oprindelige mail" in page
    assert "2 filer mere vises ikke her. De ligger i den oprindelige mail." in page
    got = inbox.desk.client.get(f"{path}/original")
    assert got.headers["content-disposition"] == "attachment; filename*=utf-8''Mail.eml"
    assert got.headers["content-type"] == "application/octet-stream"
    assert "sandbox" in got.headers["content-security-policy"]
    saved = message_from_bytes(got.content)
    files = [part.get_payload(decode=True) for part in saved.walk() if part.get_filename()]
    assert files == [old, *[PDF] * (MOST_ATTACHMENTS + 1)]
    assert secret not in got.text
    assert CUT in got.text


def test_a_picture_in_the_text_does_not_go_along_by_itself(inbox: Inbox) -> None:
    mail = with_file(reply(invitation(inbox.hearing)))
    mail.add_attachment(
        png(), maintype="image", subtype="png", filename="logo.png", cid="<l>", disposition="inline"
    )
    path = inbox.arrives(mail)
    assert "billede i teksten" in inbox.desk.read(path)
    inbox.desk.send(f"{path}/svar", stance="supports")
    assert inbox.hearing.rows("SELECT name FROM v_file") == [("svar.pdf",)]


def test_a_mail_whose_bytes_are_gone_is_told_of(inbox: Inbox) -> None:
    path = inbox.arrives(reply(None))
    for file in inbox_folder(inbox.hearing.house.settings).rglob("*/*"):
        file.unlink()
    assert "ligger ikke her mere" in inbox.desk.read(path)
    inbox.desk.read(f"{path}/original", 404)


def test_a_virus_in_a_mail_is_neither_fetched_nor_registered(inbox: Inbox) -> None:
    path = inbox.arrives(with_file(reply(invitation(inbox.hearing)), content=PDF + EICAR))
    with scanner_running() as url:
        house = inbox.hearing.house
        settings = house.settings.model_copy(update={"clamd_url": url})
        scanned = dataclasses.replace(house, settings=settings)
        with at_desk(dataclasses.replace(inbox.hearing, house=scanned), "bo") as other:
            assert other.desk.client.get(f"{path}/fil/0").status_code == 404
            assert "viruskontrollen har stoppet den" in other.desk.read(f"{path}/original", 422)
            other.desk.read(path)
            assert "viruskontrollen" in other.desk.send(
                f"{path}/svar", status=422, stance="supports"
            )
    assert inbox.hearing.rows("SELECT count(*) FROM responses") == [(0,)]


def test_nothing_of_a_closed_case_is_shown_to_others(database: str, tmp_path: Path) -> None:
    hearing = open_hearing(*installed(database, tmp_path), openness=Openness.CLOSED)
    deliver_to_folder(hearing.house)
    hearing.clock.now += timedelta(days=1)
    with at_desk(hearing, "maja") as inbox:
        mail = with_file(reply(invitation(hearing), "ond@fremmed.example"))
        path = inbox.arrives(mail)
        assert "SV: Høring" not in inbox.desk.read("/indbakke")
        inbox.desk.read(path, 404)
        inbox.desk.read(f"{path}/fil/0", 404)
        inbox.desk.read(f"{path}/original", 404)
        other = inbox.arrives(reply(None))
        assert "SV: Høring" in inbox.desk.read("/indbakke")
        inbox.desk.read(other)
        assert hearing.parties[0] not in inbox.desk.page
        fields = {**inbox.desk.form("/til-side"), "party": hearing.parties[0], "stance": "opposes"}
        assert inbox.desk.client.post(f"{other}/svar", data=fields).status_code == 404
