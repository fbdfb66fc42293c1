"""When a sentence of an imported text promises something, as it is proposed to an officer."""

from datetime import date

import pytest

from tests.engine.facts_for_tests import BODIES, CALENDAR
from workflows.engine.items.rhythms import ProposedPlan, proposed_plan

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("sentence", "body", "every", "first", "last"),
    [
        ("Status behandles i OMU hvert halve år.", "OMU", 6, "2027-05-24", None),
        ("Status behandles hvert halve ar i udvalget.", None, 6, "2027-05-24", None),
        ("Der gøres status to gange årligt i 2027 og 2028.", None, 6, "2027-05-24", "2028-12-31"),
        ("Der gøres status to gange årligt i 2023 og 2024.", None, 6, None, "2024-12-31"),
        ("Forelægges Økonomiudvalget hvert kvartal", "ØK", 3, "2027-02-23", None),
        ("Evalueres tre gange om året", None, 4, "2027-03-23", None),
        ("Forelægges årligt", None, 12, "2027-11-23", None),
        ("Afrapporteres halvårligt", None, 6, "2027-05-24", None),
        ("Genoptages hvert andet år", None, 24, "2028-11-23", None),
        ("Der orienteres månedligt i Ø", None, 1, "2026-12-23", None),
        ("Handleplan forelægges BUU i 4. kvartal", "BUU", None, "2027-10-01", None),
        ("Handleplan forelægges i 1. kvartal 2027", None, None, "2027-01-04", None),
        ("Handleplan forelægges i 3. kvartal 2023", None, None, None, None),
        ("Evalueres i 2. halvår 2027", None, None, "2027-07-01", None),
        ("Evalueres i 3. halvår 2027", None, None, None, None),
        ("at aftalen evalueres inden udgangen af 2028", None, None, "2028-12-29", None),
        ("Forelægges senest den 3. maj 2027", None, None, "2027-05-03", None),
        ("Der følges løbende op", None, None, None, None),
    ],
)
def test_a_sentence_says_when(
    sentence: str, body: str | None, every: int | None, first: str | None, last: str | None
) -> None:
    assert proposed_plan(sentence, BODIES, CALENDAR, TODAY) == ProposedPlan(
        body,
        every,
        date.fromisoformat(first) if first else None,
        date.fromisoformat(last) if last else None,
    )


def test_of_two_bodies_the_first_named_is_meant() -> None:
    sentence = "Sagen forelægges KB og siden OMU i 2. kvartal"
    assert proposed_plan(sentence, BODIES, CALENDAR, TODAY).body == "KB"
