"""The desk over HTTP: a case from opening to closing, two officers at once, what may be seen."""

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID, uuid4

import httpx
import pytest
from sqlalchemy import event, text

from tests.desk import Desk, desk_of, words
from tests.office import Office
from workflows.engine.facts import Actor
from workflows.services.cases import NewCase, open_case
from workflows.services.mail import Mail, Result, Verdict
from workflows.services.sending import deliver
from workflows.services.sweeping import sweep


class Refusing:
    """A mail server that takes nothing from us, and says why."""

    def __init__(self, said: str) -> None:
        self._said = said

    def send(self, mail: Mail) -> Result:
        return Result(Verdict.SENDERS_FAULT, self._said)


def new_case(desk: Desk, title: str = "Strategi for frivillighed", **given: str) -> str:
    """Open a case by its form; the path of its page."""
    desk.read("/sager/ny?type=politisk-sag")
    desk.send("/sager/ny", **{"title": title, "route": "Høring, VPU, ØK, KB", **given})
    assert re.fullmatch(r"/sager/[0-9a-f-]{36}", desk.path)
    return desk.path


def opened_hearing(desk: Desk) -> str:
    """Bring the case to an open hearing of two councils; the path of the hearing's page."""
    case = desk.path
    desk.do("submit")
    desk.plan(
        case,
        text="Vi beder om jeres bemærkninger.",
        due_on="2023-11-22",
        bodies=["HR", "ÆR"],
        ad_hoc="De frivillige; pia@frivillig.example\nDe frivillige; ib@frivillig.example",
    )
    desk.do("open_hearing")
    found = re.search(rf'{case}/hoeringer/[0-9a-f-]{{36}}(?=")', desk.page)
    assert found is not None
    return found[0]


def stations(page: str) -> list[tuple[str, str]]:
    """The stations of the drawn route, each with its place."""
    drawn = page.split('<ol class="stations">')[1].split("</ol>")[0]
    return re.findall(r'<li class="(\w+)".*?<span class="name">(.*?)</span>', drawn, re.DOTALL)


def answer(desk: Desk, hearing: str, number: int, **given: str | list[str]) -> None:
    """Register an answer for the party that comes at this place."""
    links = re.findall(rf'{hearing}/svar/[0-9a-f-]{{36}}(?=")', desk.read(hearing))
    desk.read(links[number])
    desk.send(**given)


