"""What a member reads of an item: answers, report and documents, noted where it is closed."""

from pathlib import Path

import pytest

from tests.hostile_files import PDF
from tests.open_hearing import OFFICER, OpenHearing, installed, open_hearing
from tests.publishing import answered, hearing_id
from tests.web.test_faulty_forms import with_document
from workflows.engine.vocabulary import Openness, Reading, Trigger
from workflows.records.case_list import EVERYTHING
from workflows.records.closed_reads import reads_of
from workflows.records.member_links import links_by_email
from workflows.services.errors import NotFound
from workflows.services.finishing import finish_report
from workflows.services.links import member_token
from workflows.services.member_items import member_file, member_item
from workflows.services.member_links import send_member_link
from workflows.services.member_reading import Reader, member_agenda, open_member_link
from workflows.services.reports import report_page

BODIL = "bodil.terp@norddjurs.example"


def decided_by(hearing: OpenHearing) -> tuple[Reader, str, str]:
    """Bring the case to the committee's agenda on its day; who reads, the meeting and the item."""
    house = hearing.house
    hearing.advance(Trigger.CLOSE_HEARING, reason="Alle har svaret")
    hearing.advance(Trigger.PUT_ON_AGENDA)
    meeting, meets_on = hearing.rows("SELECT id, meets_on FROM meetings")[0]
    (item,) = hearing.rows("SELECT id FROM agenda_items")[0]
    assert OFFICER.id is not None
    send_member_link(house, "vpu", BODIL, OFFICER.id)
    with house.database.connect() as connection:
        link = links_by_email(connection, [BODIL])[BODIL]
    token = member_token(house.keys.link, link.id, link.generation)
    early = open_member_link(house, link.id, token)
    with pytest.raises(NotFound):
        member_agenda(house, early, str(meeting))
    held = str(meets_on)
    hearing.clock.now = hearing.clock.now.replace(month=int(held[5:7]), day=int(held[8:10]))
    return open_member_link(house, link.id, token), str(meeting), str(item)


@pytest.mark.parametrize("openness", Openness)
def test_answers_report_and_documents_are_read_and_noted_where_the_item_is_closed(
    database: str, tmp_path: Path, openness: Openness
) -> None:
    house, clock = installed(database, tmp_path)
    hearing = open_hearing(house, clock, openness=openness)
    document = with_document(hearing)
    answered(hearing, "Der mangler en rampe.", files=(("svar.pdf", PDF),))
    reader, meeting, item = decided_by(hearing)
    state = report_page(house, EVERYTHING, hearing.case, hearing_id(hearing)).state
    assert state is not None
    finish_report(house, EVERYTHING, hearing.case, hearing_id(hearing), state.contents, OFFICER)
    page = member_item(house, reader, meeting, item)
    answer, report = page.attachments
    assert answer.name == "Høringssvar fra Handicaprådet"
    assert answer.answer is not None
    assert answer.answer.text == "Der mangler en rampe."
    assert report.name == "Høringsnotat"
    assert [file.name.rpartition(".")[2] for file in report.files] == ["pdf", "docx"]
    assert [file.id for file in page.documents] == [document]
    for file in (*answer.files, *report.files, *page.documents):
        assert member_file(house, reader, meeting, item, file.id) == file
    with pytest.raises(NotFound):
        member_file(house, reader, meeting, item, hearing.case)
    with house.database.connect() as connection:
        reads = reads_of(connection, hearing.case, 9)
    closed = openness is Openness.CLOSED
    assert sorted((read.what, read.detail) for read in reads) == (
        sorted(
            [
                (Reading.ITEM, ""),
                (Reading.FILE, "svar.pdf"),
                (Reading.FILE, "budget.pdf"),
                *((Reading.FILE, file.name) for file in report.files),
            ]
        )
        if closed
        else []
    )
    assert {read.reader for read in reads} <= {"Bodil Terp (F)"}
