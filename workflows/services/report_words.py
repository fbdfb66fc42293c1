"""The report of a hearing as a paper: who was heard, who answered, each answer with the comment."""

from collections.abc import Iterable
from datetime import datetime

from workflows.engine.daywords import day_figures, day_words
from workflows.engine.vocabulary import HearingPhase, Openness, PartyStatus
from workflows.engine.whom_to_hear import LeftOut
from workflows.engine.workdays import WorkCalendar
from workflows.records.given_answers import ShownResponse
from workflows.records.hearing_pages import ShownHearing, ShownParty
from workflows.services.hearing_words import (
    deadline_words,
    due_figures,
    due_phrase,
    ending_words,
)
from workflows.services.installation import Installation
from workflows.services.papers import Block, Bullets, Facts, Heading, Paper, Table, Text
from workflows.services.reports import ReportAnswer, ReportPage
from workflows.services.wording.cases import openness_words
from workflows.services.wording.hearings import stance_words

_COLUMNS = ("Høringssvar", "Forvaltningens kommentar", "Det ændres")
_WIDTHS = (5, 4, 3)

BESIDE = "rettet efter fristen; svaret inden fristen gælder"
"""Of an answer that came too late to replace the one that came in time."""


def report_paper(house: Installation, page: ReportPage, version: int, author: str) -> Paper:
    """The report as it stands, as a numbered version finished by `author`."""
    facts, municipality = page.case.facts, house.definitions.municipality.name
    return Paper(
        title=f"Høringsnotat: {facts.title}",
        author=municipality,
        foot=f"{municipality} · sag {facts.number} · høringsnotat, udgave {version}",
        made_on=page.case.today,
        blocks=(
            Heading(1, f"Høringsnotat: {facts.title}"),
            Facts(tuple(_facts(page, version, author))),
            *_introduction(page),
            Heading(2, "1. Høringen"),
            *_hearing(page),
            Heading(2, "2. Svarene"),
            *_answers(page),
        ),
    )


def answered_for(hearing: ShownHearing, answer: ShownResponse) -> str:
    """Whom an answer is from: `Ældrerådet`, or `Handicaprådet og Ældrerådet`.

    Those for whom it counts; where it counts for nobody, those whom it was given for.
    """
    named = hearing.counts_for(answer) or (answer.party, *answer.jointly_with)
    return " og ".join(map(hearing.name_of, named))


def given_with(hearing: ShownHearing, answer: ShownResponse) -> Iterable[str]:
    """Those who took part in an answer that does not count for them any more, a clause for each."""
    counted = hearing.counts_for(answer)
    for party in hearing.parties:
        if not counted or party.id in counted:
            continue
        if party.id in (answer.party, *answer.jointly_with):
            yield f"givet sammen med {party.name}, {_since(hearing, party, answer)}"


def _since(hearing: ShownHearing, party: ShownParty, answer: ShownResponse) -> str:
    own = hearing.counting(party)
    if own is not None and own.party == party.id and own.received_at >= answer.received_at:
        return "som siden har svaret selv"
    return "som et andet svar gælder for"


def _facts(page: ReportPage, version: int, author: str) -> Iterable[tuple[str, str]]:
    facts = page.case.facts
    openness = f" ({openness_words(facts.openness).lower()})"
    yield "Sag", facts.number + (openness if facts.openness is Openness.CLOSED else "")
    yield "Udgave", f"{version}, {day_words(page.case.today)}, ved {author}"


def _introduction(page: ReportPage) -> Iterable[Block]:
    note = page.introduction
    if note is not None and note.comment:
        yield Heading(2, "Indledning")
        yield Text(note.comment)


def _hearing(page: ReportPage) -> Iterable[Block]:
    hearing, calendar = page.hearing, page.case.facts.calendar
    yield Text(period_words(page))
    if hearing.changes:
        yield Heading(3, "Ændret siden den forrige runde")
        yield Text(hearing.changes)
    yield Heading(3, "Hvem blev hørt")
    yield Bullets(
        tuple(
            party.name
            + (
                f" (frist {due_figures(party.due_at, calendar)})"
                if party.due_at != hearing.own_due_at
                else ""
            )
            for party in hearing.parties
        )
    )
    if hearing.left_out:
        yield Heading(3, "Hvem blev ikke hørt")
        yield Bullets(tuple(left_out_words(one) for one in hearing.left_out))
    yield Heading(3, "Hvem svarede")
    answered = tuple(
        _answered(hearing, given, calendar) for one in page.answers for given in one.all
    )
    yield Bullets(answered) if answered else Text("Ingen har svaret.")
    silent = tuple(silent_words(page))
    if silent:
        yield Heading(3, "Hvem svarede ikke")
        yield Bullets(silent)
    mistakes = tuple(mistake_words(page))
    if mistakes:
        yield Heading(3, "Svar, der var skrevet ind ved en fejl")
        yield Bullets(mistakes)


