"""How a hearing ends otherwise than by its deadline, and what is undone, at the desk and beyond."""

import re

import httpx
from icalendar import Calendar

from tests.desk import ON_SQLITE, Desk, words
from tests.mailing import body, deliver_to_folder, mails
from tests.office import Office
from tests.web.test_cases import answer, new_case, opened_hearing
from tests.web.test_plans import rows
from workflows.services.replaying import replay_cases
from workflows.services.sweeping import sweep
from workflows.services.verifying import verify

pytestmark = ON_SQLITE

REASON = "Udvalget skal bruge svarene nu"
CLOSED = "Høringen blev lukket mandag den 6. november 2023, før fristen. Begrundelse: " + REASON

GONE = "onsdag den 22. november 2023"
"""The day that the hearing was to last to before all were given longer."""


def registered(desk: Desk, hearing: str, number: int = 0, **given: str | list[str]) -> None:
    sent = {
        "stance": "supports",
        "text": "Vi støtter det.",
        "channel": "letter",
        "day": "2023-11-05",
        "time": "14:30",
    }
    answer(desk, hearing, number, **(sent | given))


def begun(opened: Office, desk: Desk) -> tuple[str, str]:
    """A hearing that one of three has answered, on 6 November; the paths of case and hearing."""
    case = new_case(desk)
    hearing = opened_hearing(desk)
    opened.go_to(2023, 11, 6, 9)
    registered(desk, hearing)
    return case, hearing


def closed_early(opened: Office, desk: Desk) -> tuple[str, str]:
    case, hearing = begun(opened, desk)
    desk.read(case)
    desk.do("close_hearing", reason=REASON)
    return case, hearing


def link_of(opened: Office, mailbox: str) -> str:
    """Where the link in the last mail to a mailbox leads, without the server's name."""
    deliver_to_folder(opened.house)
    sent = [mail for mail in mails(opened.house) if mailbox in str(mail["To"])]
    found = re.search(r"https?://[^/]+(/svar/\S+)", body(sent[-1]))
    assert found is not None
    return found[1]


def council(address: str, opened: Office, mailbox: str) -> str:
    """The answer page behind the last mail to a mailbox."""
    with httpx.Client(base_url=address, follow_redirects=True, timeout=30) as client:
        return words(client.get(link_of(opened, mailbox)).text)


def test_every_page_shows_the_day_it_really_closed_and_why(
    opened: Office, address: str, maja: Desk
) -> None:
    case, hearing = closed_early(opened, maja)
    page = words(maja.read(case))
    assert CLOSED in page
    assert "i høring 01-11-2023 til 06-11-2023 (lukket før fristen): 1 af 3" in page
    assert "Fristen er passeret" not in page
    assert CLOSED in words(maja.read(hearing))
    assert CLOSED in words(maja.read(f"{hearing}/notat"))
    public = f"/hoeringer/{hearing.rpartition('/')[2]}"
    assert CLOSED in words(maja.read(public))
    assert "Lukket mandag den 6. november 2023, før fristen" in words(maja.read("/hoeringer"))
    assert CLOSED in maja.client.get("/hoeringer.atom").text
    (entry,) = Calendar.from_ical(maja.client.get("/hoeringer.ics").text).walk("VEVENT")
    assert entry.decoded("dtstart").isoformat() == "2023-11-06"
    assert str(entry["summary"]).startswith("Høring lukket")
    assert int(entry["sequence"]) > 1


def test_who_has_not_answered_reads_it_and_can_answer_in_time_all_the_same(
    opened: Office, address: str, maja: Desk
) -> None:
    case, hearing = closed_early(opened, maja)
    last = re.findall(r"[\w.]+@[\w.]+", words(maja.read(hearing)))[-1]
    page = council(address, opened, last)
    assert "Høringen er lukket før fristen" in page
    assert CLOSED in page
    assert "I kan stadig svare inden jeres frist" in page
    waiting = re.escape(": Har ikke svaret endnu og kan svare til og med onsdag den 22. november")
    notat = words(maja.read(f"{hearing}/notat"))
    assert re.search(rf"Hvem svarede ikke [^.]+{waiting}", notat)
    registered(maja, hearing, 2, day="2023-11-06", time="09:30", stance="opposes")
    notat = words(maja.read(f"{hearing}/notat"))
    assert "efter fristen" not in notat
    assert "Støtter ikke forslaget" in notat
    sweep(opened.house)
    maja.read(case)


