"""A joint answer is named after those for whom it counts, in the report and for the public."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.mailing import answered, body, deliver_to_folder, mails
from tests.open_hearing import CLOSES_AT, OFFICER, OpenHearing, installed, open_hearing
from workflows.records.case_list import Viewer
from workflows.records.hearing_pages import hearings_of
from workflows.records.public_answers import published_answers
from workflows.services.answers import open_link
from workflows.services.papers import Bullets, Heading, Table
from workflows.services.publishing import Checked, publish
from workflows.services.report_papers import report_paper
from workflows.services.reports import ReportPage, WrittenSection, edit_report, report_page
from workflows.services.sweeping import sweep


@pytest.fixture
def hearing(database: str, tmp_path: Path) -> OpenHearing:
    """A hearing in which the first of three has answered for the second too."""
    made = open_hearing(*installed(database, tmp_path))
    answered(made, 0, text="Vi to mener", jointly_with=(made.parties[1],))
    made.clock.now += timedelta(hours=1)
    return made


def report(hearing: OpenHearing) -> ReportPage:
    """The report once the hearing is closed."""
    hearing.clock.now = CLOSES_AT + timedelta(minutes=1)
    sweep(hearing.house)
    ((number,),) = hearing.rows("SELECT id FROM hearings")
    return report_page(hearing.house, Viewer(OFFICER.id, True), hearing.case, str(number))


def sections(hearing: OpenHearing, page: ReportPage) -> dict[str, str]:
    """What is said under the name of each."""
    blocks = report_paper(hearing.house, page, 1, "Karla Krog").blocks
    named = [one.text for one in blocks if isinstance(one, Heading) and one.level == 3]
    rows = [one.rows[0][0] for one in blocks if isinstance(one, Table)]
    return dict(zip(named[-len(rows) :], rows, strict=True))


def who_answered(hearing: OpenHearing, page: ReportPage) -> list[str]:
    """The lines on who has answered."""
    blocks = report_paper(hearing.house, page, 1, "Karla Krog").blocks
    return list([one.items for one in blocks if isinstance(one, Bullets)][1])


def test_one_that_its_giver_replaced_alone_is_the_answer_of_the_other(
    hearing: OpenHearing,
) -> None:
    answered(hearing, 0, base_version=1, text="Kun vi mener", submission_key="alene")
    page = report(hearing)
    said = sections(hearing, page)
    assert list(said) == ["Handicaprådet", "Ældrerådet"]
    assert "Kun vi mener" in said["Handicaprådet"]
    assert "Vi to mener" not in said["Handicaprådet"]
    assert "Vi to mener" in said["Ældrerådet"]
    line = who_answered(hearing, page)[1]
    assert line.startswith("Ældrerådet, ")
    assert "givet sammen med Handicaprådet, som siden har svaret selv" in line


def test_each_section_has_a_comment_of_its_own(hearing: OpenHearing) -> None:
    answered(hearing, 0, base_version=1, text="Kun vi mener", submission_key="alene")
    page = report(hearing)
    written = [
        WrittenSection(one.response.id, 0, f"Om {one.response.text}") for one in page.answers
    ]
    looks = Viewer(OFFICER.id, True)
    seen = edit_report(hearing.house, looks, hearing.case, page.hearing.id, written, OFFICER)
    again = report_page(hearing.house, looks, hearing.case, page.hearing.id)
    assert [one.note.comment if one.note else "" for one in again.answers] == [
        "Om Kun vi mener",
        "Om Vi to mener",
    ]
    assert again.state is not None
    assert again.state.contents == seen, "and what was seen is what is there to be finished"


def test_who_answered_on_its_own_since_is_no_author_of_the_joint_one(
    hearing: OpenHearing,
) -> None:
    answered(hearing, 1, text="Vi er imod", submission_key="selv")
    page = report(hearing)
    said = sections(hearing, page)
    assert list(said) == ["Handicaprådet", "Ældrerådet"]
    line = who_answered(hearing, page)[0]
    assert "fælles svar" not in line
    assert "givet sammen med Ældrerådet, som siden har svaret selv" in line


def test_nor_is_it_for_the_public(hearing: OpenHearing) -> None:
    def names() -> list[tuple[str, ...]]:
        with hearing.house.database.connect() as connection:
            return [one.names for one in published_answers(connection, shown.id)]

    with hearing.house.database.connect() as connection:
        shown = hearings_of(connection, hearing.case)[-1]
    (joint,) = shown.responses.values()
    publish(hearing.house, hearing.case, shown, joint, Checked("Vi to", {}), OFFICER)
    assert names() == [("Handicaprådet", "Ældrerådet")]
    answered(hearing, 1, text="Vi er imod", submission_key="selv")
    assert names() == [("Handicaprådet",)]


def test_who_is_left_with_the_joint_answer_is_told_what_counts_and_may_answer(
    hearing: OpenHearing,
) -> None:
    ((receipt,),) = hearing.rows("SELECT receipt FROM v_response")
    answered(hearing, 0, base_version=1, text="Kun vi mener", submission_key="alene")
    deliver_to_folder(hearing.house)
    (mail,) = [one for one in mails(hearing.house) if "uden Ældrerådet" in str(one["Subject"])]
    told = " ".join(body(mail).split())
    assert "a1@raad.example" in str(mail["To"])
    assert str(mail["Subject"]).startswith("Handicaprådet har svaret igen, uden Ældrerådet: ")
    assert f"fik kvittering {receipt} for et høringssvar, som Handicaprådet også gav" in told
    assert "gælder stadig for Ældrerådet" in told
    assert f"/svar/{hearing.parties[1]}/{hearing.token(1)}" in told


def test_the_receipt_of_who_gave_it_names_for_whom(hearing: OpenHearing) -> None:
    deliver_to_folder(hearing.house)
    (own,) = [
        body(one)
        for one in mails(hearing.house)
        if "a0@" in str(one["To"]) and "Kvittering" in str(one["Subject"])
    ]
    assert "svaret fra Handicaprådet, som også er givet på vegne af Ældrerådet." in " ".join(
        own.split()
    )


def test_a_letter_that_came_before_the_answer_that_counts_is_an_earlier_one(
    hearing: OpenHearing,
) -> None:
    posted = hearing.clock.now - timedelta(minutes=30)
    hearing.clock.now += timedelta(days=1)
    answered(hearing, 2, text="Det gælder", submission_key="link")
    values = {"base_version": 1, "text": "Brevet", "received_at": posted, "submission_key": "brev"}
    answered(hearing, 2, **values)
    with hearing.house.database.connect() as connection:
        (asked,) = hearings_of(connection, hearing.case)
    party = asked.parties[2]
    assert [one.text for one in party.standing] == ["Det gælder", "Brevet"]
    (counts,) = [one for one in party.standing if asked.counts(one)]
    assert counts.text == "Det gælder"
    assert open_link(hearing.house, party.id, hearing.token(2)).asked.versions[-1].text == (
        "Det gælder"
    )
    deliver_to_folder(hearing.house)
    (receipt,) = [one for one in mails(hearing.house) if "før det svar, der gælder" in body(one)]
    assert "a2@raad.example" in str(receipt["To"])
    assert "Brevet" not in str(sections(hearing, report(hearing)))
