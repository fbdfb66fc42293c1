"""Agenda items in the forms of several municipalities, read into what they say."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import definitions
from workflows.engine.definition import DecisionWord
from workflows.engine.errors import WrongInput
from workflows.engine.items.dates import find_date
from workflows.engine.items.description import ItemDescription, ReadDecision
from workflows.engine.items.letters import decoded
from workflows.engine.items.lines import flat
from workflows.engine.items.reading import read_item
from workflows.engine.vocabulary import Openness

HOUSE = Path(__file__).resolve().parents[2]
ITEMS = Path(__file__).parent / "agenda_items"
CASES = HOUSE.parent / "shared" / "cases"
REAL = pytest.mark.skipif(not CASES.is_dir(), reason="the real cases are not beside the house")
DEFINED = definitions.read(HOUSE / "definitions" / "norddjurs")
WORDS: tuple[DecisionWord, ...] = tuple(
    {word.code: word for type_ in DEFINED.case_types.values() for word in type_.words}.values()
)
NAMES = sorted(path.name for path in ITEMS.glob("*.txt"))


def read(text: str) -> ItemDescription:
    return read_item(text, DEFINED.bodies, WORDS)


def item(name: str) -> ItemDescription:
    return read((ITEMS / name).read_text(encoding="utf-8"))


def heads(found: ItemDescription) -> list[tuple[str | None, date | None, str | None]]:
    return [(each.code, each.decided_on, each.word) for each in found.decisions]


@pytest.mark.parametrize(
    ("name", "number", "openness", "route", "points", "decided"),
    [
        ("cykelsti.txt", "05.01.02-P20-4-22", "open", ("MTU", "ØK", "KB"), 3,
         [("MTU", date(2023, 5, 3), "anbefales"), ("ØK", date(2023, 5, 9), "anbefales")]),
        ("svoemmehal.txt", "24/3310", "closed", (), 1,
         [("KFU", date(2024, 1, 17), "udsat"),
          ("KFU", date(2024, 2, 14), "godkendt_med_bemaerkning")]),
        ("klimaplan.txt", "EMN-2023-00417", "open", ("MTU", None, "MTU", "ØK", "KB"), 2, []),
        ("legeplads.txt", "23-001877", "open", (), 2,
         [("BUU", date(2023, 4, 12), "godkendt")]),
        ("taxa.txt", "2022-045612", "open", (), 1,
         [("ØK", date(2022, 12, 6), "taget_til_efterretning")]),
        ("friplejehjem.txt", "22/9021", "open", ("VPU", "ØK", "KB"), 2,
         [("VPU", date(2023, 2, 8), "tiltraadt"), ("ØK", date(2023, 2, 14), "tiltraadt"),
          ("KB", date(2023, 2, 21), "godkendt")]),
        ("tabte_bogstaver.txt", "23/5150", "open", (None, "VPU", "ØK", "KB"), 1,
         [("VPU", date(2023, 5, 10), "droeftet")]),
        ("forkert_tegnsaet.txt", "23/6677", "open", (), 1,
         [("BUU", date(2023, 5, 4), "hjemvist")]),
        ("budgetopfoelgning.txt", "24/1000", "open", ("ØK", "KB"), 1,
         [("ØK", date(2024, 4, 16), "anbefales"), ("KB", date(2024, 4, 23), "godkendt")]),
        ("kvalitetsstandarder.txt", "27.36.00-P23-2-23", "closed", (), 2,
         [("ØK", date(2023, 11, 14), "godkendt")]),
        ("lokalplan.txt", "01.02.05-P16-3-23", "open", (), 2,
         [("MTU", date(2024, 6, 17), "anbefales"), ("KB", date(2024, 6, 26), "godkendt")]),
        ("sfo_takster.txt", "24/8812", "open", ("BUU", "ØK", "KB"), 2,
         [("BUU", date(2024, 9, 3), "anbefales"), ("ØK", date(2024, 9, 10), "udsat")]),
        ("dagtilbud.txt", "28.06.04-P20-1-24", "open", (), 2,
         [("BUU", date(2025, 2, 12), "godkendt")]),
        ("frivillighed.txt", "00.01.00-P22-7-24", "open", (), 2,
         [("VPU", date(2024, 11, 5), "tiltraadt")]),
        ("havnefront.txt", "2024-012345", "open", (), 1,
         [("ØK", date(2024, 6, 18), "anbefales"), ("MTU", date(2024, 6, 4), "anbefales")]),
        ("skolestruktur.txt", "24/3456", "open", (), 2,
         [("KB", date(2024, 6, 25), "godkendt")]),
        ("personalepolitik.txt", "24/777", "open", (), 1,
         [("HMU", date(2024, 10, 2), "droeftet")]),
    ],
)  # fmt: skip
def test_an_item_is_read(
    name: str,
    number: str,
    openness: str,
    route: tuple[str | None, ...],
    points: int,
    decided: list[tuple[str, date, str]],
) -> None:
    found = item(name)
    assert (found.number, found.openness, found.route) == (number, Openness(openness), route)
    assert (len(found.points), heads(found)) == (points, decided)


def test_the_recommendation_has_its_proposer_and_bare_points() -> None:
    found = item("cykelsti.txt")
    assert found.title == "Ny cykelsti langs Havnevej"
    assert (found.officer, found.proposer) == ("Sofie Tranberg", "Forvaltningen")
    assert found.points == (
        "at cykelstien anlægges",
        "at der frigives 2,4 mio. kr. til anlægget",
        "at borgerne inddrages.",
    )


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("lokalplan.txt", "Godkendelse af lokalplan 112 - Boliger ved Åvej"),
        ("sfo_takster.txt", "Takster for SFO 2025"),
        ("dagtilbud.txt", "Færre dagtilbud i nord"),
        ("frivillighed.txt", "Politik for frivillige"),
        ("havnefront.txt", "Helhedsplan for havnefronten"),
        ("skolestruktur.txt", "Ny skolestruktur, 2. behandling"),
    ],
)
def test_a_title_is_without_number_and_openness(name: str, title: str) -> None:
    assert item(name).title == title


def test_points_without_any_stop_are_points_where_the_lines_are_short() -> None:
    head = "Titel\n24/1 Åben sag\nBaggrund\nTekst.\nIndstilling\n"
    lead = "Forvaltningen indstiller, at Økonomiudvalget anbefaler over for Kommunalbestyrelsen,\n"
    found = read(f"{head}{lead}at planen vedtages endeligt\nat tillægget vedtages\n")
    assert found.points == ("at planen vedtages endeligt", "at tillægget vedtages")


def test_a_meeting_of_a_body_that_is_not_ours_is_no_title() -> None:
    text = (ITEMS / "frivillighed.txt").read_text()
    found = read(text.replace("Voksen- og Plejeudvalget", "Social- og Sundhedsudvalget"))
    assert found.title == "Politik for frivillige"
    assert found.decisions[0].body == "Social- og Sundhedsudvalget"
    assert found.decisions[0].code is None


def test_what_follows_a_list_is_a_paragraph_of_its_own() -> None:
    text = "Titel\n24/1 Åben sag\nBaggrund\nDer er to dele:\n1. Først\n2. Siden\n\nFor hver er der"
    found = read(f"{text} et mål.\nIndstilling\nat x\n")
    assert found.text == "Baggrund\nDer er to dele:\n1. Først\n2. Siden\n\nFor hver er der et mål."


def test_a_capital_beside_a_lost_letter_is_the_first_of_a_word() -> None:
    text = "Faelles strategi\n24/1 Aben Sag\nBaggrund\nP& mgdet skal omradet udfolde den.\n"
    assert "På " in read(f"{text}Indstilling\nat x\n").text


def test_who_stood_in_is_told_and_is_not_absent() -> None:
    found = item("sfo_takster.txt")
    assert [one.name for one in found.decisions[0].absentees] == ["Mette Gran"]
    assert [point.text for point in found.decisions[0].points] == [
        "Anbefales.",
        "Anbefales, idet det først sker 1. februar.",
    ]
    assert "»Kim Ros (V)« deltog i stedet" in " ".join(doubt.what for doubt in found.doubts)


def test_a_title_keeps_its_day_and_loses_its_markup() -> None:
    assert item("budgetopfoelgning.txt").title == "Budgetopfølgning pr. 31. marts 2024"
    assert item("kvalitetsstandarder.txt").title == "Kvalitetsstandarder 2024"
    assert item("budgetopfoelgning.txt").proposer == "Kommunaldirektøren"


def test_paragraphs_stay_apart_where_lines_were_never_broken() -> None:
    long = "Det er en lang linje uden brud, og den fylder mere end en side er bred. " * 3
    text = f"Titel\n\n24/1 Åben Sag\n\nBaggrund\n\n{long}\n\nSå kort.\n\nIndstilling\n\nat x"
    assert read(text).text == f"Baggrund\n{long.strip()}\n\nSå kort."


def test_what_is_said_of_several_points_is_said_of_each() -> None:
    decided = item("cykelsti.txt").decisions[0]
    said = "Anbefales, idet udvalget ønsker trafiktællingen forelagt."
    assert [(point.number, point.text) for point in decided.points] == [
        (1, "Anbefales."),
        (2, said),
        (3, said),
    ]
    assert decided.item == "7"


def test_remarks_and_dissents_stand_beside_the_decision() -> None:
    decided = item("svoemmehal.txt").decisions[1]
    assert decided.text == "Godkendt med den bemærkning, at morgensvømning bevares."
    assert [(one.members, one.dissent) for one in decided.remarks] == [
        ("Preben Sønderby (A) og Rikke Lund (F)", False),
        ("", False),
    ], "who votes against has not said that it is a statement of the minority"
    stated = item("legeplads.txt").decisions[0].remarks[0]
    assert (stated.members, stated.text, stated.dissent) == (
        "",
        "Protokoltilførsel fra Enhedslisten: Vi kan ikke støtte, at børnene skal vente.",
        True,
    )


def people(decision: ReadDecision) -> list[tuple[str, str]]:
    return [(one.name, one.role) for one in decision.absentees]


def test_the_absent_are_named_with_party_or_role_and_nobody_is_nobody() -> None:
    cykelsti, taxa = item("cykelsti.txt").decisions, item("taxa.txt").decisions
    assert people(cykelsti[0]) == [("Kirsten Ravnholt", "V"), ("Bent Odder", "A")]
    assert people(cykelsti[1]) == []
    assert people(taxa[0]) == [("Gitte Holmegaard", "V"), ("Aksel Bro", "B")]
    assert people(item("personalepolitik.txt").decisions[0])[-1] == (
        "Tove Gram",
        "tillidsrepræsentant",
    )


def test_attachments_keep_their_numbers() -> None:
    first, second = item("friplejehjem.txt").attachments
    assert (first.number, first.title, first.openness) == (1, "Udkast til aftale", Openness.OPEN)
    assert (first.document, first.record, first.is_main) == ("20871/23", "3401123", True)
    assert (second.openness, second.is_main) == (Openness.CLOSED, False)
    (lost,) = item("tabte_bogstaver.txt").attachments
    assert (lost.number, lost.title, lost.record) == (1, "Udkast til handleplan", "3466001")


def test_promises_are_found_with_how_often() -> None:
    assert [one.interval for one in item("cykelsti.txt").promises] == ["hvert kvartal"]
    assert [one.interval for one in item("taxa.txt").promises] == ["to gange årligt"]
    assert [one.interval for one in item("tabte_bogstaver.txt").promises] == ["hvert halve år"]


def test_lost_letters_are_put_back_where_it_is_sure_and_said() -> None:
    found = item("tabte_bogstaver.txt")
    assert found.decisions[0].text == "Drøftet."
    assert "Økonomiske konsekvenser\nPunktet har ingen økonomiske konsekvenser." in found.text
    assert found.title == "Handleplan for ældre borgeres maaltider"
    assert [doubt.line for doubt in found.doubts] == [0]
    assert item("forkert_tegnsaet.txt").title == "Forlængelse af skovbørnehaven"


def test_points_that_do_different_things_are_a_doubt() -> None:
    assert any("hver sit" in doubt.what for doubt in item("legeplads.txt").doubts)


def test_a_body_that_nobody_knows_is_kept_as_printed_and_said() -> None:
    text = (ITEMS / "taxa.txt").read_text(encoding="utf-8")
    found = read(text.replace("i Økonomiudvalget", "i Teknisk Udvalg"))
    assert (found.decisions[0].body, found.decisions[0].code) == ("Teknisk Udvalg", None)
    assert any("Teknisk Udvalg" in doubt.what for doubt in found.doubts)


@pytest.mark.parametrize(
    "printed",
    ["3. maj 2023", "3.maj 2023", "03-05-2023", "3/5 2023", "3.5.2023", "2023-05-03", "03.05.23",
     "3. MAJ 2023", "onsdag d. 3. maj 2023"],
)  # fmt: skip
def test_a_date_is_read_in_any_form(printed: str) -> None:
    found = find_date(f"mødet {printed}, pkt. 4")
    assert found is not None
    assert found[0] == date(2023, 5, 3)


def test_a_day_that_is_none_is_no_date() -> None:
    assert find_date("den 31-02-2023 og 99/99 2023") is None


def shape(found: ItemDescription) -> object:
    """All that was read but where it stood and how its paragraphs lay."""
    return (
        found.title, found.number, found.openness, found.officer, found.route_line, found.route,
        flat(found.text), found.proposer, found.points, found.attachments,
        [(one.text, one.interval) for one in found.promises],
        [(one.body, one.code, one.decided_on, one.item, flat(one.text), one.word,
          [(point.number, flat(point.text), point.word) for point in one.points],
          [(said.members, flat(said.text), said.dissent) for said in one.remarks],
          one.absentees) for one in found.decisions],
        sorted(doubt.what for doubt in found.doubts),
    )  # fmt: skip


def wrapped(text: str, width: int, between: str) -> str:
    """Every paragraph broken at the width, with that between its lines."""
    broken = []
    for line in text.splitlines():
        rows = [""]
        for word in line.split():
            if rows[-1] and len(rows[-1]) + len(word) >= width:
                rows.append("")
            rows[-1] = f"{rows[-1]} {word}".strip()
        broken.append(between.join(rows))
    return between.join(broken)


@settings(max_examples=60, deadline=None)
@given(
    name=st.sampled_from(NAMES),
    width=st.integers(55, 130),
    between=st.sampled_from(["\n", "\n\n", " \n \n", "\r\n", "  \n\t\n"]),
)
def test_lines_may_be_broken_anywhere(name: str, width: int, between: str) -> None:
    text = (ITEMS / name).read_text(encoding="utf-8")
    assert shape(read(wrapped(text, width, between))) == shape(read(text))


def said_of(text: str) -> str:
    """The title of what was read, or why it was not; anything else is a fault."""
    try:
        return read(text).title
    except WrongInput as refused:
        return str(refused)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_by_name(content: bytes) -> None:
    assert said_of(decoded(content))


@settings(max_examples=100, deadline=None)
@given(name=st.sampled_from(NAMES), data=st.data())
def test_any_order_and_any_gap_of_real_lines_is_read_or_refused_by_name(
    name: str, data: st.DataObject
) -> None:
    lines = (ITEMS / name).read_text(encoding="utf-8").splitlines()
    some = data.draw(st.lists(st.sampled_from(lines), max_size=20))
    assert said_of("\n".join(some))


@REAL
def test_the_real_case_of_a_free_text_decision() -> None:
    found = read((CASES / "omu-13-9475.txt").read_text(encoding="utf-8"))
    assert (found.number, found.openness, found.route_line) == ("13/9475", Openness.OPEN, "")
    (decided,) = found.decisions
    assert (decided.code, decided.decided_on) == ("OMU", date(2023, 3, 14))
    assert decided.text.startswith("Områdeudvalget ønsker fortsat at følge processen")
    assert decided.text.endswith("tidsplanen forskydes med et kvartal.")
    assert [one.role for one in decided.absentees] == ["FOA", "DSR", "SL", "SL", "FOA"]
    assert [one.record for one in found.attachments] == ["3440579", "3446288"]


@REAL
def test_the_real_case_that_lost_its_letters() -> None:
    found = read((CASES / "omu-23-7776.txt").read_text(encoding="utf-8"))
    assert (found.number, found.route, found.proposer) == ("23/7776", ("OMU",), "Formanden")
    assert len(found.points) == 4
    (decided,) = found.decisions
    assert [point.word for point in decided.points] == [
        "droeftet", "godkendt_med_bemaerkning", "godkendt", "godkendt",
    ]  # fmt: skip
    assert decided.points[1].text.endswith("dagligdagen.")
    assert len(decided.absentees) == 6
    assert [one.number for one in found.attachments] == [1, 2, 3]
    assert "hvert halve år" in {one.interval for one in found.promises}


@REAL
def test_the_real_case_with_a_remark_and_seven_attachments() -> None:
    found = read((CASES / "vpu-23-2079.txt").read_text(encoding="utf-8"))
    assert found.route == (None, "VPU", "ØK", "KB")
    (decided,) = found.decisions
    assert (decided.text, decided.word) == ("Tiltrådt.", "tiltraadt")
    assert decided.remarks[0].members == ""
    assert decided.remarks[0].text.startswith("Voksen- og Plejeudvalget finder det positivt")
    assert [one.record for one in found.attachments] == [
        "3554863", "3554417", "3553972", "3553974", "3555008", "3555371", "3556449",
    ]  # fmt: skip
    assert found.doubts == ()