def silent_words(page: ReportPage) -> Iterable[str]:
    """Who has not answered, a line for each, with until when those can whose time still runs."""
    hearing, calendar = page.hearing, page.case.facts.calendar
    takes_answers = hearing.phase in (HearingPhase.OPEN, HearingPhase.LATE)
    for party in hearing.parties:
        if party.response is not None:
            continue
        missed = " (kunne ikke nås)" if party.status is PartyStatus.UNREACHABLE else ""
        told = ""
        if takes_answers and page.case.now < party.due_at:
            told = f": Har ikke svaret endnu og kan svare {due_phrase(party.due_at, calendar)}"
        yield f"{party.name}{missed}{told}"


def mistake_words(page: ReportPage) -> Iterable[str]:
    """The answers that were registered by mistake and undone, a line for each."""
    hearing, calendar = page.hearing, page.case.facts.calendar
    for response in (one for party in hearing.parties for one in party.mistaken):
        undone = response.undone
        if undone is not None:
            yield (
                f"{answered_for(hearing, response)}: skrevet ind som modtaget"
                f" {_instant(response.received_at, calendar)}, fortrudt"
                f" {_instant(undone.at, calendar)}. Begrundelse: {undone.reason}"
            )


def left_out_words(left_out: LeftOut) -> str:
    """Who was not heard, by which rule it should have been, and why it was not."""
    return f"{left_out.name} ({left_out.source}): {left_out.reason}"


def period_words(page: ReportPage) -> str:
    """From when until when the hearing was, which round it was, and how it ended early."""
    hearing, calendar = page.hearing, page.case.facts.calendar
    rule = page.case.facts.case_type.hearing_rule(hearing.rule)
    opened = calendar.local_date(hearing.opened_at) if hearing.opened_at else page.case.today
    again = f" ({hearing.round}. runde)" if hearing.round > 1 else ""
    period = (
        f"{rule.title if rule else 'Høringen'}{again} blev sendt {day_words(opened)}"
        f" med svarfrist {deadline_words(hearing, calendar)}."
    )
    return f"{period} {ending_words(hearing, calendar)}".strip()


def _answered(hearing: ShownHearing, answer: ShownResponse, calendar: WorkCalendar) -> str:
    return ", ".join(
        (
            answered_for(hearing, answer),
            _instant(answer.received_at, calendar),
            *(("fælles svar",) if len(hearing.counts_for(answer)) > 1 else ()),
            *given_with(hearing, answer),
            *_standing(hearing, answer),
        )
    )


def _standing(hearing: ShownHearing, answer: ShownResponse) -> Iterable[str]:
    if not hearing.counts_for(answer):
        yield BESIDE
        return
    if answer.late:
        yield "kom efter fristen"
    if hearing.replaced(answer):
        yield "rettet svar"


def _instant(instant: datetime, calendar: WorkCalendar) -> str:
    local = calendar.local(instant)
    return f"{day_figures(local.date())} kl. {local:%H.%M}"


def _answers(page: ReportPage) -> Iterable[Block]:
    if not page.answers:
        yield Text("Der er ingen svar.")
    for answer in page.answers:
        yield Heading(3, answered_for(page.hearing, answer.response))
        yield Table(_COLUMNS, _WIDTHS, (_row(answer),))


def _row(answer: ReportAnswer) -> tuple[str, ...]:
    note = answer.note
    return (
        "\n\n".join((*_parts(answer.response), *map(_beside, answer.beside))),
        note.comment if note else "",
        note.changes if note else "",
    )


def _parts(given: ShownResponse) -> Iterable[str]:
    yield f"{stance_words(given.stance)}.{' Svaret kom efter fristen.' if given.late else ''}"
    if given.text:
        yield given.text
    if given.files:
        yield "\n".join(f"Bilag: {file.name}" for file in given.files)


def _beside(given: ShownResponse) -> str:
    return "\n\n".join(("Rettet efter fristen:", *_parts(given)))
