"""The statistics: counted from what happened, of what one may see, alike on page and in tables."""

import re

from tests.desk import ON_SQLITE, Desk, desk_of, words
from tests.office import Office
from tests.web.test_cases import new_case, opened_hearing
from workflows.services.sweeping import sweep

YEAR = "fra=2023-01-01&til=2023-12-31"


def heard_case(opened: Office, desk: Desk) -> None:
    """A case that was drafted in 3 days and heard for 22; one of three answered, in time."""
    new_case(desk, number="23/8")
    case = desk.path
    opened.go_to(2023, 11, 4, 8)
    desk.read(case)
    hearing = opened_hearing(desk)
    form = re.findall(r'href="([^"]+/svar/[^"]+)"', desk.read(hearing))[0]
    desk.read(form)
    desk.send(stance="supports", channel="phone", day="2023-11-04", time="09.00")
    opened.go_to(2023, 11, 26, 8)
    sweep(opened.house)


def row(page: str, name: str, table: str) -> str:
    """What a table of the page says of one place or body."""
    section = page.split(f'id="{table}"')[1].split("</section>")[0]
    found = re.search(rf'<th scope="row">{name}</th>.*?</tr>', section, re.DOTALL)
    assert found is not None, words(section)
    return words(found[0])


def test_stays_answers_and_waiting_are_counted(opened: Office, maja: Desk) -> None:
    heard_case(opened, maja)
    page = maja.read(f"/statistik?{YEAR}")
    assert "1 i 1 sag for få til at sige" in row(page, "Udarbejdelse", "tider")
    assert row(page, "Handicaprådet", "svar") == "Handicaprådet 1 1 (100 %) 0 0"
    assert row(page, "Ældrerådet", "svar") == "Ældrerådet 1 0 (0 %) 0 1"
    assert "33 % af 3 hørte svarede til tiden" in words(page)
    waiting = row(page, "Voksen- og Plejeudvalget", "venter")
    assert waiting == "Voksen- og Plejeudvalget 1 26-11-2023 (i dag)"


def test_a_median_is_told_when_there_are_enough(opened: Office, maja: Desk) -> None:
    for number, days in enumerate((2, 4, 9)):
        opened.go_to(2023, 11, 1, 8)
        new_case(maja, f"Sag {number}", route="VPU")
        case = maja.path
        opened.go_to(2023, 11, 1 + days, 8)
        maja.read(case)
        maja.do("submit")
    told = row(maja.read(f"/statistik?{YEAR}"), "Udarbejdelse", "tider")
    assert told == "Udarbejdelse 3 i 3 sager 4 dage 9 dage"
    table = maja.client.get(f"/statistik/tider.csv?{YEAR}")
    assert table.headers["content-type"].startswith("text/csv")
    lines = table.content.decode("utf-8-sig").splitlines()
    assert "Udarbejdelse;3;3;4,0;9,0" in lines
    for asked in ("fra=2022-01-01&til=2022-12-31", f"{YEAR}&type=lokalplan"):
        assert "Ingen sager er kommet videre" in words(maja.read(f"/statistik?{asked}"))


def test_what_a_body_decided(opened: Office, maja: Desk) -> None:
    new_case(maja, route="VPU, KB")
    case = maja.path
    maja.do("submit")
    maja.do("put_on_agenda", meets_on="2023-11-22")
    opened.go_to(2023, 11, 22, 18)
    maja.read(f"{case}/handling/decide")
    maja.send(word="udsat", text="Udsat.")
    page = maja.read(f"/statistik?{YEAR}")
    told = "Voksen- og Plejeudvalget 1 1 0 0"
    assert row(page, "Voksen- og Plejeudvalget", "beslutninger") == told
    assert "Der er ingen beslutninger" in words(maja.read(f"/statistik?{YEAR}&udvalg=KB"))


def test_a_closed_case_is_counted_for_those_who_see_it(
    opened: Office, maja: Desk, address: str
) -> None:
    with desk_of(opened, address, "vera") as vera:
        new_case(vera, "Lukket navn", openness="closed")
        assert "Udarbejdelse 1" in row(vera.read("/statistik"), "Udarbejdelse", "venter")
    assert "Ingen åbne sager venter." in words(maja.read("/statistik"))
    assert "Udarbejdelse" not in maja.client.get("/statistik/venter.csv").text


@ON_SQLITE
def test_days_that_are_none_are_told_of_and_this_year_is_shown(opened: Office, maja: Desk) -> None:
    for asked in ("fra=i+dag&til=2023-12-31", "fra=2023-12-31&til=2023-01-01", "fra=2023-01-01"):
        said = words(maja.read(f"/statistik?{asked}"))
        assert "Datoerne kunne ikke bruges" in said
        assert "Fra søndag den 1. januar 2023 til og med søndag den 31. december 2023" in said
    assert maja.client.get("/statistik/andet.csv").status_code == 404