def test_a_hearing_is_taken_back_alone_from_the_desk_with_a_reason(
    opened: Office, address: str, maja: Desk
) -> None:
    case, hearing = begun(opened, maja)
    deliver_to_folder(opened.house)
    maja.read(case)
    maja.read(f"{hearing}/traek-tilbage")
    assert "Skriv en begrundelse" in words(maja.send(reason="  ", status=422))
    page = words(maja.send(reason="Forslaget er ændret"))
    assert maja.path == case
    assert "Venter på behandling i Voksen- og Plejeudvalget" in page
    assert "Høringen er trukket tilbage. Begrundelse: Forslaget er ændret." in page
    last = re.findall(r"[\w.]+@[\w.]+", words(maja.read(hearing)))[-1]
    deliver_to_folder(opened.house)
    told = [mail for mail in mails(opened.house) if last in str(mail["To"])][-1]
    assert "Begrundelse: Forslaget er ændret" in body(told)
    assert "Det kan ikke gøres nu" in words(maja.read(f"{hearing}/traek-tilbage", status=409))


def test_a_mistaken_registration_is_undone_and_stays_to_be_seen(opened: Office, maja: Desk) -> None:
    case, hearing = begun(opened, maja)
    page = maja.read(hearing)
    (undo,) = re.findall(r'href="([^"]+/fortryd/[^"]+)"', page)
    maja.read(undo)
    assert "Skriv en begrundelse" in words(maja.send(reason="", status=422))
    page = words(maja.send(reason="Brevet var fra et andet råd"))
    assert maja.path == hearing
    assert "Skrevet ind ved en fejl og fortrudt" in page
    assert "Begrundelse: Brevet var fra et andet råd" in page
    assert "Har svaret" not in page
    notat = words(maja.read(f"{hearing}/notat"))
    assert "Ingen har svaret." in notat
    assert "Svar, der var skrevet ind ved en fejl" in notat
    journal = words(maja.read(f"{case}/journal"))
    assert "Et høringssvar, der var skrevet ind ved en fejl, blev fortrudt" in journal
    assert "Det kan ikke gøres nu" in words(maja.read(undo, status=409))
    registered(maja, hearing, text="Det rigtige svar.")
    page = words(maja.read(f"{hearing}/notat"))
    assert "Det rigtige svar." in page
    assert "rettet svar" not in page
    identity = case.rpartition("/")[2]
    assert all(result.right for result in replay_cases(opened.house, identity))
    assert [result.faults for result in verify(opened.house, identity)] == [()]
    with opened.house.database.connect() as connection:
        rows = connection.exec_driver_sql("SELECT version FROM v_response ORDER BY version")
        assert [row[0] for row in rows] == [1, 2]


def test_after_a_mistake_was_undone_the_party_answers_in_one_click(
    opened: Office, address: str, maja: Desk
) -> None:
    new_case(maja)
    hearing = opened_hearing(maja)
    opened.go_to(2023, 11, 6, 9)
    party = re.findall(r'href="[^"]+/svar/([^"]+)"', maja.read(hearing))[0]
    registered(maja, hearing)
    (undo,) = re.findall(r'href="([^"]+/fortryd/[^"]+)"', maja.read(hearing))
    maja.read(undo)
    maja.send(reason="Brevet var fra et andet råd")
    deliver_to_folder(opened.house)
    links = re.findall(rf"/svar/{party}/\S+", "".join(body(mail) for mail in mails(opened.house)))
    with httpx.Client(base_url=address, follow_redirects=True) as client:
        shown = client.get(links[0]).text
        form = dict(re.findall(r'name="(csrf|key|base_version)" value="([^"]*)"', shown))
        sent = client.post(f"/svar/{party}", data={**form, "act": "no_remarks"})
    assert "/kvittering/" in str(sent.url)


def test_an_answer_that_came_by_the_partys_link_is_not_undone_by_an_officer(
    opened: Office, maja: Desk
) -> None:
    _, hearing = begun(opened, maja)
    unknown = f"{hearing}/fortryd/{hearing.rpartition('/')[2]}"
    assert maja.read(unknown, status=404)


