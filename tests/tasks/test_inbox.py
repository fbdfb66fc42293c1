"""Mails collected from a real IMAP server: matched, filed away, left to a person, never twice."""

import dataclasses
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tasks.imap import HANDLED, ImapMailbox, imap_mailbox
from tasks.inbox import collect_by_settings
from tests.incoming import invitation, reply, report, tagged, with_file
from tests.mailbox import ImapServer, imap_running, signed_in
from tests.mailing import deliver_to_folder, mails
from tests.open_hearing import OpenHearing, installed, open_hearing
from tests.scanner import EICAR
from workflows.engine.errors import WrongInput
from workflows.records.case_list import EVERYTHING
from workflows.services import inbox
from workflows.services.inbox import Collected, Fetched, collect, inbox_folder, take_in
from workflows.services.installation import Installation
from workflows.services.mail import Mail, Result, Verdict
from workflows.services.mail_desk import opened_mail, original_mail
from workflows.services.sending import deliver


@pytest.fixture(scope="module")
def running() -> Iterator[ImapServer]:
    with imap_running() as server:
        yield server


@pytest.fixture
def server(running: ImapServer) -> ImapServer:
    running.empty()
    return running


@pytest.fixture
def hearing(database: str, tmp_path: Path, server: ImapServer) -> OpenHearing:
    house, clock = installed(database, tmp_path)
    settings = house.settings.model_copy(update={"imap_url": server.url})
    opened = open_hearing(dataclasses.replace(house, settings=settings), clock)
    deliver_to_folder(opened.house)
    clock.now += timedelta(days=1)
    return opened


def filed(hearing: OpenHearing) -> list[tuple[object, ...]]:
    return hearing.rows("SELECT status, reason FROM incoming_mails ORDER BY status, reason")


def came(hearing: OpenHearing, server: ImapServer, *arrived: bytes) -> list[tuple[object, ...]]:
    """Let mails arrive, have them collected; how they were filed."""
    for raw in arrived:
        server.put(raw, hearing.clock.now)
    done = collect_by_settings(hearing.house)
    assert done is not None
    assert done.failed == 0
    return filed(hearing)


def test_replies_come_to_the_mailbox_that_is_collected(hearing: OpenHearing) -> None:
    message = invitation(hearing, "a1@raad.example")
    sent = next(one for one in mails(hearing.house) if message in one["Message-ID"])
    assert sent["Reply-To"].endswith(f"<{tagged(message)}>")


def test_a_reply_from_a_contact_is_proposed_and_is_no_answer_yet(
    hearing: OpenHearing, server: ImapServer
) -> None:
    raw = reply(invitation(hearing)).as_bytes()
    assert came(hearing, server, raw) == [("matched", "known_contact")]
    rows = hearing.rows("SELECT party_id, sender, received_at FROM incoming_mails")
    assert [str(value) for value in rows[0][:2]] == [hearing.parties[1], "a1@raad.example"]
    assert hearing.rows("SELECT count(*) FROM responses") == [(0,)]
    assert hearing.rows("SELECT status FROM v_party WHERE status = 'answered'") == []
    stored = [file.read_bytes() for file in inbox_folder(hearing.house.settings).rglob("*/*")]
    assert [one.replace(b"\r\n", b"\n") for one in stored] == [raw]
    assert (server.count(), server.count(HANDLED)) == (0, 1)


@pytest.mark.parametrize("way", ["to", "references", "in_reply_to"])
def test_the_letter_is_found_by_each_way_that_it_is_named(
    hearing: OpenHearing, server: ImapServer, way: str
) -> None:
    message = invitation(hearing)
    named = {"to": tagged(message).upper(), "references": f"<x@y.example> <{message}@{ours()}>"}
    named["in_reply_to"] = f"<{message}@{ours()}>"
    raw = reply(None, **{way: named[way]}).as_bytes()
    assert came(hearing, server, raw) == [("matched", "known_contact")]


def ours() -> str:
    return "norddjurs.example"


