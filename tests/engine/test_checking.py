"""Definitions are checked without a file in sight; a case type is pinned without losing a bit."""

import json
from collections.abc import Iterator
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.engine.addresses import address_fault
from workflows.engine.checking import examine
from workflows.engine.checking_layout import LETTER_KINDS
from workflows.engine.definition import CaseType, DecisionWord, HearingRule, Ladder
from workflows.engine.naming import ascii_key, folded
from workflows.engine.periods import Period, Unit
from workflows.engine.pinning import case_type_document, case_type_from_document, document_sha256
from workflows.engine.spans import always_shorter, can_be_shorter, longest_days, shortest_days
from workflows.engine.vocabulary import Effect

LETTER = {"subject": "Emne", "text": "Tekst"}


def documents() -> dict[str, dict[str, object]]:
    """The smallest folder there can be."""
    return {
        "municipality.toml": {"name": "Lilleby", "sender": "post@lilleby.example"},
        "bodies.toml": {"body": [{"code": "BR", "name": "Byrådet", "kind": "council"}]},
        "words.toml": {"word": [{"code": "ja", "text": "Ja", "effect": "advance"}]},
        "calendars.toml": {"calendar": []},
        "case_types/sag.toml": {
            "name": "sag",
            "title": "Sag",
            "version": 1,
            "words": ["ja"],
            "ladder": {"rungs": []},
        },
        **{f"letters/{kind}.toml": dict(LETTER) for kind in LETTER_KINDS},
    }


def lines(folder: dict[str, dict[str, object]]) -> Iterator[str]:
    return map(str, examine(folder).faults)


def test_the_smallest_folder_needs_one_body_one_word_and_one_case_type() -> None:
    folder = documents()
    folder["calendars.toml"] = {
        "calendar": [
            {"body": "BR", "starts": "17:00", "cutoff": "8 dage", "dispatch": "4 dage", "dates": []}
        ]
    }
    examined = examine(folder)
    assert examined.faults == ()
    assert examined.definitions.case_types["sag"].ladder.at == time(8)


def test_what_refers_to_an_unread_file_is_not_a_fault_of_its_own() -> None:
    folder = documents()
    del folder["bodies.toml"], folder["words.toml"], folder["calendars.toml"]
    folder["case_types/sag.toml"]["route"] = "høring, BR"
    folder["case_types/sag.toml"]["hearing"] = [{"code": "h", "title": "H", "usual": "1 uge"}]
    assert examine(folder, {"bodies.toml", "words.toml", "calendars.toml"}).faults == ()


def test_a_body_with_a_fault_is_known_to_routes_all_the_same() -> None:
    folder = documents()
    folder["bodies.toml"] = {"body": [{"code": "BR", "name": "Byrådet", "kind": "council", "x": 1}]}
    folder["case_types/sag.toml"]["route"] = "BR"
    folder["calendars.toml"] = {}
    assert list(lines(folder)) == [
        "calendars.toml: filen: er tom — skriv i den, eller slet den",
        "bodies.toml: body[BR].x: ukendt nøgle — kendte: code, name, kind, aliases, contacts",
    ]


def test_a_fault_is_told_once() -> None:
    folder = documents()
    folder["words.toml"] = {"word": [{"code": "ja", "text": "Ja", "effect": "fremad"}] * 2}
    found = list(lines(folder))
    assert len(found) == len(set(found))


CASE_TYPE = CaseType(
    name="lokalplan",
    title="Lokalplan på Ålekær",
    version=3,
    words=(DecisionWord("godkendt", "Godkendt", Effect.ADVANCE),),
    ladder=Ladder((Period(7, Unit.DAYS), Period(0, Unit.DAYS)), time(8, 30)),
    hearings=(
        HearingRule("plan", "Høring", Period(6, Unit.WEEKS), Period(4, Unit.WEEKS), "loven"),
        HearingRule("anden", "Anden", Period(10, Unit.WORKING_DAYS), close_when_all_answered=True),
    ),
    route="BR",
)


def test_a_pinned_case_type_comes_back_as_it_was() -> None:
    stored = json.loads(json.dumps(case_type_document(CASE_TYPE)))
    assert case_type_from_document(stored) == CASE_TYPE


def test_the_hash_of_a_pinned_case_type_is_the_same_in_every_release() -> None:
    # A changed hash would make every running case look as if its definition had been changed.
    expected = "b166c5dc722923cd8eefaaa571f12b618bc68a144b007dfe91224a1615dc21a5"
    assert document_sha256(case_type_document(CASE_TYPE)) == expected


def test_the_hash_looks_at_content_and_not_at_order() -> None:
    document = case_type_document(CASE_TYPE)
    turned = dict(reversed(document.items()))
    assert document_sha256(turned) == document_sha256(document)
    turned["version"] = 4
    assert document_sha256(turned) != document_sha256(document)


names = st.text(max_size=30)


@given(names)
def test_folding_twice_changes_nothing(name: str) -> None:
    assert folded(folded(name)) == folded(name)


@given(names)
def test_a_key_is_lower_case_ascii(name: str) -> None:
    assert all(sign.isascii() and (sign.islower() or sign.isdigit()) for sign in ascii_key(name))


@pytest.mark.parametrize(
    ("code", "key"),
    [("ØK", "oek"), ("ÆR", "aer"), ("LMU Århus", "lmuaarhus"), ("A\u030aL", "aal"), ("É-1", "e1")],
)
def test_codes_become_keys(code: str, key: str) -> None:
    assert ascii_key(code) == key


@pytest.mark.parametrize(
    "address", ["post@lilleby.example", "a.b+c@skole.lilleby.example", "x@lilleby.test"]
)
def test_plain_addresses_are_taken(address: str) -> None:
    assert address_fault(address) == ""


@pytest.mark.parametrize(
    "address",
    [
        "",
        "lilleby.example",
        "@lilleby.example",
        "post@",
        "post@lilleby",
        "a@b.example,c@d.example",
        "a@b.example c@d.example",
        "a@b.example\n",
        "a@b.example\r\nBcc: c@d.example",
        "råd@lilleby.example",
        "Ane <ane@lilleby.example>",
        '"to ord"@lilleby.example',
        "post@[127.0.0.1]",
        f"{'a' * 65}@lilleby.example",
        "a@b.example\u200b",
    ],
)
def test_other_addresses_are_refused(address: str) -> None:
    assert address_fault(address)


periods = st.builds(Period, st.integers(0, 60), st.sampled_from(Unit))


@given(periods, periods)
def test_what_is_always_shorter_can_be_shorter_and_never_the_other_way(
    one: Period, other: Period
) -> None:
    assert shortest_days(one) <= longest_days(one)
    if always_shorter(one, other):
        assert can_be_shorter(one, other)
        assert not can_be_shorter(other, one)
