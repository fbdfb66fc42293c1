"""Meetings at the desk: on an agenda late, decided on the day, corrected, and closed with care."""

import re
from datetime import date

import pytest

from tests.changed_calendar import changed_calendar
from tests.desk import ON_POSTGRESQL, Desk, desk_of, words
from tests.office import Office
from tests.open_hearing import served
from tests.web.test_cases import meeting_of, new_case
from workflows.records.case_list import Viewer
from workflows.services.item_papers import Readers
from workflows.services.meeting_papers import MeetingPaper, meeting_paper
from workflows.services.papers import Heading

pytestmark = ON_POSTGRESQL


def decided(opened: Office, desk: Desk, case: str, word: str = "afvist") -> None:
    """The case is decided on the day of the meeting."""
    opened.go_to(2023, 11, 22, 18)
    desk.read(f"{case}/handling/decide")
    desk.send(word=word, text="Som skrevet i salen.", absentees="Ann Juul (V)")


def begun(desk: Desk) -> str:
    case = new_case(desk, number="23/8", route="VPU, ØK, KB")
    desk.do("submit")
    desk.do("put_on_agenda", meets_on="2023-11-22")
    return case


def test_before_the_meetings_day_nothing_is_decided_and_nothing_closed(
    opened: Office, maja: Desk
) -> None:
    case = begun(maja)
    assert "Mødet er onsdag den 22. november 2023. Beslutningen kan skrives fra den dag." in words(
        maja.page
    )
    maja.read(f"{case}/handling/decide")
    maja.send(status=422, word="godkendt", text="Godkendt i god tid.")
    said = words(maja.page)
    assert "Mødet er først onsdag den 22. november 2023" in said
    assert "ret datoen i mødekalenderen" in said
    assert "Godkendt i god tid." in maja.page
    meeting = meeting_of(opened)
    maja.read(meeting)
    assert "Mødet kan lukkes, når det er holdt" in words(maja.page)
    assert "/luk" not in maja.page
    key = maja.form("/log-ud")["form_key"]
    refused = maja.client.post(f"{meeting}/luk", data={"form_key": key})
    assert refused.status_code == 409
    assert "Mødet er først onsdag den 22. november 2023" in words(refused.text)


def test_what_comes_after_the_cutoff_needs_a_reason_that_stands_on_the_agenda(
    opened: Office, maja: Desk
) -> None:
    new_case(maja, route="VPU")
    maja.do("submit")
    assert "Hvorfor sagen ikke kan vente" not in maja.page
    opened.go_to(2023, 11, 13, 8)
    maja.read(maja.path)
    assert maja.form("/handling/put_on_agenda")["meets_on"] == "2023-12-20"
    maja.do("put_on_agenda", status=422, meets_on="2023-11-22")
    said = words(maja.page)
    assert "Dagsordenen lukkede for nye punkter fredag den 10. november 2023." in said
    maja.send(reason="Tilskuddet bortfalder den 1. december.")
    assert "Kom efter dagsordensfristen, fordi: Tilskuddet bortfalder" in words(maja.tab("journal"))
    said = words(maja.read(meeting_of(opened)))
    assert "fordi sagen ikke kan vente: Tilskuddet bortfalder den 1. december." in said
    assert "Dagsordenen lukker fredag den 10. november 2023 8 hverdage før mødet" in said
    assert "Dagsordenen sendes ud torsdag den 16. november 2023 4 hverdage før mødet" in said
    assert "efter dagsordensfristen" in words(maja.read("/moeder"))


def test_each_word_says_what_it_will_do_to_this_case(opened: Office, maja: Desk) -> None:
    case = begun(maja)
    opened.go_to(2023, 11, 22, 18)
    offered = dict(
        re.findall(r'<option value="(\w+)">([^<]+)</option>', maja.read(f"{case}/handling/decide"))
    )
    assert offered["tiltraadt"] == "Tiltrådt: sagen går videre til Økonomiudvalget"
    assert offered["udsat"] == "Udsat: sagen kommer på et senere møde i Voksen- og Plejeudvalget"
    assert offered["hjemvist"] == "Hjemvist: sagen går tilbage til udarbejdelse"
    assert offered["sendt_i_hoering"] == "Sendt i høring: sagen sendes i høring"
    targets = dict(re.findall(r'<option value="([^"]+)">([^<]+, [^<]+)</option>', maja.page))
    assert targets["ØK"] == "Økonomiudvalget, derefter Kommunalbestyrelsen"
    assert targets["BUU"] == "Børne- og Ungdomsudvalget, derefter Økonomiudvalget"


