"""A case's route as it is drawn: what has been at each step, where the case stands, what comes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from workflows.engine.casework import standing_at, walked_steps
from workflows.engine.daywords import day_figures
from workflows.engine.definition import CaseType
from workflows.engine.facts import CaseFacts
from workflows.engine.route import DRAFTING, ENDED, JOINED, WITHDRAWN, Step, split_state
from workflows.engine.timetable import PlannedStep, Timetable
from workflows.engine.vocabulary import Effect, Event, HearingPhase, PartyStatus, StepKind
from workflows.engine.workdays import WorkCalendar
from workflows.records.case_pages import ShownEntry, ShownItem
from workflows.records.decisions import ShownDecision
from workflows.records.hearing_pages import ShownHearing
from workflows.services.wording import papers as say
from workflows.services.wording.cases import effect_words, step_words
from workflows.services.wording.hearing_progress import deadline_figures, last_day


class Place(StrEnum):
    """Where a station lies, seen from where the case stands."""

    BEEN = "been"
    HERE = "here"
    COMING = "coming"
    LEFT_OUT = "left_out"
    """The case ended before it came there."""


@dataclass(frozen=True, slots=True)
class Station:
    """One station of the route, the two ends included."""

    title: str
    place: Place
    lines: tuple[str, ...]
    """What happened there, oldest first, in Danish; of what is to come when it can be."""


@dataclass(frozen=True, slots=True)
class Happened:
    """The rows that tell what happened on the way."""

    opened_at: datetime
    hearings: Sequence[ShownHearing]
    items: Sequence[ShownItem]
    decisions: Sequence[ShownDecision]
    journal: Sequence[ShownEntry]


def stations(
    facts: CaseFacts, happened: Happened, planned: Timetable | None
) -> tuple[Station, ...]:
    """The route from drafting to the end, with the earliest days of what is planned ahead."""
    days = facts.calendar
    opened = say.opened_on(day_figures(days.local_date(happened.opened_at)))
    drafting = Place.HERE if standing_at(facts) == DRAFTING else Place.BEEN
    ahead = {one.step.key: one for one in planned.steps} if planned else {}
    steps = [
        _station(facts, happened, index, step, ahead.get(step.key))
        for index, step in enumerate(facts.route.steps)
    ]
    end = _end(facts, happened, planned.ends_on if planned else None)
    return (Station(say.DRAFTING, drafting, (opened,)), *steps, end)


def _station(
    facts: CaseFacts, happened: Happened, index: int, step: Step, planned: PlannedStep | None
) -> Station:
    lines = tuple(_lines(facts, happened, step))
    place = _place(facts, index, step, lines)
    coming = _coming_line(planned) if planned else ""
    return Station(step_words(step, facts.route), place, (*lines, coming) if coming else lines)


def _coming_line(planned: PlannedStep) -> str:
    """When the step can be at the earliest; empty where no calendar tells."""
    if planned.begins_on is None or planned.ends_on is None:
        return ""
    if planned.step.kind is StepKind.HEARING:
        return say.between_days(day_figures(planned.begins_on), day_figures(planned.ends_on))
    return say.earliest(day_figures(planned.ends_on))


def _place(facts: CaseFacts, index: int, step: Step, lines: Sequence[str]) -> Place:
    state = standing_at(facts)
    if state in ENDED:
        return Place.BEEN if lines else Place.LEFT_OUT
    if split_state(state)[0] == step.key:
        return Place.HERE
    return Place.BEEN if index < walked_steps(facts) else Place.COMING


def _end(facts: CaseFacts, happened: Happened, earliest: date | None) -> Station:
    title = {WITHDRAWN: say.WITHDRAWN, JOINED: say.JOINED}.get(facts.state, say.ENDED)
    if facts.state not in ENDED:
        lines = (say.earliest(day_figures(earliest)),) if earliest else ()
        return Station(title, Place.COMING, lines)
    ended = next((e for e in happened.journal if e.to_state == facts.state), None)
    lines = (day_figures(facts.calendar.local_date(ended.at)),) if ended else ()
    return Station(title, Place.HERE, lines)


def _lines(facts: CaseFacts, happened: Happened, step: Step) -> Iterator[str]:
    if step.kind is StepKind.HEARING:
        for hearing in happened.hearings:
            if hearing.step == step.key:
                yield _hearing_line(facts.calendar, hearing)
        return
    for decision in happened.decisions:
        if decision.step == step.key:
            yield _decision_line(facts.case_type, decision)
    yield from _agenda_lines(happened, step)
    yield from _call_in_lines(facts.calendar, happened.journal, step)


def _hearing_line(days: WorkCalendar, hearing: ShownHearing) -> str:
    if hearing.phase is HearingPhase.PREPARING:
        return say.is_prepared(day_figures(hearing.due_on))
    began = day_figures(days.local_date(hearing.opened_at)) if hearing.opened_at else ""
    answered = _answered(hearing)
    if hearing.phase is HearingPhase.WITHDRAWN:
        return say.was_withdrawn(began) if began else say.HEARING_WITHDRAWN
    if hearing.phase is HearingPhase.OPEN:
        until = deadline_figures(hearing, days)
        return say.is_open_from(began, until, answered)
    early = say.CLOSED_BEFORE_THE_DEADLINE if hearing.closed_early else ""
    return say.heard_from_to(began, day_figures(last_day(hearing, days)), early, answered)


def _answered(hearing: ShownHearing) -> str:
    """How many of those heard have answered, and where some did jointly, by how many answers."""
    answered = [party for party in hearing.parties if party.status is PartyStatus.ANSWERED]
    answers = {party.response for party in answered}
    jointly = say.and_answers(len(answers)) if len(answers) < len(answered) else ""
    return say.have_answered(len(answered), len(hearing.parties), jointly)


def _decision_line(case_type: CaseType, decision: ShownDecision) -> str:
    word = case_type.word(decision.word)
    treated = say.treated_on(day_figures(decision.decided_on), word.text if word else decision.word)
    if not decision.in_effect:
        return say.meeting_is_not_closed(treated)
    if decision.effect in (Effect.ADVANCE, Effect.SEND_TO_HEARING):  # the word says it
        return treated
    return f"{treated} – {effect_words(decision.effect).lower()}"


def _agenda_lines(happened: Happened, step: Step) -> Iterator[str]:
    decided = {(d.step, d.decided_on) for d in happened.decisions if not d.in_effect}
    for item in happened.items:
        if item.step == step.key and item.active and (item.step, item.meets_on) not in decided:
            yield say.on_the_agenda_of(day_figures(item.meets_on))


def _call_in_lines(days: WorkCalendar, journal: Iterable[ShownEntry], step: Step) -> Iterator[str]:
    for entry in journal:
        from_step = split_state(entry.from_state or "")[0]
        if entry.event is Event.DECISION_CALLED_IN and from_step == step.key:
            yield say.called_in_on(day_figures(days.local_date(entry.at)))
