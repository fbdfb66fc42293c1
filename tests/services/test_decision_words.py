"""Decisions are recorded as they stand in the minutes, and come out of them the same."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.casebook import BEGINS, OFFICER, OFFICER_ID, Casebook, installed
from workflows.engine.commands.cases import EditCase
from workflows.engine.commands.meetings import PointDecision, RemarkText
from workflows.engine.vocabulary import Trigger
from workflows.records.case_list import Viewer
from workflows.services.cases import edit_case
from workflows.services.item_papers import item_paper
from workflows.services.papers import Heading, Text

HEADING = "Beslutning i Voksen- og Plejeudvalget den 20-12-2023"


@pytest.fixture
def book(database: str, tmp_path: Path) -> Casebook:
    return installed(database, tmp_path)


def printed(book: Casebook, proposed: tuple[str, ...], **decision: Any) -> list[str]:
    """What stands under the decision's heading on the next body's item."""
    book.clock.now = BEGINS
    case = book.open_case(route="VPU, KB")
    edit_case(book.house, case, EditCase("Strategi", "Tekst", "Direktøren", proposed), OFFICER)
    book.advance(case, Trigger.SUBMIT)
    book.advance(case, Trigger.PUT_ON_AGENDA, meets_on=date(2023, 12, 20))
    book.clock.now = datetime(2023, 12, 20, 18, tzinfo=UTC)
    book.advance(case, Trigger.DECIDE, **decision)
    looks = Viewer(OFFICER_ID, sees_closed=True)
    blocks = list(item_paper(book.house, looks, case).blocks)
    after = blocks[next(
        at for at, one in enumerate(blocks) if isinstance(one, Heading) and one.text == HEADING
    ) + 1 :]  # fmt: skip
    return [one.text for one in after if isinstance(one, Text)]


def test_points_with_what_was_said_about_each_and_who_was_absent(book: Casebook) -> None:
    said = "Godkendt, med den bemærkning, at vejen beskrives.\nDet sker inden jul."
    assert printed(
        book,
        ("at drøfte", "at godkende", "at følge op"),
        word="godkendt_med_bemaerkning",
        text="",
        points=(PointDecision(1, "Drøftet.", "droeftet"),
                PointDecision(2, said, "godkendt_med_bemaerkning"),
                PointDecision(3, "", "godkendt")),
        absentees=("Kaj Ege (aftaleholder)", "Lis Bo (FOA)"),
    ) == [
        "Ad 1: Drøftet.",
        f"Ad 2: {said}",
        "Ad 3: Godkendt.",
        "Fraværende: Kaj Ege (aftaleholder), Lis Bo (FOA)",
    ]  # fmt: skip


def test_one_point_of_several_keeps_its_number_and_the_only_one_has_none(book: Casebook) -> None:
    only = {"word": "godkendt", "text": ""}
    second = (PointDecision(2, "Godkendt."),)
    assert printed(book, ("at drøfte", "at godkende"), points=second, **only) == ["Ad 2: Godkendt."]
    first = (PointDecision(1, "Godkendt."),)
    assert printed(book, ("at godkende",), points=first, **only) == ["Godkendt."]


def test_free_text_in_paragraphs_and_remarks_in_their_own_words(book: Casebook) -> None:
    text = "Planerne blev drøftet.\n\nUdvalget vil følge processen."
    assert printed(
        book,
        (),
        word="droeftet",
        text=text,
        remarks=(
            RemarkText("Udvalget ser gerne, at svarene bruges."),
            RemarkText("Kaj Ege (A) bemærker, at det haster.", "Kaj Ege (A)"),
            RemarkText("det er for dyrt", "Lis Bo (V)", dissent=True),
        ),
    ) == [
        text,
        "Udvalget ser gerne, at svarene bruges.",
        "Kaj Ege (A) bemærker, at det haster.",
        "Mindretalsudtalelse. Lis Bo (V) bemærker: det er for dyrt",
    ]