def test_a_case_goes_from_opening_to_closing_through_the_pages(opened: Office, maja: Desk) -> None:
    case = new_case(maja, number="23/2079")
    maja.read(f"{case}/rediger")
    maja.send(
        text="Første linje.\n\nAnden linje.",
        proposer="Velfærdsdirektøren",
        points="at strategien godkendes\nat den følges op",
    )
    assert "at den følges op" in maja.tab("tekst")
    maja.read(case)
    hearing = opened_hearing(maja)
    assert "3 parter" not in maja.page
    assert ("here", "Høring") in stations(maja.page)

    opened.go_to(2023, 11, 6, 9)
    maja.read(f"{hearing}/frist")
    maja.send(status=422, due_on="2023-11-29", reason="Rådet holder møde den 28.")
    maja.send()
    assert "til og med onsdag den 29. november 2023" in words(maja.page)
    route = words(maja.read(case).split('<ol class="stations">')[1].split("</ol>")[0])
    assert "åben fra 01-11-2023 til og med 29-11-2023: 0 af 3 har svaret" in route
    answer(
        maja,
        hearing,
        0,
        stance="supports_with_remarks",
        text="Husk busserne.",
        channel="letter",
        day="2023-11-05",
        time="14:30",
    )
    parties = re.findall(
        r'name="jointly_with" value="([0-9a-f-]{36})"',
        maja.read(re.findall(rf"{hearing}/svar/[0-9a-f-]{{36}}", maja.read(hearing))[0]),
    )
    maja.send(
        stance="supports",
        text="Nu med Ældrerådet.",
        channel="mail",
        day="2023-11-06",
        time="09:15",
        jointly_with=[parties[0]],
    )
    assert "Tidligere svar, udgave 1" in maja.page
    assert "Fælles svar med Ældrerådet" in words(maja.page)

    opened.go_to(2023, 11, 30, 9)
    sweep(opened.house)
    opened.go_to(2023, 11, 30, 10)
    answer(
        maja,
        hearing,
        2,
        stance="no_remarks",
        text="",
        channel="phone",
        day="2023-11-30",
        time="08:30",
    )
    report = words(maja.read(f"{hearing}/notat"))
    assert "Hvem svarede Handicaprådet og Ældrerådet, 06-11-2023 kl. 09.15 – fælles svar" in report
    assert "De frivillige, 30-11-2023 kl. 08.30 – efter fristen" in report
    assert "Nu med Ældrerådet." in report
    assert "Husk busserne." not in report

    maja.read(case)
    assert stations(maja.page)[:3] == [
        ("been", "Udarbejdelse"),
        ("been", "Høring"),
        ("here", "Voksen- og Plejeudvalget"),
    ]
    attachments = re.findall(
        r"<li>\s*<a href=\"[^\"]+\">([^<]+)</a>", maja.tab("bilag").split("Bilag</h2>")[1]
    )
    assert attachments[:2] == ["Høringssvar fra Handicaprådet og Ældrerådet", "Høringsnotat"]
    assert "3 af 3 har svaret (2 svar)" in words(maja.read(case))

    for meets_on, word, closing in (
        ("2023-12-20", "tiltraadt", "Tiltrådt"),
        ("2024-01-09", "tiltraadt", "Tiltrådt"),
        ("2024-01-16", "godkendt", "Godkendt"),
    ):
        maja.do("put_on_agenda", meets_on=meets_on)
        opened.go_to(*map(int, meets_on.split("-")), 18)
        maja.read(f"{case}/handling/decide")
        maja.send(
            word=word,
            text=f"{closing} enstemmigt.",
            point_text=["Ja", ""],
            point_word=[word, ""],
            remark_text=["Vi vil følge det nøje.", "Nej tak."],
            remark_members=["Ib Lund (A)", ""],
            remark_kind=["remark", "dissent"],
            absentees="Ann Juul (V)",
        )
        maja.read(f"{meeting_of(opened)}?tilbage={case.rpartition('/')[2]}")
        assert "1 beslutninger" not in words(maja.page)
        maja.send("/luk")
        assert maja.path == case
    assert stations(maja.page)[-1] == ("here", "Afsluttet")
    said = words(maja.page)
    assert "behandlet 20-12-2023: Tiltrådt" in said
    assert "behandlet 16-01-2024: Godkendt" in said
    said = words(maja.tab("beslutninger"))
    assert said.count("Ib Lund (A) bemærker: Vi vil følge det nøje.") == 3
    assert said.count("Mindretalsudtalelse. Nej tak.") == 3
    assert said.count("Fraværende: Ann Juul (V)") == 3
    assert "Begrundelse: Rådet holder møde den 28." in words(maja.tab("journal"))
    assert "23/2079" in maja.read("/sager?vis=afsluttede")
    assert "23/2079" not in maja.read("/sager")


def test_dates_in_a_route_are_left_out_and_the_officer_is_told(maja: Desk) -> None:
    new_case(maja, route="Sagsgang: VPU (20-12-2023) → KB d. 16/1")
    assert "Udeladt af sagsgangen: 20-12-2023, d. 16/1" in maja.tab("journal")


def test_a_body_that_never_meets_is_warned_of_by_name_and_with_what_to_do(maja: Desk) -> None:
    new_case(maja, route="UR, KB")
    assert "Ungerådet har intet møde i kalenderen fra i dag" in maja.page
    maja.do("submit")
    assert maja.page.count("intet møde i kalenderen") == 1
    assert "Få mødedatoerne skrevet i calendars.toml" in maja.page


def meeting_of(opened: Office) -> str:
    """The page of the one meeting that something is on."""
    with opened.house.database.connect() as connection:
        found = connection.execute(
            text("SELECT DISTINCT meeting_id FROM agenda_items WHERE active = TRUE")
        ).scalar_one()
    return f"/moeder/{UUID(str(found))}"


