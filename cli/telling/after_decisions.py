"""Stories of what follows a decision: a promise kept, a case returned, heard again, called in."""

from dataclasses import replace
from datetime import date

from cli.telling.report import looks_of, publish_answers, write_report
from cli.telling.script import Story, begin
from cli.telling.stage import Stage
from workflows.engine.daywords import day_words
from workflows.engine.facts import Actor
from workflows.engine.vocabulary import Stance, Trigger
from workflows.records.database import unit_of_work
from workflows.services.cases import NewCase
from workflows.services.desk import case_page
from workflows.services.replaying import case_named
from workflows.services.triggers import Arguments

BOARDS = ("UR", "SB", "OMU Børn")


def promised_status(stage: Stage, actor: Actor) -> None:
    """What 23/7776 promised becomes a case by itself, six weeks before its meeting."""
    meeting = date(2024, 3, 12)
    stage.at(date(2024, 1, 31), 9)
    with unit_of_work(stage.house.database) as connection:
        strategy = case_named(connection, "23/7776")
    (promise,) = case_page(stage.house, looks_of(actor), strategy).promises
    (kept,) = promise.shown.kept
    assert kept.case is not None
    stage.case = kept.case_number
    story = Story(stage, actor, kept.case, len(stage.postman.mails()))
    title = promise.shown.facts.text
    stage.tell(
        date(2024, 1, 31),
        f"Det, OMU blev lovet i september: sagen »{title}« er oprettet af sig selv",
    )
    text = "Strategien er taget i brug på alle tilbud; to af fire mål er nået."
    story.write(title, text, "Formanden", "at status tages til efterretning")
    story.pull(Trigger.SUBMIT)
    story.decide("OMU", meeting, "taget_til_efterretning", "Taget til efterretning.")
    stage.tell(meeting, "OMU: Taget til efterretning; sagen er afsluttet")


def day_care_plan(stage: Stage, actor: Actor) -> None:
    """`BUU, høring, BUU`: returned, heard again, and called in before the council."""
    stage.at(date(2024, 9, 23), 10)
    title = "Plan for dagtilbud i landdistrikterne"
    new = NewCase(title, "politisk-sag", "BUU, høring, BUU", number="24/2871")
    story = begin(stage, actor, new)
    proposal = "Direktøren for børn og unge", "at planen sendes i høring"
    story.write(title, "Planen samler otte dagtilbud i fem.", *proposal)
    stage.tell(date(2024, 9, 23), f"»{title}« oprettes: BUU, høring, BUU")
    _send_to_hearing(story, date(2024, 10, 24))
    _hear(
        story, date(2024, 10, 28), date(2024, 11, 26), Stance.OPPOSES,
        "Transporten er ikke regnet med.",
    )  # fmt: skip
    _return(story, date(2024, 12, 19))
    story.write(title, "Planen samler otte dagtilbud i seks; transporten er regnet med.", *proposal)
    stage.tell(date(2024, 12, 20), "Planen skrives om: seks dagtilbud, og transporten er med")
    _send_to_hearing(story, date(2025, 1, 23))
    again = replace(story, mails_before=len(stage.postman.mails()))
    changes = "Seks dagtilbud i stedet for fem, og et afsnit om transporten."
    _hear(
        again, date(2025, 1, 27), date(2025, 2, 25), Stance.SUPPORTS,
        "Nu er transporten med.", changes,
    )  # fmt: skip
    _call_in(again, date(2025, 3, 27))


def _send_to_hearing(story: Story, meeting: date) -> None:
    story.pull(Trigger.SUBMIT)
    story.decide("BUU", meeting, "sendt_i_hoering", "Sendt i høring.")
    story.stage.tell(meeting, "BUU: Sendt i høring")


def _hear(
    story: Story, opened: date, due: date, stance: Stance, words: str, changes: str = ""
) -> None:
    stage = story.stage
    stage.at(opened, 9)
    youth, boards, _ = story.hear("Hvad siger I til planen?", due, BOARDS, changes=changes)
    which = "2. runde, med det, der er ændret" if changes else "3 parter"
    stage.tell(opened, f"Høringen åbner: {which}, frist {day_words(due)}")
    for party in (youth, boards):
        stage.at(due, 10)
        receipt = story.answer(party, stance, words)
        stage.tell(due, f"{party.name} svarer: kvittering {receipt}")
    closed = date.fromordinal(due.toordinal() + 2)
    stage.at(closed, 10)
    write_report(story, "To af de tre, der blev hørt, har svaret.", {})
    stage.tell(closed, f"Høringsnotatet er skrevet; {publish_answers(story)} svar offentliggjort")


def _return(story: Story, meeting: date) -> None:
    story.decide("BUU", meeting, "hjemvist", "Hjemvist: transporten skal regnes med.")
    story.stage.tell(meeting, "BUU: Hjemvist; sagen er tilbage i udarbejdelse")
    story.stage.at(date.fromordinal(meeting.toordinal() + 1), 10)


def _call_in(story: Story, meeting: date) -> None:
    stage = story.stage
    call = Arguments(member="Bodil Friis (B)")
    story.decide("BUU", meeting, "godkendt", "Godkendt.", before_closing=(Trigger.CALL_IN, call))
    stage.tell(meeting, "BUU: Godkendt; Bodil Friis (B) kræver sagen for kommunalbestyrelsen")
    council = date(2025, 4, 15)
    story.decide("KB", council, "godkendt", "Godkendt.")
    stage.tell(council, "KB: Godkendt; sagen er afsluttet")