def test_what_is_not_surely_a_partys_is_left_to_a_person(
    hearing: OpenHearing, server: ImapServer
) -> None:
    message = invitation(hearing)
    failing = "mx.norddjurs.example; spf=fail; dmarc=fail header.from=raad.example"
    assert came(
        hearing,
        server,
        reply(message, "ond@fremmed.example").as_bytes(),
        reply(message, Authentication_Results=failing).as_bytes(),
        reply(None).as_bytes(),
        reply("018b89e5-7c00-78b3-af86-73371934cad9").as_bytes(),
        b"\x00\xff\xfe intet",
    ) == [
        ("unplaced", "no_reference"),
        ("unplaced", "no_reference"),
        ("unplaced", "not_genuine"),
        ("unplaced", "unknown_sender"),
        ("unplaced", "unreadable"),
    ]


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied (vacation)"},
        {"X_Autoreply": "yes"},
        {"Subject": "Automatisk svar: Høring"},
        {"Subject": "Ferie", "Return_Path": "<>", "Precedence": "bulk"},
    ],
)
def test_what_a_machine_wrote_is_filed_away_and_answered_by_nobody(
    hearing: OpenHearing, server: ImapServer, headers: dict[str, str]
) -> None:
    letters = hearing.rows("SELECT count(*) FROM messages")
    assert came(hearing, server, reply(invitation(hearing), **headers).as_bytes()) == [
        ("auto", "automatic")
    ]
    assert hearing.rows("SELECT count(*) FROM messages") == letters
    assert hearing.rows("SELECT count(*) FROM responses") == [(0,)]


@pytest.mark.parametrize(
    ("mail", "status", "reason"),
    [
        ({"List_Id": "<raad.example>", "Precedence": "list"}, "matched", "known_contact"),
        ({"Return_Path": "<>"}, "unplaced", "looks_automatic"),
        ({"Subject": "Ikke til stede: Høring"}, "unplaced", "looks_automatic"),
        ({"text": "\n"}, "unplaced", "empty"),
    ],
)
def test_what_may_be_an_answer_is_put_where_a_person_looks(
    hearing: OpenHearing, mail: dict[str, str], status: str, reason: str
) -> None:
    raw = reply(invitation(hearing), **mail).as_bytes()
    take_in(hearing.house, Fetched(raw, len(raw), whole=True, received_at=hearing.clock.now))
    assert filed(hearing) == [(status, reason)]


@pytest.mark.parametrize(
    ("said", "becomes", "letter", "party"),
    [
        ("<a1@raad.example>: 550 5.1.1 User unknown", "not_delivered", "failed", "unreachable"),
        ("<a1@raad.example>: 552 5.2.2 Mailbox full", "not_delivered", "failed", "invited"),
        ("<en@anden.example>: 550 5.1.1 User unknown", "other_recipient", "sent", "invited"),
        ("<a1@raad.example>: delayed, 5.1.1", "looks_automatic", "sent", "invited"),
    ],
)
def test_a_bounce_in_plain_words_is_a_delivery_report(
    hearing: OpenHearing, said: str, becomes: str, letter: str, party: str
) -> None:
    message = invitation(hearing)
    came_back = reply(None, "mailer-daemon@raad.example", said, To=tagged(message))
    raw = came_back.as_bytes()
    take_in(hearing.house, Fetched(raw, len(raw), whole=True, received_at=hearing.clock.now))
    assert [row[1] for row in filed(hearing)] == [becomes]
    assert (message_status(hearing, message), party_status(hearing)) == (letter, party)


def test_a_delivery_report_fails_the_letter_and_marks_the_party(
    hearing: OpenHearing, server: ImapServer
) -> None:
    message = invitation(hearing)
    assert came(hearing, server, report(message)) == [("bounce", "not_delivered")]
    assert message_status(hearing, message) == "failed"
    assert party_status(hearing) == "unreachable"
    told = hearing.rows("SELECT recipient FROM v_message WHERE kind = 'officer'")
    assert told == [("karla@norddjurs.example",)]


