"""What a newcomer is offered really works, and nothing is offered in production."""

import dataclasses
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from tests.open_hearing import installed, open_hearing, served
from workflows.engine.vocabulary import Openness
from workflows.services.installation import Installation
from workflows.services.welcome import links
from workflows.settings import Environment


@pytest.fixture
def house(database: str, tmp_path: Path) -> Installation:
    house, clock = installed(database, tmp_path)
    open_hearing(house, clock, openness=Openness.CLOSED, number="23/1")
    open_hearing(house, clock, number="23/2")
    return house


def test_both_links_lead_where_they_say(house: Installation) -> None:
    offered = links(house)
    assert offered.answer is not None
    assert offered.sign_in is not None
    assert offered.answers_as == "Handicaprådet"
    with served(house) as address, httpx.Client(base_url=address, timeout=30) as client:
        asked = client.get(urlsplit(offered.answer).path, follow_redirects=True)
        assert asked.status_code == 200
        assert "23/2" in asked.text
        signed_in = client.post(urlsplit(offered.sign_in).path, follow_redirects=True)
        assert "Karla Krog" in signed_in.text


def test_nothing_is_offered_in_production(house: Installation) -> None:
    settings = house.settings.model_copy(update={"env": Environment.PRODUCTION})
    offered = links(dataclasses.replace(house, settings=settings))
    assert (offered.answer, offered.sign_in) == (None, None)


def test_an_empty_installation_offers_a_way_in_alone(database: str, tmp_path: Path) -> None:
    house, _ = installed(database, tmp_path)
    offered = links(house)
    assert offered.answer is None
    assert offered.sign_in is not None