def test_an_answer_of_two_is_registered_once_and_stands_so_in_the_notat(
    opened: Office, maja: Desk
) -> None:
    case = new_case(maja)
    hearing = opened_hearing(maja)
    opened.go_to(2023, 11, 6, 9)
    maja.read(hearing)
    names = re.findall(r'<h3 id="part-\d+">([^<]+?) <span', maja.page)
    forms = re.findall(r'href="([^"]+/svar/[^"]+)"', maja.page)
    second = forms[1].rpartition("/")[2]
    registered(maja, hearing, jointly_with=[second])
    notat = words(maja.read(f"{hearing}/notat"))
    assert f"{names[0]} og {names[1]}, 05-11-2023 kl. 14.30 – fælles svar" in notat
    assert words(maja.read(hearing)).count("Har svaret") == 2
    maja.read(forms[1])
    registered(maja, hearing, 1, text="Vi svarer også selv.")
    maja.read(forms[0])
    again = maja.send(
        stance="supports",
        channel="phone",
        day="2023-11-06",
        time="09:00",
        jointly_with=[second],
        status=422,
    )
    assert f"{names[1]} har allerede svaret" in words(again)
    assert case


def test_who_writes_an_answer_in_is_shown_the_one_that_came_meanwhile(
    opened: Office, maja: Desk, bo: Desk
) -> None:
    _, hearing = begun(opened, maja)
    form = re.findall(r'href="([^"]+/svar/[^"]+)"', maja.read(hearing))[1]
    given = {"stance": "supports", "channel": "letter", "day": "2023-11-06"}
    maja.read(form)
    bo.read(form)
    bo.send(**given, time="9.33", text="Bos udgave af brevet")
    refused = words(maja.send(**given, time="kl. 9", text="Majas udgave", status=409))
    assert "Der er kommet et svar fra Ældrerådet imens" in refused
    assert "Modtaget mandag den 6. november 2023 kl. 09.33: Støtter forslaget" in refused
    assert "Bos udgave af brevet" in refused
    assert "Majas udgave" in refused
    maja.send()
    assert "Majas udgave" in words(maja.read(hearing))


def test_who_has_answered_is_not_offered_as_having_joined_another(
    opened: Office, maja: Desk
) -> None:
    _, hearing = begun(opened, maja)
    forms = re.findall(r'href="([^"]+/svar/[^"]+)"', maja.read(hearing))
    third = forms[2].rpartition("/")[2]
    offered = re.findall(r'name="jointly_with" value="([^"]+)"', maja.read(forms[1]))
    assert offered == [third]
    registered(maja, hearing, 1, jointly_with=[third])
    assert third in maja.read(forms[1]), "its own joint answer may be corrected"
    assert "jointly_with" not in maja.read(forms[0])


def test_a_joint_answer_that_counts_for_one_of_them_is_told_so_beside_the_new_one(
    opened: Office, maja: Desk
) -> None:
    _, hearing = begun(opened, maja)
    forms = re.findall(r'href="([^"]+/svar/[^"]+)"', maja.read(hearing))
    third = forms[2].rpartition("/")[2]
    registered(maja, hearing, 1, text="Vi to mener", jointly_with=[third])
    registered(maja, hearing, 1, text="Kun vi mener", time="16:00")
    second, other = maja.read(hearing).split('<h3 id="part-')[2:4]
    assert "Tidligere svar" not in second
    assert "Gælder nu kun for De frivillige" in words(second)
    assert "Støtter forslaget, modtaget 05-11-2023 kl. 14.30" in words(other)
    assert "Ældrerådet har siden svaret selv" in words(other)


def test_the_files_of_a_letter_are_kept_with_it_and_a_bad_one_loses_nothing(
    opened: Office, maja: Desk
) -> None:
    _, hearing = begun(opened, maja)
    maja.read(hearing)
    form = re.findall(r'href="([^"]+/svar/[^"]+)"', maja.page)[1]
    maja.read(form)
    given = {"stance": "supports", "channel": "letter", "day": "2023-11-05", "time": "14:30"}
    scan, bad = ("scan.txt", b"Vi er enige."), ("virus.exe", b"MZ")
    refused = maja.client.post(
        form, data=maja.form() | given, files=[("file", scan), ("file", bad)]
    )
    assert refused.status_code == 422
    assert "virus.exe" in refused.text
    seal = re.findall(r'name="kept" value="([^"]+)"', refused.text)
    assert len(seal) == 1
    sent = maja.client.post(form, data=maja.form() | given | {"kept": seal, "jointly_with": []})
    assert sent.status_code == 303
    shown = maja.read(hearing)
    assert "scan.txt" in shown
    assert "virus.exe" not in shown