@dataclasses.dataclass(frozen=True, slots=True)
class Bouncing:
    """A way out whose mails are back before it has said that it took them."""

    house: Installation

    def send(self, mail: Mail) -> Result:
        """Take the mail, and let it come back."""
        raw = report(mail.id, mail.recipient)
        take_in(self.house, Fetched(raw, len(raw), whole=True, received_at=mail.dated))
        return Result(Verdict.SENT)


def test_a_letter_that_came_back_before_it_was_noted_as_sent_stays_failed(
    database: str, tmp_path: Path
) -> None:
    hearing = open_hearing(*installed(database, tmp_path))
    assert deliver(hearing.house, Bouncing(hearing.house)).sent > 0
    rows = hearing.rows(
        "SELECT DISTINCT status, last_error, sent_at IS NULL FROM messages"
        " WHERE kind = 'invitation' AND recipient LIKE 'a%'"
    )
    assert [row[0] for row in rows] == ["failed"] * 3
    assert all("Recipient address rejected" in str(row[1]) and not row[2] for row in rows)


@pytest.mark.parametrize(
    ("raised", "filed_as", "letter"),
    [
        ({"status": "5.7.1"}, ("bounce", "not_delivered"), "failed"),
        ({"status": "4.4.1", "action": "delayed"}, ("bounce", "delayed"), "sent"),
        ({"recipient": "en@anden.example"}, ("unplaced", "other_recipient"), "sent"),
    ],
)
def test_other_reports_mark_nobody(
    hearing: OpenHearing,
    server: ImapServer,
    raised: dict[str, str],
    filed_as: tuple[str, str],
    letter: str,
) -> None:
    message = invitation(hearing)
    assert came(hearing, server, report(message, **raised)) == [filed_as]
    assert (message_status(hearing, message), party_status(hearing)) == (letter, "invited")


def message_status(hearing: OpenHearing, message: str) -> object:
    return hearing.rows(f"SELECT status FROM v_message WHERE message_id = '{message}'")[0][0]


def party_status(hearing: OpenHearing) -> object:
    return hearing.rows(f"SELECT status FROM v_party WHERE party_id = '{hearing.parties[1]}'")[0][0]


def test_the_same_mail_is_taken_once_however_often_it_comes(
    hearing: OpenHearing, server: ImapServer
) -> None:
    raw = reply(invitation(hearing)).as_bytes()
    again = b"Received: from elsewhere.example\n" + raw
    assert len(came(hearing, server, raw, raw, again)) == 1
    assert len(came(hearing, server, raw)) == 1
    assert server.count() == 0


def test_another_mail_with_the_same_id_is_not_pushed_out(
    hearing: OpenHearing, server: ImapServer
) -> None:
    taken = "<samme@raad.example>"
    first = reply(invitation(hearing), "ond@fremmed.example", "først", Message_ID=taken)
    second = reply(invitation(hearing), text="det rigtige svar", Message_ID=taken)
    assert len(came(hearing, server, first.as_bytes(), second.as_bytes())) == 2


class Killed(Exception):
    """What happens to a worker between its commit and the mailbox."""


class KilledMailbox(ImapMailbox):
    """A mailbox that nothing can be put away in."""

    def put_away(self, mark: str) -> None:
        """Too late."""
        raise Killed


def test_a_worker_killed_after_its_commit_leaves_no_second_row(
    hearing: OpenHearing, server: ImapServer
) -> None:
    server.put(reply(invitation(hearing)).as_bytes(), hearing.clock.now)
    with signed_in(server.port) as connection, pytest.raises(Killed):
        collect(hearing.house, KilledMailbox(connection, "INBOX"))
    assert (server.count(), len(filed(hearing))) == (1, 1)
    assert collect_by_settings(hearing.house) == Collected(filed={"known": 1})  # type: ignore[arg-type]
    assert (server.count(), len(filed(hearing))) == (0, 1)


def test_a_mail_that_is_too_big_is_filed_by_its_beginning(hearing: OpenHearing) -> None:
    mail = with_file(reply(invitation(hearing)), "svar.pdf", b"x" * 400_000).as_bytes()
    begun = Fetched(mail[:200_000], 90_000_000, whole=False, received_at=hearing.clock.now)
    assert take_in(hearing.house, begun) == "unplaced"
    assert filed(hearing) == [("unplaced", "too_big")]


