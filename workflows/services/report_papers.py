"""The report of a hearing as a paper: who was heard, who answered, each answer with the comment."""

from collections.abc import Iterable
from datetime import datetime

from workflows.engine.daywords import day_figures, day_words
from workflows.engine.vocabulary import HearingPhase, Openness, PartyStatus
from workflows.engine.whom_to_hear import LeftOut
from workflows.engine.workdays import WorkCalendar
from workflows.records.given_answers import ShownResponse
from workflows.records.hearing_pages import ShownHearing, ShownParty
from workflows.services.installation import Installation
from workflows.services.papers import Block, Bullets, Facts, Heading, Paper, Table, Text
from workflows.services.reports import ReportAnswer, ReportPage
from workflows.services.wording import reports as say
from workflows.services.wording.cases import openness_words
from workflows.services.wording.hearing_progress import (
    deadline_words,
    due_figures,
    due_phrase,
    ending_words,
)
from workflows.services.wording.hearings import stance_words

_COLUMNS = (say.ANSWER, say.COMMENT, say.IS_TO_BE_CHANGED)
_WIDTHS = (5, 4, 3)

BESIDE = say.CORRECTED_TOO_LATE
"""Of an answer that came too late to replace the one that came in time."""


def report_paper(house: Installation, page: ReportPage, version: int, author: str) -> Paper:
    """The report as it stands, as a numbered version finished by `author`."""
    facts, municipality = page.case.facts, house.definitions.municipality.name
    return Paper(
        title=say.report_of(facts.title),
        author=municipality,
        foot=say.report_foot(municipality, facts.number, version),
        made_on=page.case.today,
        blocks=(
            Heading(1, say.report_of(facts.title)),
            Facts(tuple(_facts(page, version, author))),
            *_introduction(page),
            Heading(2, say.FIRST_THE_HEARING),
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
    return say.AND.join(map(hearing.name_of, named))


def given_with(hearing: ShownHearing, answer: ShownResponse) -> Iterable[str]:
    """Those who took part in an answer that does not count for them any more, a clause for each."""
    counted = hearing.counts_for(answer)
    for party in hearing.parties:
        if not counted or party.id in counted:
            continue
        if party.id in (answer.party, *answer.jointly_with):
            yield say.given_together_with(party.name, _since(hearing, party, answer))


def _since(hearing: ShownHearing, party: ShownParty, answer: ShownResponse) -> str:
    own = hearing.counting(party)
    if own is not None and own.party == party.id and own.received_at >= answer.received_at:
        return say.HAS_ANSWERED_SINCE
    return say.ANOTHER_ANSWER_COUNTS


def _facts(page: ReportPage, version: int, author: str) -> Iterable[tuple[str, str]]:
    facts = page.case.facts
    openness = f" ({openness_words(facts.openness).lower()})"
    yield say.CASE, facts.number + (openness if facts.openness is Openness.CLOSED else "")
    yield say.VERSION, say.version_line(version, day_words(page.case.today), author)


def _introduction(page: ReportPage) -> Iterable[Block]:
    note = page.introduction
    if note is not None and note.comment:
        yield Heading(2, say.INTRODUCTION)
        yield Text(note.comment)


def _hearing(page: ReportPage) -> Iterable[Block]:
    hearing, calendar = page.hearing, page.case.facts.calendar
    yield Text(period_words(page))
    if hearing.changes:
        yield Heading(3, say.CHANGED_SINCE_THE_ROUND_BEFORE)
        yield Text(hearing.changes)
    yield Heading(3, say.WHO_WAS_HEARD)
    yield Bullets(
        tuple(
            party.name
            + (
                say.own_deadline(due_figures(party.due_at, calendar))
                if party.due_at != hearing.own_due_at
                else ""
            )
            for party in hearing.parties
        )
    )
    if hearing.left_out:
        yield Heading(3, say.WHO_WAS_NOT_HEARD)
        yield Bullets(tuple(left_out_words(one) for one in hearing.left_out))
    yield Heading(3, say.WHO_ANSWERED)
    answered = tuple(
        _answered(hearing, given, calendar) for one in page.answers for given in one.all
    )
    yield Bullets(answered) if answered else Text(say.NOBODY_HAS_ANSWERED)
    silent = tuple(silent_words(page))
    if silent:
        yield Heading(3, say.WHO_DID_NOT_ANSWER)
        yield Bullets(silent)
    mistakes = tuple(mistake_words(page))
    if mistakes:
        yield Heading(3, say.ANSWERS_BY_MISTAKE)
        yield Bullets(mistakes)


def silent_words(page: ReportPage) -> Iterable[str]:
    """Who has not answered, a line for each, with until when those can whose time still runs."""
    hearing, calendar = page.hearing, page.case.facts.calendar
    takes_answers = hearing.phase in (HearingPhase.OPEN, HearingPhase.LATE)
    for party in hearing.parties:
        if party.response is not None:
            continue
        missed = say.COULD_NOT_BE_REACHED if party.status is PartyStatus.UNREACHABLE else ""
        told = ""
        if takes_answers and page.case.now < party.due_at:
            told = say.can_still_answer(due_phrase(party.due_at, calendar))
        yield f"{party.name}{missed}{told}"


def mistake_words(page: ReportPage) -> Iterable[str]:
    """The answers that were registered by mistake and undone, a line for each."""
    hearing, calendar = page.hearing, page.case.facts.calendar
    for response in (one for party in hearing.parties for one in party.mistaken):
        undone = response.undone
        if undone is not None:
            yield (
                say.undone_line(
                    answered_for(hearing, response),
                    _instant(response.received_at, calendar),
                    _instant(undone.at, calendar),
                    undone.reason,
                )
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
    period = say.was_sent_with_a_deadline(
        rule.title if rule else say.THE_HEARING,
        again,
        day_words(opened),
        deadline_words(hearing, calendar),
    )
    return f"{period} {ending_words(hearing, calendar)}".strip()


def _answered(hearing: ShownHearing, answer: ShownResponse, calendar: WorkCalendar) -> str:
    return ", ".join(
        (
            answered_for(hearing, answer),
            _instant(answer.received_at, calendar),
            *((say.JOINT_ANSWER,) if len(hearing.counts_for(answer)) > 1 else ()),
            *given_with(hearing, answer),
            *_standing(hearing, answer),
        )
    )


def _standing(hearing: ShownHearing, answer: ShownResponse) -> Iterable[str]:
    if not hearing.counts_for(answer):
        yield BESIDE
        return
    if answer.late:
        yield say.CAME_AFTER_THE_DEADLINE
    if hearing.replaced(answer):
        yield say.CORRECTED_ANSWER


def _instant(instant: datetime, calendar: WorkCalendar) -> str:
    local = calendar.local(instant)
    return f"{day_figures(local.date())} kl. {local:%H.%M}"


def _answers(page: ReportPage) -> Iterable[Block]:
    if not page.answers:
        yield Text(say.THERE_ARE_NO_ANSWERS)
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
    yield say.answer_in_brief(stance_words(given.stance), late=given.late)
    if given.text:
        yield given.text
    if given.files:
        yield "\n".join(say.attachment_line(file.name) for file in given.files)


def _beside(given: ShownResponse) -> str:
    return "\n\n".join((say.CORRECTED_AFTER_THE_DEADLINE, *_parts(given)))