def test_a_deferral_names_the_meeting_and_the_case_comes_on_it(opened: Office, maja: Desk) -> None:
    case = begun(maja)
    opened.go_to(2023, 11, 22, 18)
    page = maja.read(f"{case}/handling/decide")
    assert "Besluttes senere Onsdag den 20. december 2023" in words(page)
    maja.send(status=422, word="godkendt", text="Godkendt.", deferred_to="2023-12-20")
    assert "udsætter ikke sagen" in words(maja.page)
    maja.send(word="udsat", text="Udsat.")
    assert "Udsat til mødet onsdag den 20. december 2023 – mødet er ikke lukket" in words(maja.page)
    assert 'value="2023-12-20" selected' in maja.read(f"{case}/beslutning")
    maja.read(meeting_of(opened))
    maja.send("/luk")
    assert "onsdag den 20. december 2023" in words(maja.read(case))
    maja.do("take_off_agenda", reason="Mangler bilag")
    assert "Sagen blev udsat til mødet onsdag den 20. december 2023, men står ikke" in words(
        maja.page
    )


def test_a_decision_is_corrected_with_a_reason_and_the_old_one_still_shown(
    opened: Office, maja: Desk
) -> None:
    case = begun(maja)
    decided(opened, maja, case)
    assert f"{case}/beslutning" in maja.page
    maja.read(f"{case}/beslutning")
    form = maja.form()
    assert (form["word"], form["text"], form["absentees"]) == (
        "afvist",
        "Som skrevet i salen.",
        "Ann Juul (V)",
    )
    maja.send(status=422, word="godkendt", text="Godkendt, som det lød.")
    assert "Skriv en begrundelse" in words(maja.page)
    assert maja.form()["text"] == "Godkendt, som det lød."
    maja.send(reason="Forkert ord valgt")
    assert maja.path == case
    said = words(maja.page)
    assert "behandlet 22-11-2023: Godkendt (mødet er ikke lukket)" in said
    assert "det, der stod før Afvist Som skrevet i salen." in said
    told = words(maja.tab("journal"))
    assert "Beslutningen blev rettet" in told
    assert "Begrundelse: Forkert ord valgt" in told


def test_of_two_who_correct_the_second_sees_that_somebody_was_first(
    opened: Office, address: str, maja: Desk
) -> None:
    case = begun(maja)
    decided(opened, maja, case)
    maja.read(f"{case}/beslutning")
    with desk_of(opened, address, "bo") as bo:
        bo.read(f"{case}/beslutning")
        bo.send(word="udsat", text="Udsat.", reason="Forkert")
    maja.send(status=409, word="godkendt", text="Godkendt, som jeg hørte det.", reason="Forkert")
    assert "Bo Bilde har ændret sagen" in words(maja.page)
    assert maja.form()["text"] == "Godkendt, som jeg hørte det."


def test_closing_says_what_it_does_and_afterwards_no_decision_is_corrected(
    opened: Office, maja: Desk
) -> None:
    case = begun(maja)
    decided(opened, maja, case, "tiltraadt")
    meeting = meeting_of(opened)
    maja.read(f"{case}/beslutning")
    late = maja.form()
    said = words(maja.read(meeting))
    assert "En beslutning træder i kraft og kan ikke rettes bagefter:" in said
    assert "23/8 Tiltrådt: sagen går videre til Økonomiudvalget" in said
    assert "Luk mødet: en beslutning træder i kraft" in said
    maja.send("/luk")
    assert maja.path == meeting
    said = words(maja.page)
    assert "lukket onsdag den 22. november 2023" in said
    assert "Tiltrådt har fået virkning" in said
    assert "Luk mødet" not in said
    for answer in (
        maja.client.get(f"{case}/beslutning"),
        maja.client.post(f"{case}/beslutning", data={**late, "reason": "Forkert"}),
    ):
        assert answer.status_code == 409
    now = {**late, "reason": "Forkert", "version": str(int(str(late["version"])) + 1)}
    refused = maja.client.post(f"{case}/beslutning", data=now)
    assert refused.status_code == 422
    assert "lad udvalget beslutte på ny" in words(refused.text)


def test_a_meeting_with_something_undecided_offers_no_closing_but_what_to_do(
    opened: Office, maja: Desk
) -> None:
    begun(maja)
    opened.go_to(2023, 11, 22, 18)
    said = words(maja.read(meeting_of(opened)))
    assert "Mødet kan lukkes, når alle sager har en beslutning." in said
    assert "Det mangler: 23/8" in said
    assert "/luk" not in maja.page
    assert "1 sag mangler en beslutning." in words(maja.read("/moeder"))


def test_of_a_closed_case_another_officer_sees_on_the_agenda_only_that_it_is_there(
    opened: Office, address: str, maja: Desk
) -> None:
    case = new_case(maja, "Hemmelig aftale", openness="closed", number="23/777", route="VPU")
    maja.do("submit")
    opened.go_to(2023, 11, 13, 8)
    maja.read(case)
    maja.do("put_on_agenda", meets_on="2023-11-22", reason="Hemmelig begrundelse")
    decided(opened, maja, case, "godkendt")
    meeting = meeting_of(opened)
    with desk_of(opened, address, "bo") as bo:
        said = words(bo.read(meeting))
    assert "Lukket sag" in said
    assert "Det gælder også en lukket sag på dagsordenen." in said
    for secret in ("emmelig", "23/777", "Godkendt"):
        assert secret not in said