def test_a_form_for_a_case_that_is_sent_twice_opens_one(opened: Office, maja: Desk) -> None:
    maja.read("/sager/ny?type=politisk-sag")
    fields = {**maja.form("/sager/ny"), "title": "Ny bro", "route": "VPU, KB"}
    ready = Barrier(2)

    def send(_number: int) -> httpx.Response:
        ready.wait()
        return maja.client.post("/sager/ny", data=fields)

    with ThreadPoolExecutor(2) as pool:
        sent = [answer.headers["location"] for answer in pool.map(send, range(2))]
    assert sent[0] == sent[1]
    again = maja.client.post("/sager/ny", data=fields)
    assert again.headers["location"] == sent[0]
    other = maja.client.post("/sager/ny", data={**fields, "title": "En bro til"})
    assert other.headers["location"] != sent[0]
    assert words(maja.read("/sager?vis=alle")).count("Ny bro") == 1


def test_two_officers_at_once_one_wins_and_the_other_is_told_who_and_when(
    opened: Office, address: str, maja: Desk
) -> None:
    case = new_case(maja)
    with desk_of(opened, address, "bo") as bo:
        ready = Barrier(2)

        def write(desk: Desk) -> httpx.Response:
            desk.read(f"{case}/rediger")
            fields = {**desk.form(), "text": f"Skrevet fra {desk.client.base_url} af os to."}
            ready.wait()
            return desk.client.post(f"{case}/rediger", data=fields)

        with ThreadPoolExecutor(2) as pool:
            answers = list(pool.map(write, (maja, bo)))
    assert sorted(one.status_code for one in answers) == [303, 409]
    refused = next(one for one in answers if one.status_code == 409)
    winner = "Maja Holt" if answers[0].status_code == 303 else "Bo Bilde"
    said = words(refused.text)
    assert f"{winner} har ændret sagen" in said
    assert "onsdag den 1. november 2023 kl. 09.00" in said
    assert "af os to." in refused.text


def test_after_a_409_the_kept_text_can_be_sent_again(
    opened: Office, address: str, maja: Desk
) -> None:
    case = new_case(maja)
    maja.read(f"{case}/rediger")
    with desk_of(opened, address, "bo") as bo:
        bo.read(f"{case}/rediger")
        bo.send(text="Bos tekst.")
    said = words(maja.send(status=409, text="Majas tekst."))
    assert "Det er sket imens: Sagens tekst blev ændret (Skrevet om: sagsfrem" in said
    maja.send()
    assert "Majas tekst." in maja.tab("tekst")


def test_what_happened_meanwhile_is_told_the_last_first_and_nothing_from_before(
    opened: Office, address: str, maja: Desk
) -> None:
    case = new_case(maja, route="VPU, KB")
    maja.read(f"{case}/rediger")
    maja.send(text="Fra før.")
    maja.read(f"{case}/rediger")
    with desk_of(opened, address, "bo") as bo:
        bo.read(case)
        bo.do("hold", reason="Venter")
        bo.read(case)
        bo.do("resume")
    said = words(maja.send(status=409, text="Majas tekst."))
    told = said.partition("Det er sket imens:")[2].partition("Ændringen skete")[0]
    assert told.index("Sagen blev genoptaget") < told.index("Sagen blev sat i bero")
    assert "Sagens tekst" not in told


@pytest.mark.parametrize("trigger", ["submit", "open_hearing", "decide", "resume", "reopen"])
def test_a_move_that_is_not_allowed_says_what_is(maja: Desk, trigger: str) -> None:
    case = new_case(maja)
    maja.do("hold", reason="Venter på økonomien.")
    key = maja.form("/log-ud")["form_key"]
    fields = {"form_key": str(key), "version": "2", "reason": "x" * 50}
    answer = maja.client.post(f"{case}/handling/{trigger}", data=fields)
    if trigger == "resume":
        assert answer.status_code == 303
        return
    said = words(answer.text)
    assert answer.status_code in (409, 422)
    assert "Sagen står her: I bero" in said
    assert "Genoptag" in said
    assert "x" * 50 in said


def test_a_hearing_without_a_plan_is_not_opened_but_told_what_it_lacks(maja: Desk) -> None:
    case = new_case(maja)
    maja.do("submit")
    assert f'href="{case}/hoering"' in maja.page
    maja.read(f"{case}/handling/open_hearing")
    maja.send(status=422)
    assert "Høringen er ikke forberedt" in maja.page


