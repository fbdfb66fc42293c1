"""The stories: three cases with the facts of real ones, one on a longer route, one open now."""

from datetime import date, timedelta

from cli.telling.agenda import send_agenda
from cli.telling.report import Comment, closed_hearing, publish_answers, write_report
from cli.telling.script import Story, begin
from cli.telling.stage import Stage
from workflows.engine.commands.hearings import NotHeard
from workflows.engine.commands.meetings import PointDecision
from workflows.engine.daywords import day_words
from workflows.engine.facts import Actor
from workflows.engine.vocabulary import PartyStatus, Stance, Trigger
from workflows.services.cases import NewCase
from workflows.services.promises import PromiseGiven
from workflows.services.triggers import Arguments

SCENES = 62
"""How many lines all the stories have together."""


def development_process(stage: Stage, actor: Actor) -> None:
    """13/9475: one MED body, one decision in free text."""
    stage.at(date(2023, 2, 27), 10)
    title = "Udviklingsproces på Socialområdet"
    story = begin(stage, actor, NewCase(title, "med-sag", "OMU", number="13/9475"))
    story.write(
        title,
        "Tids- og procesplanen lægges frem til drøftelse.",
        "Formanden",
        "at områdeudvalget drøfter tids- og procesplanen",
    )
    story.stage.tell(date(2023, 2, 27), f"»{title}« oprettes med sagsgangen OMU")
    story.pull(Trigger.SUBMIT)
    meeting = date(2023, 3, 14)
    story.decide(
        "OMU",
        meeting,
        "droeftet",
        "Planerne blev drøftet. Udvalget vil følge processen, som ventes at tage 3-5 år.",
        absentees=("Hanne Lund (FOA)", "Peter Birk (DSR)", "Lone Dahl (SL)"),
    )
    story.stage.tell(meeting, "OMU drøfter planen; sagen afsluttes")


def shared_strategy(stage: Stage, actor: Actor) -> None:
    """23/7776: a recommendation of four points, decided point by point."""
    stage.at(date(2023, 8, 28), 10)
    title = "Fælles, langsigtet strategi på Socialområdet og Børne- og Familieområdet"
    story = begin(stage, actor, NewCase(title, "med-sag", "OMU", number="23/7776"))
    story.write(
        title, "Udkast til strategien og en ny tidsplan lægges frem.", "Formanden",
        "at udkastet til strategi drøftes",
        "at udkastet til strategi godkendes",
        "at områdeudvalget hvert halve år får en status",
        "at den ændrede tids- og handleplan godkendes",
    )  # fmt: skip
    story.stage.tell(date(2023, 8, 28), f"»{title}« oprettes med fire punkter i indstillingen")
    story.pull(Trigger.SUBMIT)
    meeting = date(2023, 9, 12)
    story.decide(
        "OMU", meeting, "godkendt_med_bemaerkning", "",
        points=(
            PointDecision(1, "Drøftet.", "droeftet"),
            PointDecision(2, "Godkendt, med den bemærkning, at vejen fra strategi til handling"
                             " beskrives.", "godkendt_med_bemaerkning"),
            PointDecision(3, "Godkendt.", "godkendt"),
            PointDecision(4, "Godkendt.", "godkendt"),
        ),
        absentees=("Jens Kloster (aftaleholder)", "Hanne Lund (FOA)", "Ida Bro (BUPL)"),
        promises=(
            PromiseGiven("Status for strategien på Socialområdet", "OMU", "", date(2024, 3, 12),
                         6, date(2024, 8, 31), 6),
        ),
    )  # fmt: skip
    story.stage.tell(meeting, "OMU: Ad 1 drøftet, Ad 2 godkendt med bemærkning, Ad 3-4 godkendt;"
                              " en status loves hvert halve år")  # fmt: skip


HEARD = ("HR", "OMU", "LMU Ørum", "PR Ørum", "PR Skovstjernen", "PR Ålunden", "PR Ørsted",
         "LMU Skovstjernen")  # fmt: skip


def strategy_for_social_services(stage: Stage, actor: Actor) -> None:
    """23/2079: `Høring, VPU, ØK, KB` with six answers, one of them joint, and one silent body."""
    stage.at(date(2023, 11, 7), 10)
    title = "Godkendelse af fælles, langsigtet strategi på Socialområdet"
    new = NewCase(title, "politisk-sag", "Høring, VPU, ØK, KB", number="23/2079")
    story = begin(stage, actor, new)
    story.write(
        title,
        "Strategien samler retning og mål for de næste 3-5 år i fire pejlemærker.",
        "Velfærdsdirektøren",
        "at strategien godkendes",
    )
    story.stage.tell(date(2023, 11, 7), f"»{title}« oprettes: Høring, VPU, ØK, KB")
    _hear_about_the_strategy(story)
    _decide_the_strategy(story)