@pytest.mark.parametrize("meeting", ["ingen", "018bb5a0-0000-7000-8000-0000000000ff", "%00"])
def test_a_meeting_that_nothing_was_placed_on_is_not_found(maja: Desk, meeting: str) -> None:
    maja.read(f"/moeder/{meeting}", 404)


def test_the_page_of_a_moved_meeting_moves_its_cases(opened: Office, maja: Desk) -> None:
    case = begun(maja)
    old = meeting_of(opened)
    house = changed_calendar(opened.house, date(2023, 11, 22), date(2023, 11, 24))
    with served(house) as address, desk_of(opened, address, "maja") as desk:
        assert "Mødet er flyttet til fredag den 24. november 2023: valg." in words(
            desk.read("/moeder")
        )
        warned = "Mødet onsdag den 22. november 2023 er flyttet til fredag den 24. november 2023"
        assert warned in words(desk.read(case))
        desk.read(old)
        assert "Flyt sagen med" in words(desk.page)
        desk.send(f"{old}/flyt")
        said = words(desk.page)
        assert warned not in words(desk.read(case))
    assert "Mødedag fredag den 24. november 2023 flyttet fra onsdag den 22. november" in said
    assert "23/8" in said


def test_the_page_of_a_cancelled_meeting_says_what_to_do(opened: Office, maja: Desk) -> None:
    begun(maja)
    old = meeting_of(opened)
    house = changed_calendar(opened.house, date(2023, 11, 22), None)
    with served(house) as address, desk_of(opened, address, "maja") as desk:
        said = words(desk.read(old))
        assert "Mødet er aflyst: valg. Tag hver sag af dagsordenen, og sæt den på et andet" in said
        key = desk.form("/log-ud")["form_key"]
        refused = desk.client.post(f"{old}/flyt", data={"form_key": key})
        assert refused.status_code == 409
        assert "Sagerne blev ikke flyttet" in words(refused.text)


def test_the_agenda_is_ordered_by_hand_between_its_standing_items(
    opened: Office, maja: Desk
) -> None:
    titles = ["Alfa", "Beta", "Gamma"]
    for hour, title in enumerate(titles, 9):
        new_case(maja, title=title, route="VPU, KB")
        opened.go_to(2023, 11, 1, hour)
        maja.do("submit")
        maja.do("put_on_agenda")
    path = meeting_of(opened)
    agenda = items(maja.read(path))
    assert [one for one in agenda if one in titles] == titles
    assert (agenda[0], agenda[-1]) == ("Godkendelse af dagsorden", "Eventuelt")
    moved(maja, path, "Gamma", "op")
    moved(maja, path, "Alfa", "ned")
    assert [one for one in items(maja.page) if one in titles] == ["Gamma", "Alfa", "Beta"]
    moved(maja, path, "Gamma", "op")
    assert [one for one in items(maja.page) if one in titles] == ["Gamma", "Alfa", "Beta"]
    new_case(maja, title="Delta", route="VPU, KB")
    maja.do("submit")
    maja.do("put_on_agenda")
    titles.append("Delta")
    assert [one for one in items(maja.read(path)) if one in titles] == [
        "Gamma", "Alfa", "Beta", "Delta",
    ]  # fmt: skip
    looks = Viewer(opened.officer("maja").id, sees_closed=True)
    meeting = path.rpartition("/")[2]
    paper = meeting_paper(opened.house, looks, meeting, MeetingPaper.AGENDA, Readers())
    headed = [one.text for one in paper.blocks if isinstance(one, Heading) and one.level == 2]
    assert headed == [
        "1. Godkendelse af dagsorden", "2. Gamma", "3. Alfa", "4. Beta", "5. Delta",
        "6. Meddelelser", "7. Eventuelt",
    ]  # fmt: skip


def items(page: str) -> list[str]:
    """The titles on the agenda, in order."""
    agenda = page.partition('<ol class="agenda">')[2].partition("</ol>")[0]
    shown = (words(one) for one in re.split(r"<li[^>]*>", agenda)[1:])
    return [re.sub(r"^\d\d/\d+ ", "", one).split(" Ikke behandlet")[0] for one in shown]


def moved(maja: Desk, path: str, title: str, where: str) -> None:
    """Press the button of the item as a browser does."""
    form = next(
        one for one in maja.page.split("<form")[1:]
        if "raekkefoelge" in one and f" {title}</span>" in one.partition("</form>")[0]
    )  # fmt: skip
    number = re.findall(r'name="item" value="([^"]+)"', form)[0]
    key = re.findall(r'name="form_key" value="([^"]+)"', form)[0]
    sent = {"form_key": key, "item": number, "retning": where}
    answer = maja.client.post(f"{path}/raekkefoelge", data=sent, follow_redirects=True)
    assert answer.status_code == 200
    maja.page = answer.text
