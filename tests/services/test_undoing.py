"""Who was told of an answer that was registered by mistake is told that it counts no more."""

from dataclasses import replace
from pathlib import Path

from tests.engine.facts_for_tests import answer
from tests.mailing import body, deliver_to_folder, mails
from tests.open_hearing import OFFICER, installed, open_hearing
from workflows.engine.vocabulary import Channel
from workflows.records.hearing_pages import hearings_of
from workflows.services.acting import act
from workflows.services.answers import open_link
from workflows.services.undoing import undo_response

DUE = "til og med onsdag den 22. november 2023 kl. 23.59"


def test_a_receipt_for_what_was_registered_by_mistake_is_taken_back(
    database: str, tmp_path: Path
) -> None:
    hearing = open_hearing(*installed(database, tmp_path))
    by_letter = answer(hearing.parties[0], hearing.clock.now, jointly=(hearing.parties[1],))
    act(hearing.house, hearing.case, replace(by_letter, channel=Channel.LETTER), OFFICER)
    (receipt,) = hearing.rows("SELECT receipt FROM v_response")[0]
    deliver_to_folder(hearing.house)
    before = len(mails(hearing.house))
    with hearing.house.database.connect() as connection:
        (asked,) = hearings_of(connection, hearing.case)
    (wrong,) = asked.responses.values()
    undo_response(hearing.house, hearing.case, asked, wrong, "Et andet råds brev", OFFICER)
    deliver_to_folder(hearing.house)
    assert len(mails(hearing.house)) == before + 1
    (mail,) = [one for one in mails(hearing.house) if "tæller ikke mere" in str(one["Subject"])]
    told = " ".join(body(mail).split())
    assert "a1@raad.example" in str(mail["To"])
    assert f"kvittering {receipt} for et høringssvar, der var givet af Handicaprådet" in told
    assert "Begrundelse: Et andet råds brev" in told
    assert f"Ældrerådet har derfor ikke svaret. I kan svare {DUE}:" in told
    assert f"/svar/{hearing.parties[1]}/{hearing.token(1)}" in told
    assert open_link(hearing.house, hearing.parties[1], hearing.token(1)).asked.undone_jointly