def test_a_deadline_on_a_sunday_is_kept_and_a_working_day_proposed(maja: Desk) -> None:
    case = new_case(maja)
    maja.plan(case, text="Hvad mener I?", due_on="2023-11-26", bodies=["HMU"])
    said = words(maja.page)
    assert "søndag den 26. november 2023, er ikke en hverdag" in said
    assert "Foreslået: mandag den 27. november 2023." in said
    assert "Hovedudvalget har intet møde inden fristen, søndag den 26. november 2023" in said
    assert "Det næste er tirsdag den 5. december 2023." in said


def test_faults_stand_by_the_form_and_what_was_written_is_kept(maja: Desk) -> None:
    maja.read("/sager/ny?type=politisk-sag")
    maja.send("/sager/ny", status=422, title="Beholdes", route="VPU, Rumrådet")
    assert "Rumrådet" in words(maja.page)
    assert maja.form("/sager/ny")["title"] == "Beholdes"
    assert maja.form("/sager/ny")["route"] == "VPU, Rumrådet"
    maja.send("/sager/ny", status=422, title=" ", route="VPU")
    assert "Sagen mangler en titel" in maja.page


def test_an_ad_hoc_party_needs_a_real_address(maja: Desk) -> None:
    case = new_case(maja)
    maja.read(f"{case}/hoering")
    maja.send(status=422, text="Spørgsmål", ad_hoc="Naboerne; ikke en adresse\nuden adresse")
    said = words(maja.page)
    assert "»Naboerne; ikke en adresse«" in said
    assert "»uden adresse«" in said
    assert maja.form()["text"] == "Spørgsmål"


def test_a_closed_case_of_another_looks_as_if_it_were_not_there(
    opened: Office, address: str, maja: Desk
) -> None:
    case = new_case(maja, "Hemmelig aftale", openness="closed", number="23/777")
    hearing = opened_hearing(maja)
    paths = [
        case,
        *(f"{case}/{end}" for end in ("rediger", "hoering", "handling/hold", f"filer/{uuid4()}")),
    ]
    paths += [hearing, *(f"{hearing}/{end}" for end in ("notat", "frist", f"svar/{uuid4()}"))]
    with desk_of(opened, address, "bo") as bo:
        nothing = _masked(bo.client.get(f"/sager/{uuid4()}"))
        for path in paths:
            assert _masked(bo.client.get(path)) == nothing
            key = bo.form("/log-ud")["form_key"] if bo.page else ""
            sent = bo.client.post(path, data={"form_key": str(key), "version": "1", "reason": "x"})
            assert sent.status_code in (404, 405)
            assert "Hemmelig" not in sent.text
        for path in ("/sager?vis=alle", "/sager?vis=alle&q=hemmelig", "/sager?q=777", "/moeder"):
            assert "Hemmelig" not in bo.read(path)
            assert "23/777" not in bo.page
    with desk_of(opened, address, "vera") as vera:
        assert "Hemmelig aftale" in vera.read("/sager?vis=alle")
        vera.read(case)


