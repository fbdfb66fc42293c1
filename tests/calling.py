"""Another system at the API: officers' tokens, and clients that call with them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeAlias

import httpx

from tests.office import Office
from tests.open_hearing import served
from workflows.services.api_tokens import create_token, find_officer
from workflows.services.installation import Installation

Document: TypeAlias = dict[str, Any]

CASE: Document = {
    "title": "Strategi for frivillighed",
    "case_type": "politisk-sag",
    "route": "Høring, VPU, ØK, KB",
}
HEARING: Document = {
    "text": "Vi beder om jeres bemærkninger.",
    "due_on": "2023-11-22",
    "parties": ["Handicaprådet", "ÆR"],
}


@dataclass(frozen=True, slots=True)
class Caller:
    """A system that calls in an officer's name."""

    client: httpx.Client

    def get(self, path: str, status: int = 200) -> Document:
        """What is read."""
        return _document(self.client.get(path), status)

    def post(self, path: str, body: object = None, status: int = 200, **headers: str) -> Document:
        """What is answered; headers by their names, with _ for -."""
        return _document(self.send(path, body, **headers), status)

    def send(self, path: str, body: object = None, **headers: str) -> httpx.Response:
        """The whole answer."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.post(path, json=body, headers=named)

    def begin(self, **given: Any) -> Document:
        """A case in drafting."""
        return self.post("cases", CASE | given, 201)

    def pull(self, case: Document, trigger: str, status: int = 200, **given: Any) -> Document:
        """Pull a trigger on the case as it was read."""
        path = f"cases/{case['id']}/triggers/{trigger}"
        return self.post(path, given, status, If_Match=str(case["version"]))

    def hearing(self, **given: Any) -> Document:
        """A hearing that is open until 22 November 2023."""
        case = self.pull(self.begin(), "submit")
        return self.post(f"cases/{case['id']}/hearings", HEARING | {"open": True} | given, 201)

    def case(self, case: Document) -> Document:
        """The case as it stands now."""
        return self.get(f"cases/{case['id']}")

    def case_of(self, hearing: Document) -> Document:
        """The case of a hearing, as it stands now."""
        return self.get(f"cases/{hearing['case_id']}")


def _document(answer: httpx.Response, status: int) -> Document:
    assert answer.status_code == status, answer.text
    kind = "application/json" if status < 400 else "application/problem+json"
    assert answer.headers["content-type"] == kind
    read: Document = answer.json()
    if status >= 400:
        assert read["status"] == status
        assert read["type"] == f"urn:sagsgang:problem:{read['code']}"
        assert read["title"]
        assert read["detail"]
    return read


@contextmanager
def calling(given: Office, *usernames: str) -> Iterator[list[Caller]]:
    """Callers in the names of these officers, while a real server answers."""
    with served(given.house) as address:
        clients = [client_of(given.house, address, name) for name in usernames]
        try:
            yield [Caller(client) for client in clients]
        finally:
            for client in clients:
                client.close()


def client_of(house: Installation, address: str, username: str) -> httpx.Client:
    """A client that sends a token of the officer."""
    token = create_token(house, find_officer(house, username).id)
    return httpx.Client(
        base_url=f"{address}/api/v1/", headers={"Authorization": f"Bearer {token}"}, timeout=30
    )