def _hear_about_the_strategy(story: Story) -> None:
    stage, due = story.stage, date(2023, 11, 30)
    stage.at(date(2023, 11, 9), 9)
    story.pull(Trigger.SUBMIT)
    text = "Udkastet til strategien sendes i høring. Vi vil gerne høre, om målene er de rigtige."
    hr, omu, lmu, oerum, skov, _, oersted, _ = story.hear(text, due, HEARD)
    story.stage.tell(
        date(2023, 11, 9), f"Høringen åbner: 8 parter inviteres, frist {day_words(due)}"
    )
    answers = (
        (date(2023, 11, 20), hr, Stance.SUPPORTS_WITH_REMARKS, "Godt udkast; husk tilgængelighed.",
         "", "hoeringssvar.pdf"),
        (date(2023, 11, 22), lmu, Stance.SUPPORTS, "Vi bakker op om de fire pejlemærker.", "", ""),
        (date(2023, 11, 24), oerum, Stance.SUPPORTS_WITH_REMARKS,
         "De pårørende bør nævnes i hvert pejlemærke.", "", ""),
        (date(2023, 11, 27), skov, Stance.SUPPORTS_WITH_REMARKS,
         "Vi svarer sammen: følg op på, om strategien bliver til handling.",
         "Pårørenderådet Ålunden", ""),
        (date(2023, 11, 29), oersted, Stance.NO_REMARKS, "", "", ""),
        (date(2023, 11, 30), omu, Stance.SUPPORTS, "Områdeudvalget støtter strategien.", "", ""),
    )  # fmt: skip
    for day, party, stance, words, jointly, paper in answers:
        stage.at(day, 14)
        receipt = story.answer(party, stance, words, jointly, paper)
        together = f" sammen med {jointly}" if jointly else ""
        story.stage.tell(day, f"{party.name} svarer{together}: kvittering {receipt}")
    stage.at(date(2023, 12, 1), 8)
    closed = closed_hearing(story)
    silent = [party.name for party in closed.parties if party.status is PartyStatus.SILENT]
    stage.tell(
        date(2023, 12, 1),
        "Fristen er passeret: høringen lukker selv,"
        f" {len(closed.parties) - len(silent)} af {len(closed.parties)} har svaret"
        f" ({len(closed.responses)} svar), {', '.join(silent)} tav,"
        " og et udkast til høringsnotatet er klar",
    )
    stage.at(date(2023, 12, 5), 10)
    comments = {
        hr.name: Comment(
            "Tilgængelighed er en forudsætning for alle fire pejlemærker.",
            "Det skrives ind i strategiens indledning.",
        ),
        oerum.name: Comment(
            "De pårørende er en vigtig del af indsatsen.",
            "De pårørende nævnes i hvert af de fire pejlemærker.",
        ),
        skov.name: Comment("Der følges op i den årlige status til udvalget."),
    }
    write_report(story, "Svarene bakker op om strategien og har givet to ændringer.", comments)
    published = publish_answers(story)
    stage.tell(
        date(2023, 12, 5),
        f"Høringsnotatet er skrevet og ligger på sagen; de {published} svar er læst igennem"
        " og offentliggjort",
    )


def _decide_the_strategy(story: Story) -> None:
    story.decide(
        "VPU",
        date(2023, 12, 20),
        "tiltraadt",
        "Tiltrådt.",
        remark="Udvalget ser gerne, at svarene bruges, når strategien bliver til handling.",
    )
    story.stage.tell(date(2023, 12, 20), "VPU: Tiltrådt, med en bemærkning")
    story.decide("ØK", date(2024, 1, 9), "tiltraadt", "Tiltrådt.")
    story.stage.tell(date(2024, 1, 9), "ØK: Tiltrådt")
    council = date(2024, 1, 16)
    story.pull(Trigger.PUT_ON_AGENDA, Arguments(meets_on=council))
    story.stage.at(date(2024, 1, 10), 12)
    told = send_agenda(story)
    story.stage.tell(
        date(2024, 1, 10), f"Dagsordenen til KB sendes ud, og {told} medlemmer får en mail"
    )
    story.decide("KB", council, "godkendt", "Godkendt.", placed=True)
    story.stage.tell(date(2024, 1, 16), "KB: Godkendt; sagen er afsluttet")


