"""A council that answers as people do: opens its mail, follows the link, fills in the form."""

import re
from email.message import EmailMessage
from html.parser import HTMLParser

import httpx

from workflows.engine.errors import EnvironmentMissing
from workflows.engine.vocabulary import Stance


class Form(HTMLParser):
    """What is on the answer page: hidden values, and the boxes for a joint answer by name."""

    def __init__(self) -> None:
        super().__init__()
        self.hidden: dict[str, str] = {}
        self.boxes: dict[str, tuple[str, str]] = {}
        """Words beside a checkbox → its name and value."""
        self._box: tuple[str, str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what the form holds."""
        given = {name: value or "" for name, value in attrs}
        if tag == "input" and given.get("type") == "hidden":
            self.hidden[given["name"]] = given["value"]
        if tag == "input" and given.get("type") == "checkbox":
            self._box = (given["name"], given["value"])

    def handle_data(self, data: str) -> None:
        """Words after a checkbox are its label."""
        if self._box and data.strip():
            self.boxes[data.strip()] = self._box
            self._box = None


def answer(
    invitation: EmailMessage,
    stance: Stance,
    text: str,
    *,
    jointly_with: str = "",
    file: tuple[str, bytes] | None = None,
) -> str:
    """Answer by the link in the mail; the receipt number on the page that follows.

    Raises EnvironmentMissing when the answer page does not take the answer.
    """
    with httpx.Client(follow_redirects=True, timeout=15) as browser:
        page = browser.get(link_in(invitation))
        form = Form()
        form.feed(page.text)
        given: dict[str, str] = form.hidden | {"stance": stance, "text": text}
        if jointly_with:
            name, value = form.boxes[jointly_with]
            given[name] = value
        files = {"file": (file[0], file[1], "application/pdf")} if file else None
        done = browser.post(page.url, data=given, files=files)
    found = re.search(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}\b", done.text)
    if done.status_code != httpx.codes.OK or found is None:
        raise EnvironmentMissing(f"Svarsiden tog ikke imod svaret (HTTP {done.status_code})")
    return found.group()


def link_in(mail: EmailMessage) -> str:
    """The answer link in a mail."""
    body = mail.get_body(("plain",))
    found = re.search(r"https?://\S+/svar/\S+", body.get_content() if body else "")
    if found is None:
        raise EnvironmentMissing(f"Der er intet svarlink i mailen »{mail['Subject']}«")
    return found.group()
