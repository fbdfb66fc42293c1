"""What an officer should know of a hearing's plan before it is sent, in words, with what to do."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date

from workflows.engine.advising import AdvisedParty, AdvisedPlan, Caution, cautions
from workflows.engine.commands.hearings import ExtendHearing, PrepareHearing
from workflows.engine.daywords import day_words
from workflows.engine.facts import CaseFacts
from workflows.engine.rounds import hearing_step
from workflows.engine.vocabulary import CautionCode, FileStatus
from workflows.engine.whom_to_hear import LeftOut, unexplained
from workflows.records.database import Transaction
from workflows.records.heard_before import heard_before
from workflows.records.hearing_pages import ShownHearing
from workflows.records.reach import unreachable
from workflows.services.installation import Installation


def cautions_of_plan(
    house: Installation, facts: CaseFacts, today: date, plan: PrepareHearing
) -> tuple[Caution, ...]:
    """What to know of a plan that is not kept yet."""
    parties = tuple(
        AdvisedParty(
            one.name,
            one.body,
            one.due_on or plan.due_on,
            tuple(contact.email for contact in one.contacts),
        )
        for one in plan.parties
    )
    explained = [LeftOut(one.body, "", "", one.reason) for one in plan.not_heard]
    files = [one.file for one in plan.documents or ()]
    with house.database.connect() as connection:
        return _cautions(
            connection,
            house,
            AdvisedPlan(
                rule=facts.case_type.hearing_rule(plan.rule),
                today=today,
                due_on=plan.due_on,
                parties=parties,
                not_heard=unexplained(facts.to_hear, _bodies(parties), explained),
                heard_before=_before(connection, facts, explained, plan.due_on),
                unscanned=tuple(file.name for file in files if file.status is not FileStatus.CLEAN),
            ),
        )


def cautions_of_hearing(
    connection: Transaction,
    house: Installation,
    facts: CaseFacts,
    today: date,
    hearing: ShownHearing,
) -> tuple[Caution, ...]:
    """What to know of a plan that is kept, if it were sent today; nothing once it was sent."""
    if hearing.opened_at is not None:
        return ()
    parties = tuple(
        AdvisedParty(
            one.name, one.body, one.due_on, tuple(contact.email for contact in one.contacts)
        )
        for one in hearing.parties
    )
    return _cautions(
        connection,
        house,
        AdvisedPlan(
            rule=facts.case_type.hearing_rule(hearing.rule),
            today=today,
            due_on=hearing.due_on,
            parties=parties,
            not_heard=unexplained(facts.to_hear, _bodies(parties), hearing.left_out),
            heard_before=_before(connection, facts, hearing.left_out, hearing.due_on),
            unscanned=tuple(
                one.name for one in hearing.standing_documents if one.status is not FileStatus.CLEAN
            ),
        ),
    )


def cautions_of_extension(
    connection: Transaction,
    house: Installation,
    hearing: ShownHearing,
    extension: ExtendHearing,
) -> tuple[Caution, ...]:
    """What to know of a later deadline before the parties are told; nothing if none gets longer.

    July and meetings are looked for in the whole hearing, from the day that it was sent. Whoever
    has answered needs no meeting any more.
    """
    calendar = house.around.calendar
    ends = calendar.end_of(extension.due_on)
    extended = [
        one for one in hearing.parties if extension.party in (None, one.id) and one.due_at < ends
    ]
    if hearing.opened_at is None or not extended:
        return ()
    parties = tuple(
        AdvisedParty(
            one.name, one.body, extension.due_on, tuple(each.email for each in one.contacts)
        )
        for one in extended
        if one.response is None
    )
    opened = calendar.local_date(hearing.opened_at)
    return _cautions(
        connection,
        house,
        AdvisedPlan(rule=None, today=opened, due_on=extension.due_on, parties=parties),
    )


def extension_words(caution: Caution) -> str:
    """What is poor about a later deadline, why, and what is proposed instead."""
    if caution.code is CautionCode.UNREACHABLE and caution.party is not None:
        return (
            f"Sidst der blev skrevet til {caution.detail} ({caution.party.name}), kom mailen"
            " tilbage. Brevet om den nye frist når nok ikke frem: ring, eller skriv et andet sted."
        )
    return caution_words(caution)


def _cautions(
    connection: Transaction, house: Installation, plan: AdvisedPlan
) -> tuple[Caution, ...]:
    addresses = [address for party in plan.parties for address in party.addresses]
    plan = replace(plan, unreachable=unreachable(connection, addresses))
    return cautions(plan, house.around.calendar, house.definitions.calendars)


def _before(
    connection: Transaction, facts: CaseFacts, left_out: Iterable[LeftOut], due_on: date
) -> tuple[AdvisedParty, ...]:
    """The parties of the round before, but for those that a reason is given for leaving out."""
    explained = {one.body for one in left_out if one.reason.strip()}
    return tuple(
        AdvisedParty(one.name, one.body, due_on, ())
        for one in heard_before(connection, facts.id, hearing_step(facts))
        if one.body not in explained
    )


def _bodies(parties: Iterable[AdvisedParty]) -> set[str | None]:
    return {party.body for party in parties}


def caution_words(caution: Caution) -> str:
    """What is poor about the plan, why, and what is proposed instead."""
    return _WORDS[caution.code](caution)


def _whose(caution: Caution) -> str:
    """The deadline as a sentence names it: `Fristen` or `Ældrerådets frist`."""
    return f"Fristen for {caution.party.name}" if caution.party else "Fristen"


def _day(day: date | None) -> str:
    return day_words(day) if day else ""


def _past(caution: Caution) -> str:
    return (
        f"{_whose(caution)}, {_day(caution.due_on)}, er passeret; høringen kan ikke sendes sådan."
        f" Sendes den i dag, er fristen sædvanligvis {_day(caution.proposed)}."
    )


def _too_short(caution: Caution) -> str:
    source = f" ({caution.detail})" if caution.detail else ""
    return (
        f"{_whose(caution)}, {_day(caution.due_on)}, er kortere, end denne slags høring må være"
        f"{source}. Høringen kan ikke sendes sådan. Tidligst: {_day(caution.proposed)}."
    )


def _not_heard(caution: Caution) -> str:
    assert caution.not_heard is not None
    named = caution.not_heard
    rules = " ".join(f"{rule.text.rstrip('.')} ({rule.source})." for rule in named.rules)
    return (
        f"{named.name} er ikke med. {rules}"
        " Tag parten med, eller skriv, hvorfor den ikke høres; før det kan høringen ikke sendes."
    )


def _closed_day(caution: Caution) -> str:
    return (
        f"{_whose(caution)}, {_day(caution.due_on)}, er ikke en hverdag ({caution.detail}), og"
        f" ingen kan nås den dag. Foreslået: {_day(caution.proposed)}."
    )


def _july(caution: Caution) -> str:
    days = "1 dag" if caution.days == 1 else f"{caution.days} dage"
    whose = f" for {caution.party.name}" if caution.party else ""
    return (
        f"Høringen{whose} har {days} i juli, hvor der ikke er ordinære møder, og mange holder"
        f" ferie. Lige så lang tid uden juli: {_day(caution.proposed)}."
    )


def _no_meeting(caution: Caution) -> str:
    assert caution.party is not None
    name, meets_on = caution.party.name, caution.meets_on
    begin = f"{name} har intet møde inden fristen, {_day(caution.due_on)}, og svarer på sine møder."
    if meets_on is None:
        return f"{begin} Kalenderen har ingen kommende møder."
    return (
        f"{begin} Det næste er {_day(meets_on)}."
        f" Foreslået frist, to hverdage efter: {_day(caution.proposed)}."
    )


def _not_reached(caution: Caution) -> str:
    assert caution.party is not None
    return (
        f"Sidst der blev skrevet til {caution.detail} ({caution.party.name}), kom mailen tilbage."
        " Ret adressen, eller skriv kun til partens andre."
    )


def _heard_before(caution: Caution) -> str:
    assert caution.party is not None
    return (
        f"{caution.party.name} blev hørt i den forrige runde og er ikke med i denne."
        " Tag parten med, hvis den skal høres igen."
    )


def _not_scanned(caution: Caution) -> str:
    return (
        f"Dokumentet »{caution.detail}« er ikke set efter for virus endnu."
        " Parterne kan først hente det, når det er."
    )


_WORDS: Mapping[CautionCode, Callable[[Caution], str]] = {
    CautionCode.DAY_PAST: _past,
    CautionCode.MINIMUM_PERIOD: _too_short,
    CautionCode.NOT_HEARD: _not_heard,
    CautionCode.CLOSED_DAY: _closed_day,
    CautionCode.JULY: _july,
    CautionCode.NO_MEETING: _no_meeting,
    CautionCode.UNREACHABLE: _not_reached,
    CautionCode.HEARD_BEFORE: _heard_before,
    CautionCode.NOT_SCANNED: _not_scanned,
}