def strategy_for_children(stage: Stage, actor: Actor) -> None:
    """`BUU, høring, BUU, ØK, KB`: deferred once, and a deadline that is extended."""
    stage.at(date(2024, 3, 13), 10)
    title = "Fælles, langsigtet strategi på Børne- og Familieområdet"
    new = NewCase(title, "politisk-sag", "BUU, høring, BUU, ØK, KB", number="24/1180")
    story = begin(stage, actor, new)
    story.write(
        title,
        "Udkastet er klar til at blive hørt.",
        "Direktøren for børn og unge",
        "at udkastet sendes i høring",
    )
    story.stage.tell(date(2024, 3, 13), f"»{title}« oprettes: BUU, høring, BUU, ØK, KB")
    story.pull(Trigger.SUBMIT)
    first, second, third = _meetings(story, "BUU", date(2024, 3, 26))
    story.decide("BUU", first, "udsat", "Udsat til næste møde.")
    story.stage.tell(first, f"BUU: Udsat; sagen venter på mødet {day_words(second)}")
    story.decide("BUU", second, "sendt_i_hoering", "Sendt i høring.")
    story.stage.tell(second, "BUU: Sendt i høring; det gælder, da mødet er lukket")
    _hear_about_children(story, second)
    final = next(day for day in (third, *_meetings(story, "BUU", third + timedelta(days=1)))
                 if day > second + timedelta(days=40))  # fmt: skip
    story.decide("BUU", final, "anbefales", "Anbefales.")
    story.stage.tell(final, "BUU behandler sagen igen med svarene: Anbefales")
    finance = _meetings(story, "ØK", final)[0]
    story.decide("ØK", finance, "anbefales", "Anbefales.")
    story.stage.tell(finance, "ØK: Anbefales")
    council = _meetings(story, "KB", finance)[0]
    story.decide("KB", council, "godkendt", "Godkendt.")
    story.stage.tell(council, "KB: Godkendt; sagen er afsluttet")


def _hear_about_children(story: Story, decided: date) -> None:
    stage = story.stage
    opened, due = decided + timedelta(days=4), decided + timedelta(days=29)
    later = due + timedelta(days=7)
    stage.at(opened, 9)
    youth, boards, *_ = story.hear(
        "Udkastet er sendt i høring af Børne- og Ungdomsudvalget.", due, ("UR", "SB", "OMU Børn")
    )
    story.stage.tell(opened, f"Høringen åbner: 3 parter, frist {day_words(due)}")
    stage.at(due - timedelta(days=2), 10)
    story.extend(later, "Skolebestyrelserne mødes først i den følgende uge.")
    story.stage.tell(
        due - timedelta(days=2), f"Fristen forlænges til {day_words(later)}; alle får besked"
    )
    for party, stance, words in (
        (youth, Stance.SUPPORTS_WITH_REMARKS, "Unge skal med, når målene følges op."),
        (boards, Stance.SUPPORTS, "Skolebestyrelserne støtter strategien."),
    ):
        stage.at(later - timedelta(days=1), 15)
        receipt = story.answer(party, stance, words)
        story.stage.tell(later - timedelta(days=1), f"{party.name} svarer: kvittering {receipt}")
    stage.at(later + timedelta(days=1), 8)
    closed_hearing(story)
    story.stage.tell(
        later + timedelta(days=1), "Høringen lukker ved den nye frist; sagen venter på BUU"
    )
    stage.at(later + timedelta(days=3), 10)
    wish = Comment("Unge inviteres til den årlige opfølgning.", "Opfølgningen får et ungepanel.")
    write_report(story, "To af de tre, der blev hørt, har svaret.", {youth.name: wish})
    published = publish_answers(story)
    stage.tell(
        later + timedelta(days=3),
        f"Høringsnotatet er skrevet, og de {published} svar er offentliggjort",
    )


def _meetings(story: Story, body: str, after: date) -> list[date]:
    calendar = story.stage.house.definitions.calendars[body]
    return [day for day in calendar.dates if day >= after][:3]


def open_now(stage: Stage, actor: Actor) -> None:
    """A hearing that is open today, for whoever looks around afterwards."""
    stage.now_again()
    calendar = stage.house.around.calendar
    today = calendar.local_date(stage.house.real_clock())
    due = calendar.next_working_day(today + timedelta(days=28))
    title = "Handleplan for strategien på Socialområdet"
    number = f"{today.year % 100:02d}/2214"
    marks = ("handicap", "aeldre", "ansatte", "socialomraadet", "oerum")
    new = NewCase(title, "politisk-sag", "Høring, VPU, ØK, KB", number=number, marks=marks)
    story = begin(stage, actor, new)
    story.write(
        title,
        "Handleplanen viser, hvad der sker i de kommende to år.",
        "Velfærdsdirektøren",
        "at handleplanen godkendes",
    )
    story.pull(Trigger.SUBMIT)
    text = "Her er udkastet til en handleplan. Vi vil gerne have jeres bemærkninger."
    reason = "Lokaludvalget drøftede handleplanen, før den blev skrevet."
    story.hear(
        text,
        due,
        ("HR", "ÆR", "OMU", "PR Ørum"),
        paper="Handleplan.pdf",
        not_heard=(NotHeard("LMU Ørum", reason),),
    )
    story.stage.tell(today, f"»{title}« er i høring nu, frist {day_words(due)}")