def test_an_answer_is_not_registered_as_of_a_day_before_the_hearing_was_sent(
    opened: Office, maja: Desk
) -> None:
    _, hearing = begun(opened, maja)
    maja.read(hearing)
    forms = re.findall(r'href="([^"]+/svar/[^"]+)"', maja.page)
    maja.read(forms[1])
    given = {"stance": "supports", "channel": "letter", "time": "14:30"}
    refused = maja.send(day="2023-10-31", status=422, **given)
    assert "kan ikke være modtaget, før høringen blev sendt" in words(refused)
    maja.send(day="2023-11-01", **given)
    assert words(maja.read(hearing)).count("Har svaret") == 2


def test_a_withdrawn_hearing_has_no_report_to_go_to(opened: Office, maja: Desk) -> None:
    _, hearing = begun(opened, maja)
    assert f"{hearing}/notat" in maja.read(hearing)
    maja.read(f"{hearing}/traek-tilbage")
    maja.send(reason="Sagen bortfalder")
    assert f"{hearing}/notat" not in maja.read(hearing)


def test_a_party_with_longer_is_named_and_the_hearing_keeps_its_own_deadline(
    opened: Office, maja: Desk
) -> None:
    case, hearing = begun(opened, maja)
    page = maja.read(f"{hearing}/frist")
    party, name = re.findall(r'<option value="([^"]+)">Kun ([^<]+?) \(', page)[-1]
    maja.insist(due_on="2023-12-06", party=party, reason="Rådet mødes først den 5.")
    own = "til og med onsdag den 22. november 2023 kl. 23.59"
    both = f"{own}; for {name} til og med onsdag den 6. december 2023 kl. 23.59"
    said = words(maja.read(case))
    assert f"Høringen er åben {both}" in said
    assert said.count("Til og med 06-12-2023") == 1
    shorter = f"til og med 22-11-2023; for {name} til og med 06-12-2023"
    assert f"åben fra 01-11-2023 {shorter}: " in said
    assert "Svarfrist 22-11-2023, for nogle 06-12-2023" in words(maja.read("/sager"))
    assert f"Fristen er nu {both}" in words(maja.read(f"{hearing}/frist"))
    assert f"Svarfrist {both}" in words(maja.read(hearing))
    assert f"svarfrist {both}" in words(maja.read(f"{hearing}/notat"))
    assert f"kan svare {both}" in words(maja.read(f"/hoeringer/{hearing.rpartition('/')[2]}"))
    listed = f"{own}; nogle har længere, de sidste til og med onsdag den 6. december 2023"
    assert f"Svarfrist {listed}" in words(maja.read("/hoeringer"))
    assert f"svarfrist {listed}" in maja.client.get("/hoeringer.atom").text
    assert "DTSTART;VALUE=DATE:20231122" in maja.client.get("/hoeringer.ics").text


def test_extended_one_by_one_the_hearing_has_the_first_of_their_days_everywhere(
    opened: Office, maja: Desk
) -> None:
    case, hearing = begun(opened, maja)
    parties = re.findall(r'<option value="([^"]+)">Kun', maja.read(f"{hearing}/frist"))
    for number, party in enumerate(parties):
        maja.read(f"{hearing}/frist")
        day = "2023-12-06" if number else "2023-12-07"
        maja.insist(due_on=day, party=party, reason="Rådet mødes først den 5.")
    own = "til og med onsdag den 6. december 2023 kl. 23.59"
    last = "til og med torsdag den 7. december 2023 kl. 23.59"
    for path in (case, hearing, f"{hearing}/notat", f"/hoeringer/{hearing.rpartition('/')[2]}"):
        page = words(maja.read(path))
        assert f"{own}; for " in page
        assert last in page
        assert f"til og med {GONE}" not in page
    assert f"Svarfrist {own}; nogle har længere, de sidste {last}" in words(maja.read("/hoeringer"))
    assert "Svarfrist 06-12-2023, for nogle 07-12-2023" in words(maja.read("/sager"))
    assert "DTSTART;VALUE=DATE:20231206" in maja.client.get("/hoeringer.ics").text
    assert f"til og med {GONE}" not in maja.client.get("/hoeringer.atom").text


