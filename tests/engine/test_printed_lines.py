"""Some eighty lines as agendas print them: which steps they say, and what is left out of them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.registers import registers, routes
from workflows.engine.definition import Body
from workflows.engine.errors import WrongInput
from workflows.engine.route import Route, UnknownBody, read_route, route_through
from workflows.engine.sagsgang import LONGEST_LINE, read_line
from workflows.engine.vocabulary import BodyKind

BODIES = (
    Body("KB", "Kommunalbestyrelsen", BodyKind.COUNCIL, ("Byrådet", "BR")),
    Body("ØK", "Økonomiudvalget", BodyKind.COMMITTEE, ("ØU",)),
    Body("BUU", "Børne- og Ungdomsudvalget", BodyKind.COMMITTEE),
    Body("VPU", "Voksen- og Plejeudvalget", BodyKind.COMMITTEE),
    Body("MTU", "Miljø- og Teknikudvalget", BodyKind.COMMITTEE),
    Body("ÆSU", "Udvalget for Ældre og Sundhed", BodyKind.COMMITTEE),
    Body("UKV", "Udvalget for Klima", BodyKind.COMMITTEE),
    Body("OMU", "Områdeudvalg Socialområdet", BodyKind.MED),
    Body("HR", "Handicaprådet", BodyKind.ADVISORY),
    Body("ÆR", "Ældrerådet", BodyKind.ADVISORY, ("Ældreråd",)),
)

LINES = [
    # the line, the steps it says, what is left out
    ("Høring, VPU, ØK, KB", "høring VPU ØK KB", ""),
    ("BUU, høring, BUU, ØK, KB", "BUU høring BUU ØK KB", ""),
    ("Sagsgang\nOMU", "OMU", ""),
    ("ØK/BR", "ØK KB", ""),
    ("ØU - KB -", "ØK KB", ""),
    ("Udvalget for Ældre og Sundhed, Økonomiudvalget, Kommunalbestyrelsen", "ÆSU ØK KB", ""),
    # headings
    ("Sagsgang: VPU, KB", "VPU KB", ""),
    ("SAGSGANG – VPU, KB", "VPU KB", ""),
    ("Sagsforløb: VPU, KB", "VPU KB", ""),
    ("Forventet sagsgang: VPU, KB", "VPU KB", ""),
    ("Forventet sagsforløb:\nVPU, KB", "VPU KB", ""),
    ("Videre sagsgang: ØK, KB", "ØK KB", ""),
    ("Sagens gang\nVPU\nKB", "VPU KB", ""),
    ("Sagens videre forløb: ØK, KB", "ØK KB", ""),
    ("Sagsgang og sagstype\r\nVPU, KB", "VPU KB", ""),
    ("Beslutningsproces: ØK, KB", "ØK KB", ""),
    # what stands between names
    ("VPU samt ØK samt KB", "VPU ØK KB", ""),
    ("VPU + ØK + KB", "VPU ØK KB", ""),
    ("VPU+ØK+KB", "VPU ØK KB", ""),
    ("VPU & ØK & KB", "VPU ØK KB", ""),
    ("VPU, ØK og derefter KB.", "VPU ØK KB", ""),
    ("VPU => ØK -> KB", "VPU ØK KB", ""),
    ("VPU → ØK → KB →", "VPU ØK KB", ""),
    ("VPU | ØK | KB", "VPU ØK KB", ""),
    ("- VPU\n- ØK\n- KB\n", "VPU ØK KB", ""),
    ("• VPU\n• ØK\n• KB", "VPU ØK KB", ""),
    ("1. VPU\n2. Høring\n3. VPU", "VPU høring VPU", ""),
    ("1) VPU 2) ØK 3) KB", "VPU ØK KB", ""),
    ("VPU\u00a0-\u00a0ØK\u00a0–\u00a0KB\u00a0–", "VPU ØK KB", ""),
    ("VPU, ØK, KB ...", "VPU ØK KB", ""),
    # names in other forms
    ("Økonomiudvalg, Kommunalbestyrelse", "ØK KB", ""),
    ("Børne- og Ungdomsudvalg – Byråd", "BUU KB", ""),
    ("Børne og Ungdomsudvalget, KB", "BUU KB", ""),
    ("Børne- & Ungdomsudvalget, KB", "BUU KB", ""),
    ("Miljø + Teknikudvalget, KB", "MTU KB", ""),
    ("Miljø- og Teknik-udvalget", "MTU", ""),
    ("Miljø- og Teknik Udvalget", "MTU", ""),
    ("Udvalget for Miljø og Teknik, ØK", "MTU ØK", ""),
    ("Udvalget Miljø og Teknik, ØK", "MTU ØK", ""),
    ("Udvalg for Voksen og Pleje", "VPU", ""),
    ("Ældre- og Sundhedsudvalget", "ÆSU", ""),
    ("Udvalget Ældre og Sundhed", "ÆSU", ""),
    ("Udvalg for ældre samt sundhed, KB", "ÆSU KB", ""),
    ("Ældre og Sundhed Udvalget", "ÆSU", ""),
    ("Klimaudvalget, KB", "UKV KB", ""),
    ("Handicapråd, Ældreråd, KB", "HR ÆR KB", ""),
    ("Områdeudvalget Socialområdet", "OMU", ""),
    ("Børne- og\nUngdomsudvalget,\nKommunalbestyrelsen", "BUU KB", ""),
    ("Børne- og Ungdoms-\nudvalget\nKB", "BUU KB", ""),
    (unicodedata.normalize("NFD", "Ældrerådet, Økonomiudvalg, KB"), "ÆR ØK KB", ""),
    ("Økonomiudvalget (ØK), Kommunalbestyrelsen (KB)", "ØK KB", ""),
    ("ØK (Økonomiudvalg), KB [Kommunalbestyrelse]", "ØK KB", ""),
    # hearings
    ("VPU, offentlig høring, VPU", "VPU høring VPU", ""),
    ("Offentlig høring → MTU → KB", "høring MTU KB", ""),
    ("MTU, Høringsperiode, MTU, KB", "MTU høring MTU KB", ""),
    ("MTU, udsendes i høring, MTU", "MTU høring MTU", ""),
    ("MTU sendes i offentlig høring, MTU", "MTU høring MTU", ""),
    ("MTU, ny høring og MTU", "MTU høring MTU", ""),
    ("Ekstern høring, MTU", "høring MTU", ""),
    ("MTU, offentlig fremlæggelse, MTU, KB", "MTU høring MTU KB", ""),
    # dates and remarks
    ("ØK (10-01-2024), KB (16-01-2024)", "ØK KB", "10-01-2024 | 16-01-2024"),
    ("ØK 10.01.2024 - KB 16.01.2024", "ØK KB", "10.01.2024 | 16.01.2024"),
    ("ØK 9/1, KB d. 16/1", "ØK KB", "9/1 | d. 16/1"),
    ("ØK den 10. januar 2024, KB 16. jan.", "ØK KB", "den 10. januar 2024 | 16. jan."),
    ("VPU: 20-12-2023\nØK: tirsdag d. 9. januar", "VPU ØK", "20-12-2023 | tirsdag d. 9. januar"),
    ("10-01-2024 ØK\n16-01-2024 KB", "ØK KB", "10-01-2024 | 16-01-2024"),
    ("ØK (2024-01-10 kl. 13.00), KB", "ØK KB", "2024-01-10 | kl. 13.00"),
    ("VPU (ØK-sag)", None, "(ØK-sag)"),
    ("MTU uge 3, KB januar 2024", "MTU KB", "uge 3 | januar 2024"),
    ("MTU, 8 ugers offentlig høring, MTU", "MTU høring MTU", "8 ugers"),
    ("Høring (4 uger), VPU", "høring VPU", "4 uger"),
    ("Høring i 14 dage, VPU", "høring VPU", "i 14 dage"),
    ("VPU (drøftelse), ØK (indstilling), KB (beslutning)", "VPU ØK KB",
     "drøftelse | indstilling | beslutning"),
    ("ØK, KB 1. behandling, ØK, KB 2. behandling", "ØK KB ØK KB", "1. behandling | 2. behandling"),
    ("KB 1. og 2. behandling", "KB KB", ""),
    ("ØK, KB (1. og 2. behandling)", "ØK KB KB", ""),
    ("KB – første og anden behandling, ØK", "KB KB ØK", ""),
    ("KB 1. behandling og 2. behandling", "KB KB", "1. behandling | 2. behandling"),
    ("KB (1. behandling 9/1, 2. behandling 16/1)", "KB KB",
     "1. behandling | 9/1 | 2. behandling | 16/1"),
    ("KB, 1. behandling\n2. behandling KB", "KB KB", "1. behandling | 2. behandling"),
    ("1. behandling\nØK\nKB\n2. behandling\nØK\nKB", "ØK KB ØK KB",
     "1. behandling | 2. behandling"),
    ("1. 9/1 ØK 2. 16/1 KB", "ØK KB", "9/1 | 16/1"),
    ("VPU til orientering", "VPU", "til orientering"),
    ("Økonomiudvalget (ØK, 10/1), KB", "ØK KB", "10/1"),
    # dates and periods in more forms
    ("ØK 10/1 2024, KB 16/1 2024", "ØK KB", "10/1 2024 | 16/1 2024"),
    ("ØK 10.1., KB 16.1. 2024", "ØK KB", "10.1 | 16.1. 2024"),
    ("ØK 10. jan 24, KB 16. jan. 24", "ØK KB", "10. jan 24 | 16. jan. 24"),
    ("ØK 10. jan 2. KB", "ØK KB", "10. jan"),
    ("ØK 10. jan 24. KB", "ØK KB", "10. jan"),
    ("Høring (uge 3-11), VPU uge 13 - 16/4, KB i ugerne 16 og 17", "høring VPU KB",
     "uge 3-11 | uge 13 | 16/4 | i ugerne 16 og 17"),
    ("VPU (januar), ØK i februar, KB: marts 2024", "VPU ØK KB", "januar | i februar | marts 2024"),
    ("8-ugers høring, VPU", "høring VPU", "8-ugers"),
    ("høring i otte uger, VPU", "høring VPU", "i otte uger"),
    ("høring fra 1/2 til 1/3 2024, VPU", "høring VPU", "fra 1/2 | til 1/3 2024"),
    ("høring: fra den 1. februar til og med den 1. marts, VPU", "høring VPU",
     "fra den 1. februar | til og med den 1. marts"),
    ("høring i perioden fra 1. til 28. februar, VPU", "høring VPU",
     "i perioden fra 1. til 28. februar"),
    ("1. - den 16. januar, VPU", "VPU", "den 16. januar"),
    ("høring fra den 1. til den 28. februar, VPU", "høring VPU",
     "fra den 1. til den 28. februar"),
    ("høring 1.-28. februar, VPU", "høring VPU", "1.-28. februar"),
    ("VPU (ekstraordinært møde), ØK (lukket), KB (lukket sag)", "VPU ØK KB",
     "ekstraordinært møde | lukket | lukket sag"),
    # headings, arrows and quotes
    ("Sagsgangen: VPU, KB", "VPU KB", ""),
    ("Politisk behandling:\nVPU\nKB", "VPU KB", ""),
    ("Behandling: VPU, KB", "VPU KB", ""),
    ("VPU ▶ høring ► VPU » ØK › KB", "VPU høring VPU ØK KB", ""),
    ("VPU\n↓\nØK ▶\ufe0f KB", "VPU ØK KB", ""),
    ('"VPU, ØK, KB"', "VPU ØK KB", ""),
    ("»Sagsgang: VPU, KB«", "VPU KB", ""),
    ("Sagsgang: “VPU » KB”.", "VPU KB", ""),
    ("„VPU, KB“", "VPU KB", ""),
    ('"VPU", KB', None, '"VPU"'),
    # what is not guessed at
    ("Høring (HR, ÆR), VPU", None, "(HR, ÆR)"),
    ("Høring: Handicaprådet, VPU", None, "Høring:"),
    ("Høring Ældrerådet, VPU, KB", None, "Høring Ældrerådet"),
    ("Høring - Ældrerådet", None, "Høring - Ældrerådet"),
    ("BUU, offentlig høring (4 uger) HR, BUU", None, "offentlig høring (4 uger) HR"),
    ("Høring, OMU", "høring OMU", ""),
    ("OMU - høring - OMU - KB", "OMU høring OMU KB", ""),
    ("VPU - høring - VPU - KB", "VPU høring VPU KB", ""),
    ("Høring VPU ØK KB", "høring VPU ØK KB", ""),
    ("ØK, 1. og 2. behandling", None, "1. og 2. behandling"),
    ("1. og 2. behandling KB", None, "1. og 2. behandling"),
    ("KB 1. og ØK", None, "1"),
    ("1. og 2. KB", None, "1. og 2"),
    ("VPU, Klima- og Energirådet (16/1), KB", None, "Klima- og Energirådet"),
    ("Økonomi- og Erhvervsudvalget (ØK), KB", None, "Økonomi- og Erhvervsudvalget"),
    ("VPU 31-13-2024", None, "31-13-2024"),
    ("VPU, partshøring, VPU", None, "partshøring"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "steps", "beside"), LINES)
def test_a_line_as_it_is_printed(line: str, steps: str | None, beside: str) -> None:
    """Where no steps are given, the line is refused, and `beside` is the one unknown word."""
    if steps is None:
        with pytest.raises(UnknownBody) as found:
            read_line(line, BODIES)
        assert [word.text for word in found.value.words] == [beside]
        return
    reading = read_line(line, BODIES)
    assert [body.code if body else "høring" for body in reading.words] == steps.split()
    assert " | ".join(part.text for part in reading.left_out) == beside


def test_what_is_left_out_is_said_with_its_place() -> None:
    [date] = read_line("ØK (10-01-2024), KB", BODIES).left_out
    assert str(date) == (
        "tegn 5: »10-01-2024« er udeladt; en sagsgang siger kun, hvem der behandler sagen, "
        "og i hvilken rækkefølge"
    )


def test_a_body_that_is_heard_is_told_from_one_that_decides() -> None:
    with pytest.raises(UnknownBody) as found:
        read_line("VPU, høring - Ældrerådet", BODIES)
    assert str(found.value) == (
        "tegn 6: »høring - Ældrerådet« kan læses på flere måder; skriv kun høring, hvis ÆR skal "
        "høres (hvem der høres, vælges på sagen), og »høring, ÆR«, hvis ÆR selv skal behandle "
        "sagen bagefter"
    )


WHO_IS_HEARD = "hvem der høres, vælges på sagen; skriv her kun ordet høring og et komma"


@pytest.mark.parametrize(
    ("line", "advice"),
    [
        ("Høring: Ældrerådet, VPU", WHO_IS_HEARD),
        ("Høring i Ældrerådet, VPU", WHO_IS_HEARD),
        ("Høring (HR, ÆR), VPU", WHO_IS_HEARD),
        ("BUU (høring), KB", "skriv høringen som et trin for sig: BUU, høring, BUU"),
        ("VPU, KB, VPU igen", "skriv navnet på det udvalg eller råd, som behandler sagen igen"),
        ("VPU, evt. ØK, KB", "skriv trinnet med, eller udelad det; en sagsgang kan ændres siden"),
        ("fra VPU, KB", "udelad ordet; skriv kun navne og høring med komma imellem"),
        ("VPU til KB", "udelad ordet; skriv kun navne og høring med komma imellem"),
        ("sendes til KB", "udelad ordet; skriv kun navne og høring med komma imellem"),
        ("VPU 2, KB", "udelad tallet; et navn skrives én gang, hver gang sagen er der: KB, KB"),
        ("VPU, 2 x KB", "udelad tallet; et navn skrives én gang, hver gang sagen er der: KB, KB"),
        ("Høring (haster), KB", "i parentes kan der stå en dato eller et andet navn for det samme"),
    ],
)
def test_what_is_probably_meant_is_told(line: str, advice: str) -> None:
    with pytest.raises(UnknownBody) as found:
        read_line(line, BODIES)
    assert [word.hint() for word in found.value.words] == [advice]


def test_a_name_in_quotes_is_a_name() -> None:
    bodies = (*BODIES, Body("HU", '"Huset"', BodyKind.EXTERNAL))
    assert [body and body.code for body in read_line('"Huset"', bodies).words] == ["HU"]


def test_an_unknown_bracket_says_what_one_may_hold() -> None:
    with pytest.raises(UnknownBody, match=r"^tegn 4: »\(haster\)« kendes ikke; i parentes kan der"):
        read_line("ØK (haster)", BODIES)


def test_a_loose_form_that_two_bodies_have_is_not_guessed_at() -> None:
    two = (
        Body("A", "Børne- og Ungeudvalget", BodyKind.COMMITTEE),
        Body("B", "Udvalget for Børne og Unge", BodyKind.COMMITTEE),
    )
    assert [body and body.code for body in read_line("Børne- og Ungeudvalget", two).words] == ["A"]
    with pytest.raises(UnknownBody):
        read_line("Børne og Unge Udvalg", two)


def test_a_body_is_read_before_a_date_or_a_number() -> None:
    bodies = (*BODIES, Body("16/1", "2. distrikt", BodyKind.ADVISORY))
    reading = read_line("KB 16/1, 2. distrikt", bodies)
    assert [body and body.code for body in reading.words] == ["KB", "16/1", "16/1"]


def test_a_route_whose_line_would_be_too_long_to_read_is_refused() -> None:
    long = Body("L" * 400, "Langt udvalg", BodyKind.COMMITTEE)
    assert route_through([long, long]).line == f"{long.code}, {long.code}"
    with pytest.raises(WrongInput, match=f"fylder 1204 tegn; den kan højst fylde {LONGEST_LINE}"):
        route_through([long, long, long])


@given(st.data())
def test_a_route_that_is_printed_reads_back(data: st.DataObject) -> None:
    register = data.draw(registers())
    route = data.draw(routes(register))
    for printed in (
        route.line,
        f"Forventet sagsgang:\n{route.line} -",
        route.line.replace(", ", "\u00a0→\n"),
        unicodedata.normalize("NFD", route.line),
    ):
        assert read_route(printed, register) == route


PIECES = "ØK|KB|høring|(|)|[|16/1|d.|10.|januar|udvalget|for|og|samt|&|+|:|,|\n|- "


@given(
    st.text(max_size=200) | st.lists(st.sampled_from(PIECES.split("|")), max_size=40).map(" ".join)
)
def test_any_text_is_a_route_or_a_refusal(text: str) -> None:
    try:
        route: Route | None = read_route(text, BODIES)
    except WrongInput:
        route = None
    assert route is None or read_route(route.line, BODIES) == route
