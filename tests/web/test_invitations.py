"""The invitation before it is sent: shown with its link inert, and tried on the officer alone."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk import Desk, desk_of, words
from tests.mailing import body, deliver_to_folder, mails
from tests.office import Office, office
from tests.open_hearing import served
from tests.web.test_plans import begun, rows

GOOD = {"text": "Hvad mener I om <b>Ærø</b>?", "due_on": "2023-11-29", "bodies": ["HR"]}


@pytest.fixture
def opened(database: str, tmp_path: Path) -> Office:
    return office(database, tmp_path)


@pytest.fixture
def maja(opened: Office) -> Iterator[Desk]:
    with served(opened.house) as address, desk_of(opened, address, "maja") as desk:
        yield desk


def planned(desk: Desk) -> str:
    """The path of the invitation of a hearing that is planned and may be sent."""
    case = begun(desk)
    desk.plan(case, **GOOD)
    desk.do("submit")
    return re.findall(r'href="([^"]+/invitation)"', desk.page)[0]


def test_it_is_shown_as_each_recipient_will_get_it_with_a_link_that_opens_nothing(
    opened: Office, maja: Desk
) -> None:
    page = maja.read(planned(maja))
    said = words(page)
    assert "Emne Høring: Strategi" in said
    assert "Kære Birgitte Sandvej" in said
    assert "&lt;b&gt;Ærø&lt;/b&gt;" in page
    assert "<b>Ærø</b>" not in page
    assert "/svar/…" in said
    assert "svarlink" not in page
    assert not re.search(r'href="[^"]*/svar/', page)
    others = re.findall(r'href="([^"]+\?til=[^"]+)"', page)
    assert len(others) == 2
    names = {re.search(r"Kære ([^,<]+?) ", words(maja.read(link)))[1] for link in others}  # type: ignore[index]
    assert len(names) == 2
    assert rows(opened, "SELECT id FROM messages") == []


def test_a_test_goes_to_the_officer_alone_marked_and_invites_nobody(
    opened: Office, maja: Desk
) -> None:
    invitation = planned(maja)
    maja.read(invitation)
    page = maja.send()
    assert "Prøver, der er sendt maja@norddjurs.example" in words(page)
    assert rows(opened, "SELECT kind, recipient, party_id, contact_id FROM messages") == [
        ("test", "maja@norddjurs.example", None, None)
    ]
    deliver_to_folder(opened.house)
    (mail,) = mails(opened.house)
    assert mail["To"].endswith("<maja@norddjurs.example>")
    assert str(mail["Subject"]).startswith("Prøve: Høring: Strategi")
    assert body(mail).startswith("Dette er en prøve på invitationen til Handicaprådet.")
    assert "/svar/…" in body(mail)
    assert "href" not in body(mail, "html")
    (entry,) = mail.iter_attachments()
    assert (entry.get_content_type(), entry.get_filename()) == ("text/calendar", "frist.ics")
    case = invitation.split("/hoeringer/")[0]
    assert "Invitationen blev sendt som prøve" in words(maja.read(f"{case}/journal"))
    maja.read(case)
    maja.do("open_hearing")
    deliver_to_folder(opened.house)
    invited = "SELECT recipient FROM messages WHERE kind = 'invitation' AND status = 'sent'"
    assert len(rows(opened, invited)) == 2


def test_each_click_is_a_test_of_its_own_and_none_after_the_hearing_is_sent(
    opened: Office, maja: Desk
) -> None:
    invitation = planned(maja)
    maja.read(invitation)
    maja.send()
    maja.send()
    assert len(rows(opened, "SELECT id FROM messages")) == 2
    form = maja.form()
    maja.read(invitation.split("/hoeringer/")[0])
    maja.do("open_hearing")
    assert maja.client.post(invitation, data=form).status_code in (404, 409)
    maja.read(invitation)
    assert maja.path == invitation.removesuffix("/invitation")
    assert rows(opened, "SELECT count(*) FROM messages WHERE kind = 'test'") == [(2,)]