def test_sent_back_the_old_page_takes_no_more_says_why_and_names_the_round_that_is_open(
    opened: Office, address: str, maja: Desk
) -> None:
    case, hearing = closed_early(opened, maja)
    mailbox = re.findall(r"[\w.]+@[\w.]+", words(maja.read(hearing)))[-1]
    link = link_of(opened, mailbox)
    maja.read(case)
    maja.do("put_on_agenda", meets_on="2023-11-22")
    opened.go_to(2023, 11, 22, 18)
    maja.read(f"{case}/handling/decide")
    maja.send(word="hjemvist", text="Beløbet skal ses efter.")
    (meeting,) = re.findall(r'href="(/moeder/[^"?]+)\?', maja.read(case))
    maja.read(meeting)
    maja.send("/luk")
    with httpx.Client(base_url=address, follow_redirects=True, timeout=30) as client:
        page = words(client.get(link).text)
        assert "Sagen er sendt tilbage og bliver arbejdet om" in page
        assert "inviteret på ny med et nyt link" in page
        assert "Send svaret" not in page
        maja.read(f"{case}/hoering")
        bodies = re.findall(r'name="bodies" value="([^"]+)"', maja.page)[:2]
        planned = {"text": "Hvad nu?", "changes": "Beløbet.", "due_on": "2024-02-01"}
        maja.insist(rule="almindelig", bodies=bodies, **planned)
        maja.do("submit")
        maja.do("open_hearing")
        assert "2. runde er åben nu" in words(client.get(link).text)


def test_a_new_deadline_that_cannot_be_is_to_be_put_right_and_names_whose_it_is(
    opened: Office, maja: Desk
) -> None:
    _, hearing = begun(opened, maja)
    page = maja.read(f"{hearing}/frist")
    party, name = re.findall(r'<option value="([^"]+)">Kun ([^<]+?) \(', page)[-1]
    said = words(maja.send(due_on="2023-10-30", reason="Ferie", status=422))
    assert "Noget skal rettes" in said
    assert "Der mangler noget" not in said
    said = words(maja.send(due_on="2023-11-15", party=party, reason="Ferie", status=422))
    assert f"senere end den gamle, onsdag den 22. november 2023 ({name})" in said


def test_a_second_round_asks_what_changed_and_tells_it(
    opened: Office, address: str, maja: Desk
) -> None:
    case, hearing = closed_early(opened, maja)
    maja.read(case)
    maja.do("put_on_agenda", meets_on="2023-12-20")
    opened.go_to(2023, 12, 20, 18)
    maja.read(f"{case}/handling/decide")
    maja.send(word="hjemvist", text="Beløbet skal ses efter.")
    (meeting,) = re.findall(r'href="(/moeder/[^"?]+)\?', maja.read(case))
    assert "Sendt tilbage af" not in words(maja.page)
    maja.read(meeting)
    maja.send("/luk")
    why = "Sendt tilbage af Voksen- og Plejeudvalget onsdag den 20. december 2023: Beløbet skal"
    assert why in words(maja.read(case))
    maja.do("hold", reason="Afventer budgettet")
    assert why in words(maja.page)
    maja.do("resume")
    assert why in words(maja.page)
    assert why in words(maja.read(f"{case}/hoering"))
    assert "Det spurgte vi om i den forrige runde" in words(maja.page)
    begun_from = maja.form()
    asked = "SELECT text FROM hearings"
    assert begun_from["text"] == rows(opened, asked)[0][0]
    heard = rows(opened, "SELECT body FROM parties ORDER BY position")
    assert set(begun_from["bodies"]) == {body for (body,) in heard if body}
    assert begun_from["ad_hoc"]
    bodies = re.findall(r'name="bodies" value="([^"]+)"', maja.page)[:2]
    refused = maja.send(
        rule="almindelig",
        text="Hvad mener I nu?",
        due_on="2024-02-01",
        bodies=bodies,
        changes=" ",
        status=422,
    )
    assert "Skriv, hvad der er ændret siden den forrige runde" in words(refused)
    assert "Hvad mener I nu?" in refused
    left = words(maja.send(bodies=bodies[:1], changes="Beløbet er sat op.", status=422))
    assert left.count("blev hørt i den forrige runde og er ikke med i denne") == 2
    maja.plan(
        case,
        rule="almindelig",
        text="Hvad mener I nu?",
        due_on="2024-02-01",
        bodies=bodies,
        changes="Beløbet er sat op.",
    )
    maja.do("submit")
    assert "Sendt tilbage af" not in words(maja.page)
    maja.do("open_hearing")
    page = maja.read(case)
    second = re.findall(r'href="(/sager/[^"]+/hoeringer/[0-9a-f-]+)"', page)[0]
    assert "Ændret siden den forrige runde Beløbet er sat op." in words(maja.read(second))
    assert "(2. runde) blev sendt" in words(maja.read(f"{second}/notat"))
    last = re.findall(r"[\w.]+@[\w.]+", words(maja.read(second)))[-1]
    answering = council(address, opened, last)
    assert "2. runde" in answering
    assert "Ændret siden den forrige runde Beløbet er sat op." in answering
    assert "Det spurgte vi om i den forrige runde" in answering
    assert second != hearing
    link = link_of(opened, last)
    maja.read(f"{second}/traek-tilbage")
    maja.send(reason="Forslaget er ændret")
    with httpx.Client(base_url=address, follow_redirects=True, timeout=30) as client:
        ended = words(client.get(link).text)
    assert re.search(r"Høring i sag \S+, 2\. runde .*Høringen er trukket tilbage", ended)


