"""What is recorded with a decision: votes, who was there, and a text to begin from."""

from tests.desk import Desk, words
from tests.office import Office
from tests.web.test_cases import new_case


def before_the_body(opened: Office, desk: Desk, points: str = "at det godkendes") -> str:
    """A case on the day of the meeting, at the form for the decision."""
    case = new_case(desk, number="23/8", route="VPU, KB")
    desk.read(f"{case}/rediger")
    desk.send(text="Om pumpen.", points=points)
    desk.read(case)
    desk.do("submit")
    desk.do("put_on_agenda", meets_on="2023-11-22")
    opened.go_to(2023, 11, 22, 18)
    desk.read(f"{case}/handling/decide")
    return case


def test_members_are_ticked_off_others_written_and_it_is_counted(
    opened: Office, maja: Desk
) -> None:
    case = before_the_body(opened, maja)
    assert "5 medlemmer; mindst 3 skal deltage." in words(maja.page)
    maja.send(
        word="tiltraadt", text="Tiltrådt.", absent=["Bodil Terp (F)", "Carsten Bredal (A)"],
        absentees="Ann Juul, sekretær", substitutes="Mads Hvidbjerg (A) for Carsten Bredal (A)",
        partial="Tine Sødring (V)\nBodil Terp",
    )  # fmt: skip
    said = words(maja.page)
    assert "Fraværende: Bodil Terp (F), Carsten Bredal (A), Ann Juul, sekretær" in said
    assert "Stedfortrædere: Mads Hvidbjerg (A) for Carsten Bredal (A)" in said
    assert "Deltog ikke på grund af inhabilitet: Tine Sødring (V), Bodil Terp" in said
    assert "3 af 5 medlemmer deltog." in said
    assert "Mindst halvdelen" not in said
    unknown = "Tæller ikke med, for de står ikke på listen over medlemmer: Ann Juul, sekretær."
    assert unknown in said
    maja.read(f"{case}/beslutning")
    form = maja.form()
    assert form["absent"] == ["Bodil Terp (F)", "Carsten Bredal (A)"]
    assert form["absentees"] == "Ann Juul, sekretær"
    maja.send(reason="Der kom ingen stedfortræder", substitutes="")
    said = words(maja.page)
    assert "2 af 5 medlemmer deltog." in said
    assert "Mindst halvdelen af medlemmerne skal deltage" in said
    maja.read(f"{case}/beslutning")
    mads = "Mads Hvidbjerg (A) for Carsten Bredal (A)"
    maja.send(
        substitutes=mads,
        reason="Hun kom til tiden",
        absent=["Carsten Bredal (A)"],
        absentees="",
        partial="",
    )
    said = words(maja.page)
    assert "5 af 5 medlemmer deltog." in said
    assert "Mindst halvdelen" not in said


def test_votes_come_out_as_they_were_counted(opened: Office, maja: Desk) -> None:
    case = before_the_body(opened, maja, "at det drøftes\nat det godkendes")
    faulty = {"word": "godkendt", "text": "Godkendt."}
    maja.send(status=422, **faulty, vote_for=["fire", "", ""])
    assert "Skriv antallet med tal" in words(maja.page)
    assert 'value="fire"' in maja.page
    maja.send(
        status=422, vote_for=["", "", ""], vote_who=["A stemte imod.", "", ""],
    )  # fmt: skip
    assert "Skriv, hvor mange der stemte" in words(maja.page)
    maja.send(
        vote_for=["", "", "4"], vote_against=["", "", "1"], vote_abstained=["", "", ""],
        vote_who=["", "", "Imod stemte Tine Sødring (V)."],
    )  # fmt: skip
    told = "Afstemning om punkt 2: 4 for, 1 imod. Imod stemte Tine Sødring (V)."
    assert told in words(maja.page)
    maja.read(f"{case}/beslutning")
    assert maja.form()["vote_for"] == ["", "", "4"]
    maja.send(reason="Talt igen", vote_for=["", "", "5"], vote_abstained=["", "", "2"])
    said = words(maja.page)
    assert "Afstemning om punkt 2: 5 for, 1 imod, 2 undlod at stemme." in said
    assert "Der er talt flere stemmer, end der deltog." in said


def test_a_text_is_suggested_and_never_forced(opened: Office, maja: Desk) -> None:
    case = before_the_body(opened, maja)
    maja.send(word="tiltraadt", text="", absentees="Ann Juul (V)", suggest="1")
    form = maja.form()
    assert (form["text"], form["absentees"]) == ("Tiltrådt.", "Ann Juul (V)")
    maja.send(word="godkendt", text="Det, der blev sagt.", suggest="1")
    assert maja.form()["text"] == "Det, der blev sagt."
    maja.read(f"{case}/handling/decide")
    maja.send(word="tiltraadt", text="", suggest="1", point_word=["tiltraadt"], point_text=[""])
    assert (maja.form()["text"], maja.form()["point_text"]) == ("", "Tiltrådt.")
    maja.send()
    assert "Tiltrådt." in words(maja.page)
