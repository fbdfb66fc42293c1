"""A link opens one contact of one party in one round, and nothing tells wrong links apart."""

import dataclasses
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.engine.link_secrets import CUT, without_link_secrets
from workflows.logbook import redact
from workflows.services.installation import Installation, install, keys_from
from workflows.services.links import (
    is_members,
    link,
    may_be_cut,
    member_link,
    member_token,
    opens,
    token,
)
from workflows.settings import read_settings

ROUND = 1


@dataclass(frozen=True)
class Someone:
    """A contact, as far as its link goes."""

    id: str
    generation: int = 1


ANE = Someone("018bb5a0-0000-7000-8000-00000000000a")
BO = Someone("018bb5a0-0000-7000-8000-00000000000b")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    data = tmp_path_factory.mktemp("links")
    return install(read_settings(data=data, base_url="https://sagsgang.example/"))


def secret(house: Installation, someone: Someone, hearing_round: int = ROUND) -> str:
    return token(house.keys.link, someone.id, hearing_round, someone.generation)


def test_a_link_opens_for_its_contact_alone(house: Installation) -> None:
    assert opens(house, [ANE, BO], ROUND, secret(house, BO)) is BO
    assert opens(house, [ANE, BO], ROUND, secret(house, ANE)) is ANE
    assert opens(house, [ANE], ROUND, secret(house, BO)) is None
    assert opens(house, [], ROUND, secret(house, BO)) is None


def test_a_link_ends_with_its_round_and_its_generation(house: Installation) -> None:
    assert opens(house, [ANE], 2, secret(house, ANE)) is None
    assert opens(house, [dataclasses.replace(ANE, generation=2)], ROUND, secret(house, ANE)) is None


def test_a_link_of_another_key_is_garbage(house: Installation) -> None:
    other = dataclasses.replace(house, keys=keys_from("another secret of thirty-two signs"))
    assert opens(other, [ANE], ROUND, secret(house, ANE)) is None
    assert opens(house, [ANE], ROUND, secret(other, ANE)) is None


@given(st.text())
def test_garbage_opens_nothing(house: Installation, garbage: str) -> None:
    assert opens(house, [ANE, BO], ROUND, garbage) is None


@pytest.mark.parametrize("added", [".", ",", ">", ").", "  ", "\n", "»"])
def test_what_a_mail_program_adds_does_no_harm(house: Installation, added: str) -> None:
    assert opens(house, [ANE], ROUND, secret(house, ANE) + added) is ANE
    assert opens(house, [ANE], ROUND, secret(house, ANE).upper() + added) is ANE


def test_one_sign_less_opens_nothing_and_looks_cut(house: Installation) -> None:
    whole = secret(house, ANE)
    for length in range(1, len(whole)):
        assert opens(house, [ANE], ROUND, whole[:length]) is None
        assert may_be_cut(house, whole[:length])
    assert not may_be_cut(house, whole)
    assert not may_be_cut(house, "garbage")


def test_the_address_is_fit_for_every_mail_program(house: Installation) -> None:
    address = link(house, "018bb5a0-0000-7000-8000-0000000000ff", ANE.id, ROUND, 1)
    start = "https://sagsgang.example/svar/018bb5a0-0000-7000-8000-0000000000ff/"
    assert address == start + secret(house, ANE)
    assert len(address) < 200
    assert set(secret(house, ANE)) <= set("abcdefghijklmnopqrstuvwxyz234567.")


def test_the_same_link_again(house: Installation, tmp_path: Path) -> None:
    assert secret(house, ANE) == secret(house, ANE)
    assert secret(house, ANE) != secret(house, BO)


def test_a_members_link_opens_no_hearing_and_a_hearings_link_no_agenda(
    house: Installation,
) -> None:
    members = member_token(house.keys.link, ANE.id, 1)
    assert is_members(house, ANE.id, 1, members)
    assert is_members(house, ANE.id, 1, f" {members.upper()}).")
    assert not is_members(house, ANE.id, 2, members)
    assert not is_members(house, BO.id, 1, members)
    assert not is_members(house, ANE.id, 1, secret(house, ANE))
    assert opens(house, [ANE], ROUND, members) is None
    assert opens(house, [ANE], ROUND, members, reads_only=True) is None


def test_what_a_member_forwards_keeps_no_secret(house: Installation) -> None:
    address = member_link(house, ANE.id, 1)
    assert address.endswith(f"/medlem/{ANE.id}/{member_token(house.keys.link, ANE.id, 1)}")
    assert without_link_secrets(f"Se {address} her") == (
        f"Se https://sagsgang.example/medlem/{ANE.id}/{CUT} her"
    )
    assert member_token(house.keys.link, ANE.id, 1) not in redact(f"GET {address}")