def test_a_later_deadline_warns_before_it_is_kept_and_loses_nothing_that_was_typed(
    opened: Office, maja: Desk
) -> None:
    _, hearing = begun(opened, maja)
    before = "SELECT due_on FROM parties ORDER BY position"
    told = rows(opened, before)
    maja.read(f"{hearing}/frist")
    page = words(maja.send(status=422, due_on="2023-12-03", reason="Rådet mødes først den 5."))
    assert "Fristen er ikke forlænget endnu" in page
    assert "Fristen, søndag den 3. december 2023, er ikke en hverdag" in page
    assert "har intet møde inden fristen, søndag den 3. december 2023" in page
    assert rows(opened, before) == told
    page = words(maja.send(take="due_on=2023-12-04"))
    assert "er ikke en hverdag" not in page
    assert rows(opened, before) == told
    assert maja.form()["due_on"] == "2023-12-04"
    assert maja.form()["reason"] == "Rådet mødes først den 5."
    maja.send()
    assert maja.path == hearing
    assert {str(row[0]) for row in rows(opened, before)} == {"2023-12-04"}


def test_a_later_deadline_that_is_in_july_is_warned_of_and_is_kept_when_sent_again(
    opened: Office, maja: Desk
) -> None:
    _, hearing = begun(opened, maja)
    maja.read(f"{hearing}/frist")
    page = words(maja.send(status=422, due_on="2024-07-04", reason="Ferien."))
    assert "4 dage i juli" in page
    maja.send()
    assert maja.path == hearing
    assert {str(due) for (due,) in rows(opened, "SELECT due_on FROM parties")} == {"2024-07-04"}


def test_what_is_saved_twice_is_registered_once_and_other_words_are_another_answer(
    opened: Office, maja: Desk
) -> None:
    _, hearing = begun(opened, maja)
    page = maja.read(hearing)
    path = re.findall(r'href="([^"]+/svar/[0-9a-f-]+)"', page)[0]
    maja.read(path)
    sent = {**maja.form(), "stance": "supports", "text": "Vi støtter."}
    for _ in range(3):
        answer = maja.client.post(path, data=sent, follow_redirects=True)
        assert (answer.status_code, answer.url.path) == (200, hearing)
    said = "SELECT count(*) FROM responses WHERE text = 'Vi støtter.'"
    assert rows(opened, said) == [(1,)]
    maja.read(path)
    changed = {**sent, "text": "Vi er imod.", "base_version": maja.form()["base_version"]}
    assert maja.client.post(path, data=changed, follow_redirects=True).url.path == hearing
    assert rows(opened, "SELECT count(*) FROM responses WHERE text = 'Vi er imod.'") == [(1,)]
    assert rows(opened, said) == [(1,)]


def test_a_file_of_nine_megabytes_is_taken_where_twenty_are_promised(
    opened: Office, maja: Desk
) -> None:
    _, hearing = begun(opened, maja)
    path = re.findall(r'href="([^"]+/svar/[0-9a-f-]+)"', maja.read(hearing))[0]
    maja.read(path)
    sent = {**maja.form(), "stance": "supports", "text": "Se filen."}
    big = {"file": ("svar.txt", b"Vi er med paa den. " * 500_000)}
    answer = maja.client.post(path, data=sent, files=big, follow_redirects=True)
    assert (answer.status_code, answer.url.path) == (200, hearing)
    assert rows(opened, "SELECT size FROM v_file") == [(9_500_000,)]