def test_a_mail_bigger_than_is_fetched_whole_is_begun(
    hearing: OpenHearing, server: ImapServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tasks.imap.MOST_BYTES", 1000)
    monkeypatch.setattr("tasks.imap.BEGINNING", 900)
    raw = reply(invitation(hearing), text="x" * 5000).as_bytes()
    assert came(hearing, server, raw) == [("unplaced", "too_big")]
    assert hearing.rows("SELECT size FROM incoming_mails")[0][0] >= len(raw)  # type: ignore[operator]


def test_a_mailbox_without_a_place_for_handled_mails_has_them_marked_as_read(
    hearing: OpenHearing, server: ImapServer
) -> None:
    server.put(reply(invitation(hearing)).as_bytes(), hearing.clock.now)
    with imap_mailbox(server.url) as mailbox:
        mailbox._moves = False
        (mark,) = mailbox.waiting()
        mailbox.put_away(mark)
        assert mailbox.waiting() == []
    assert server.count() == 1


def test_a_mailbox_that_is_away_or_unset_is_no_error(hearing: OpenHearing) -> None:
    for url in ("imap://a:b@127.0.0.1:1/INBOX", None):
        settings = hearing.house.settings.model_copy(update={"imap_url": url})
        assert collect_by_settings(dataclasses.replace(hearing.house, settings=settings)) is None


def test_a_wrong_password_is_no_error_and_is_not_logged(
    hearing: OpenHearing, server: ImapServer, capsys: pytest.CaptureFixture[str]
) -> None:
    url = server.url.replace("vogn", "hemmelig")
    settings = hearing.house.settings.model_copy(update={"imap_url": url})
    assert collect_by_settings(dataclasses.replace(hearing.house, settings=settings)) is None
    written = capsys.readouterr()
    assert "mailbox_away" in written.out + written.err
    assert "hemmelig" not in written.out + written.err


def test_a_virus_in_a_mail_hurts_nobody_while_it_is_collected(
    hearing: OpenHearing, server: ImapServer
) -> None:
    raw = with_file(reply(invitation(hearing)), "svar.pdf", EICAR).as_bytes()
    assert came(hearing, server, raw) == [("matched", "known_contact")]
    assert not (hearing.house.settings.data / "files").exists()


def test_a_mail_that_takes_too_long_is_left_to_a_person_and_stops_no_other(
    hearing: OpenHearing, server: ImapServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = reply(invitation(hearing, "a1@raad.example"), text="Nej" * 10).as_bytes()
    monkeypatch.setattr(inbox, "LONGEST_READING", 1e-6)
    assert came(hearing, server, slow) == [("unplaced", "takes_too_long")]
    monkeypatch.undo()
    [(mail,)] = hearing.rows("SELECT id FROM incoming_mails")
    assert opened_mail(hearing.house, EVERYTHING, str(mail)).text == ""
    with pytest.raises(WrongInput, match="ikke til at læse"):
        original_mail(hearing.house, EVERYTHING, str(mail))
    assert server.count() == 0
    good = reply(invitation(hearing, "a1@raad.example"), text="Ja").as_bytes()
    assert ("matched", "known_contact") in came(hearing, server, good)


def test_our_own_mail_that_comes_back_is_a_machines_and_an_iphones_is_not(
    hearing: OpenHearing, server: ImapServer
) -> None:
    message = invitation(hearing, "a1@raad.example")
    domain = hearing.house.definitions.municipality.sender.rpartition("@")[2]
    ours = reply(None, text="x", Message_ID=f"<{message}@{domain}>").as_bytes()
    apple = f"<7E58EC0A-1B2C-4D3E-8F90-A1B2C3D4E5F6@{domain}>"
    answer = reply(message, "a1@raad.example", text="Nej", Message_ID=apple).as_bytes()
    assert came(hearing, server, ours, answer) == [
        ("auto", "automatic"),
        ("matched", "known_contact"),
    ]