def _masked(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.text


def test_the_closing_of_a_meeting_names_what_is_undecided_but_no_closed_case(
    opened: Office, address: str, maja: Desk
) -> None:
    new_case(maja, "Hemmelig aftale", openness="closed", number="23/777", route="ØK")
    maja.do("submit")
    maja.do("put_on_agenda", meets_on="2023-11-14")
    with desk_of(opened, address, "bo") as bo:
        new_case(bo, "Åben sag", number="23/8", route="ØK")
        bo.do("submit")
        bo.do("put_on_agenda", meets_on="2023-11-14")
        opened.go_to(2023, 11, 14, 18)
        meeting = meeting_of(opened)
        bo.read(meeting)
        key = bo.form("/log-ud")["form_key"]
        answer = bo.client.post(f"{meeting}/luk", data={"form_key": key})
        assert answer.status_code == 409
        said = words(answer.text)
    assert "Sag 23/8 står på dagsordenen uden en beslutning: skriv den" in said
    assert "En lukket sag på dagsordenen har ingen beslutning endnu." in said
    assert "23/777" not in said


def test_the_list_is_searched_in_danish_and_paged(opened: Office, maja: Desk) -> None:
    officer = opened.officer("maja")
    actor = Actor("officer", officer.name, officer.id)
    for number in range(52):
        new = NewCase(f"Ærlig sag {number}", "politisk-sag", "ØK")
        open_case(opened.house, new, officer.id, actor)
    assert maja.read("/sager?q=ÆRLIG").count('class="number"') == 50
    assert maja.read("/sager?q=ÆRLIG&side=2").count('class="number"') == 2
    assert "Ærlig sag 17" in maja.read("/sager?vis=mine&q=rlig%20sag%2017")
    assert "Ingen sager passer" in maja.read("/sager?q=100%25")


def test_own_cases_stand_as_they_were_changed_and_all_as_they_were_opened(
    opened: Office, maja: Desk
) -> None:
    paths = []
    for minute, title in enumerate(("Alfa", "Beta", "Gamma")):
        opened.go_to(2023, 11, 1, 8, minute)
        paths.append(new_case(maja, title))
    opened.go_to(2023, 11, 1, 9)
    maja.read(paths[0])
    maja.do("submit")
    for tab, order, told in (
        ("mine", ["Alfa", "Gamma", "Beta"], "Sidst ændrede øverst"),
        ("aabne", ["Gamma", "Beta", "Alfa"], "Sidst oprettede øverst"),
    ):
        page = maja.read(f"/sager?vis={tab}")
        assert re.findall(r'<a href="/sager/[0-9a-f-]{36}">(\w+)</a>', page) == order
        assert told in page


def test_the_number_of_statements_does_not_grow_with_the_rows(opened: Office, maja: Desk) -> None:
    case = new_case(maja)
    hearing = opened_hearing(maja)
    paths = ("/sager", case, hearing, "/moeder", "/statistik")
    few = [_statements(opened, maja, path) for path in paths]
    for number in range(3):
        answer(
            maja,
            hearing,
            number,
            stance="supports",
            text="Ja",
            channel="mail",
            day="2023-11-01",
            time="08:00",
        )
        new_case(maja, f"En til {number}", route="ØK")
        maja.do("submit")
        maja.do("put_on_agenda", meets_on="2023-11-14")
    many = [_statements(opened, maja, path) for path in paths]
    assert many == few


def _statements(opened: Office, desk: Desk, path: str) -> int:
    seen: list[str] = []

    def note(*given: object) -> None:
        # What each process asks every other second, whatever page it is that comes then.
        if "definition_versions" not in str(given[2]):
            seen.append(str(given[2]))

    event.listen(opened.house.database, "before_cursor_execute", note)
    try:
        desk.read(path)
    finally:
        event.remove(opened.house.database, "before_cursor_execute", note)
    return len(seen)


def test_the_desk_tells_that_no_mail_is_sent_since_when_and_what_the_server_said(
    opened: Office, maja: Desk, address: str
) -> None:
    new_case(maja)
    opened_hearing(maja)
    assert "Der sendes ingen mails" not in maja.read("/sager")
    refused = "535 5.7.8 <bo@relay.example> er ukendt"
    assert deliver(opened.house, Refusing(refused)).paused
    page = words(maja.read("/sager"))
    assert "Der sendes ingen mails lige nu." in page
    assert re.search(r"taget imod siden \d\d-\d\d-\d{4} kl\. \d\d\.\d\d", page)
    assert f"»{refused}«" in page
    told = httpx.get(f"{address}/health").json()
    assert told["mail_paused_since"].endswith("Z")
    assert told["mail_paused_why"] == "535 5.7.8"


def test_every_version_of_the_words_is_kept_and_shown_beside_the_one_before(maja: Desk) -> None:
    case = new_case(maja)
    maja.read(f"{case}/rediger")
    titles = maja.form()["part_title"]
    assert "Økonomiske konsekvenser" in titles
    money = ["Det koster 2 mio." if one == "Økonomiske konsekvenser" else "" for one in titles]
    maja.send(text="Første udkast.", proposer="Direktøren", points="at godkende", part=money)
    assert "Det koster 2 mio." in words(maja.tab("tekst"))
    assert "Lovgrundlag" not in words(maja.page)
    maja.read(f"{case}/rediger")
    assert maja.form()["part"] == money
    maja.send(text="Andet udkast.", part=[""] * len(titles))
    page = maja.read(f"{case}/udgaver")
    assert '<del><span class="unseen">Gik ud: </span>Første udkast.</del>' in page
    assert '<ins><span class="unseen">Kom til: </span>Andet udkast.</ins>' in page
    assert page.count("<h2 id=") == 2
    assert "Det koster 2 mio." in page
    maja.read(f"{case}/rediger")
    maja.send(status=422, part=["kun ét"])
