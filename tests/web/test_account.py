"""The officer's own page: one mail a day or one each time, as he or she chooses."""

from pathlib import Path

import pytest

from tests.desk import desk_of, words
from tests.office import Office, office
from tests.open_hearing import served


@pytest.fixture
def opened(database: str, tmp_path: Path) -> Office:
    return office(database, tmp_path)


def test_an_officer_chooses_and_sees_what_was_chosen(opened: Office) -> None:
    with served(opened.house) as address, desk_of(opened, address, "maja") as desk:
        assert 'href="/konto">Maja Holt</a>' in desk.read("/sager")
        page = desk.read("/konto")
        assert "kl. 07.30 på hverdage" in page
        assert desk.form()["telling"] == "digest"
        assert "Dit valg er gemt" in desk.send(telling="each")
        assert desk.form()["telling"] == "each"
        assert opened.officer("maja").wants_digest is False
        assert opened.officer("bo").wants_digest is True
        desk.send(telling="digest")
        assert opened.officer("maja").wants_digest is True


def test_an_officer_sees_each_sign_in_and_ends_them_all(opened: Office) -> None:
    with (
        served(opened.house) as address,
        desk_of(opened, address, "maja") as here,
        desk_of(opened, address, "maja") as there,
        desk_of(opened, address, "bo") as another,
    ):
        page = words(here.read("/konto"))
        assert page.count("med et engangslink") == 2
        assert page.count("Det er her, du er nu") == 1
        here.send("/log-ud-alle-steder")
        assert here.path == "/log-ind"
        there.read("/konto")
        assert there.path == "/log-ind"
        another.read("/konto")
        assert another.path == "/konto"


def test_what_is_no_choice_is_refused_and_says_so(opened: Office) -> None:
    with served(opened.house) as address, desk_of(opened, address, "maja") as desk:
        desk.read("/konto")
        page = desk.send(telling="aldrig", status=422)
        assert "vælg, hvordan du vil have besked" in page.lower()
        assert opened.officer("maja").wants_digest is True
