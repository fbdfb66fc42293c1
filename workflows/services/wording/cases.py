"""Says in Danish where a case stands, what is done to it and what happened to it."""

from collections.abc import Collection, Mapping
from datetime import date

from workflows.engine.daywords import day_words
from workflows.engine.definition import Body
from workflows.engine.route import (
    CLOSED,
    DRAFTING,
    JOINED,
    ON_HOLD,
    WITHDRAWN,
    Route,
    Step,
    next_step,
    split_state,
)
from workflows.engine.vocabulary import (
    AttachmentKind,
    Effect,
    Event,
    Openness,
    Place,
    Reading,
    StepKind,
    Tie,
    Trigger,
)


def state_words(state: str, route: Route) -> str:
    """Where a case stands, such as `Venter på behandling i Økonomiudvalget`."""
    key, phase = split_state(state)
    step = next((step for step in route.steps if step.key == key), None)
    if step is None:
        return _ENDS.get(state, state)
    return _PHASES[phase or ""].format(at=_place(step, route))


def step_words(step: Step, route: Route) -> str:
    """A step of the route, told apart where a body or a hearing comes more than once."""
    same = [s for s in route.steps if (s.kind, s.body) == (step.kind, step.body)]
    if len(same) == 1:
        return step.title
    return f"{step.title}, {same.index(step) + 1}. gang"


def _place(step: Step, route: Route) -> str:
    words = step_words(step, route)
    return words[:1].lower() + words[1:] if step.kind is StepKind.HEARING else words


_ENDS: Mapping[str, str] = {
    DRAFTING: "Under udarbejdelse",
    ON_HOLD: "I bero",
    WITHDRAWN: "Trukket tilbage",
    JOINED: "Lagt sammen med en anden sag",
    CLOSED: "Afsluttet",
}


_PHASES: Mapping[str, str] = {
    "preparing": "Forbereder {at}",
    "open": "I {at}",
    "waiting": "Venter på behandling i {at}",
    "on_agenda": "På dagsordenen i {at}",
    "decided": "Besluttet i {at}, mødet er ikke lukket",
}


def trigger_words(trigger: Trigger) -> str:
    """What an officer does, as a button says it."""
    return _TRIGGERS[trigger]


_TRIGGERS: Mapping[Trigger, str] = {
    Trigger.SUBMIT: "Send sagen videre",
    Trigger.OPEN_HEARING: "Send i høring",
    Trigger.CLOSE_HEARING: "Luk høringen",
    Trigger.PUT_ON_AGENDA: "Sæt på dagsordenen",
    Trigger.TAKE_OFF_AGENDA: "Tag af dagsordenen",
    Trigger.DECIDE: "Skriv beslutningen",
    Trigger.TAKE_EFFECT: "Lad beslutningen få virkning",
    Trigger.CALL_IN: "Brug standsningsretten",
    Trigger.REROUTE: "Skriv sagsgangen om",
    Trigger.HOLD: "Sæt i bero",
    Trigger.RESUME: "Genoptag",
    Trigger.WITHDRAW: "Træk sagen tilbage",
    Trigger.REOPEN: "Genåbn sagen",
    Trigger.JOIN: "Læg sagen sammen med en anden",
}


def event_words(event: Event) -> str:
    """What happened, as the journal's page heads it."""
    return _EVENTS[event]


_EVENTS: Mapping[Event, str] = {
    Event.CASE_OPENED: "Sagen blev oprettet",
    Event.CASE_IMPORTED: "Sagen blev ført ind fra en dagsordens tekst",
    Event.CASE_EDITED: "Sagens tekst blev ændret",
    Event.CASE_MARKED: "Sagen fik andre mærker",
    Event.CASE_HANDED_OVER: "Sagen blev overdraget",
    Event.CASE_SUBMITTED: "Sagen blev sendt videre",
    Event.CASE_REROUTED: "Sagsgangen blev skrevet om",
    Event.CASE_HELD: "Sagen blev sat i bero",
    Event.CASE_RESUMED: "Sagen blev genoptaget",
    Event.CASE_WITHDRAWN: "Sagen blev trukket tilbage",
    Event.CASE_REOPENED: "Sagen blev genåbnet",
    Event.HEARING_PREPARED: "Høringen blev forberedt",
    Event.HEARING_TRIED: "Invitationen blev sendt som prøve",
    Event.HEARING_OPENED: "Sagen blev sendt i høring",
    Event.HEARING_EXTENDED: "Høringsfristen blev forlænget",
    Event.HEARING_CLOSED: "Høringen blev lukket",
    Event.HEARING_SEALED: "Høringen tager ikke imod flere svar",
    Event.HEARING_WITHDRAWN: "Høringen blev trukket tilbage",
    Event.DOCUMENT_ADDED: "Et dokument blev lagt til høringens plan",
    Event.DOCUMENT_REMOVED: "Et dokument blev taget ud af høringens plan",
    Event.DOCUMENT_REPLACED: "Et forkert dokument i høringen blev skiftet ud",
    Event.ATTACHMENT_ADDED: "Bilag blev lagt på sagen",
    Event.ATTACHMENT_REMOVED: "Et bilag blev taget af sagen",
    Event.PARTY_REMINDED: "En høringspart blev mindet om fristen",
    Event.PARTY_UNREACHABLE: "En høringspart kunne ikke nås",
    Event.PARTY_LINK_SENT: "En høringspart fik sit link igen",
    Event.PARTY_INNER_DEADLINE: "En høringspart satte sine egne medlemmer en frist",
    Event.RESPONSE_RECEIVED: "Et høringssvar kom ind",
    Event.RESPONSE_REPLACED: "Et høringssvar blev rettet",
    Event.RESPONSE_UNDONE: "Et høringssvar, der var skrevet ind ved en fejl, blev fortrudt",
    Event.RESPONSE_PUBLISHED: "Et høringssvar blev offentliggjort",
    Event.RESPONSE_UNPUBLISHED: "Et høringssvar blev taget tilbage fra de offentlige sider",
    Event.REPORT_EDITED: "Der blev skrevet i høringsnotatet",
    Event.REPORT_FINISHED: "Høringsnotatet blev gjort færdigt",
    Event.AGENDA_ITEM_PLACED: "Sagen kom på dagsordenen",
    Event.AGENDA_ITEM_REMOVED: "Sagen blev taget af dagsordenen",
    Event.DECISION_RECORDED: "Beslutningen blev skrevet",
    Event.DECISION_CORRECTED: "Beslutningen blev rettet",
    Event.DECISION_APPROVED: "Det skrevne blev godkendt af en anden",
    Event.DECISION_ADDED_TO: "Der blev føjet noget til beslutningen",
    Event.DECISION_TOOK_EFFECT: "Beslutningen fik virkning",
    Event.DECISION_CALLED_IN: "Standsningsretten blev brugt",
    Event.PROMISE_MADE: "En opfølgning blev lovet",
    Event.PROMISE_MOVED: "En opfølgning blev flyttet",
    Event.PROMISE_ENDED: "En opfølgning blev afsluttet",
    Event.PROMISE_KEPT: "En opfølgning blev til en sag",
    Event.PROMISE_DECLINED: "En sætning i teksten blev ikke taget som en opfølgning",
    Event.READER_NAMED: "En sagsbehandler blev navngivet på den lukkede sag",
    Event.READER_REMOVED: "En sagsbehandler er ikke længere navngivet på sagen",
    Event.CASE_RELATED: "Sagen blev knyttet til en anden sag",
    Event.CASE_UNRELATED: "Sagen er ikke længere knyttet til en anden sag",
    Event.CASE_SPLIT: "En ny sag blev udskilt af sagen",
    Event.CASE_JOINED: "Sagen blev lagt sammen med en anden",
    Event.COMMENT_WRITTEN: "Der blev skrevet en intern note",
    Event.COMMENT_STRUCK: "En intern note blev streget",
    Event.DEADLINE_PASSED: "En frist blev overskredet",
    Event.DEADLINE_SKIPPED: "En frist gav ikke længere mening",
    Event.OFFICER_NOTIFIED: "Sagsbehandleren fik besked",
    Event.JOURNAL_ERASED: "Indhold i journalen blev slettet",
}


def effect_words(effect: Effect) -> str:
    """What a decision does to the case."""
    return _EFFECTS[effect]


_EFFECTS: Mapping[Effect, str] = {
    Effect.ADVANCE: "Sagen går videre",
    Effect.DEFER: "Sagen kommer på et senere møde",
    Effect.RETURN: "Sagen går tilbage til udarbejdelse",
    Effect.SEND_TO_HEARING: "Sagen sendes i høring",
    Effect.REFER: "Sagen går til et andet udvalg",
    Effect.REJECT: "Sagen afvises og slutter",
    Effect.LAPSE: "Sagen bortfalder og slutter",
}


def outcome_words(effect: Effect, state: str, route: Route, later: date | None = None) -> str:
    """What a decision comes to, with where the case goes: `Sagen går videre til …`.

    `later` is the day of the meeting that a deferral names.
    """
    key, _ = split_state(state)
    step = next((step for step in route.steps if step.key == key), None)
    if step is None:
        ends = effect is Effect.ADVANCE and state == CLOSED
        return "Sagen er færdigbehandlet og afsluttes" if ends else effect_words(effect)
    if effect is Effect.DEFER:
        if later is not None:
            return f"Sagen kommer på mødet i {_place(step, route)} {day_words(later)}"
        return f"Sagen kommer på et senere møde i {_place(step, route)}"
    if effect is Effect.SEND_TO_HEARING:
        return effect_words(effect)
    return f"Sagen går {'videre ' if effect is Effect.ADVANCE else ''}til {_place(step, route)}"


def referral_words(body: Body, state: str, route: Route) -> str:
    """A body that a case is referred to, with where the case goes from there."""
    key, _ = split_state(state)
    after = next_step(route, key) if key else None
    return (
        f"{body.name}, derefter {_place(after, route)}" if after else f"{body.name}, som den sidste"
    )


def openness_words(openness: Openness) -> str:
    """Whether the public may see a case, as agendas print it."""
    return _OPENNESS[openness]


_OPENNESS: Mapping[Openness, str] = {
    Openness.OPEN: "Åben sag",
    Openness.CLOSED: "Lukket sag",
}


def tie_words(tie: Tie) -> str:
    """What a case is to another, before the other's number."""
    return _TIES[tie]


_TIES: Mapping[Tie, str] = {
    Tie.BELONGS_WITH: "Hører sammen med",
    Tie.FOLLOWS_UP: "Følger op på",
    Tie.FOLLOWED_UP_BY: "Følges op af",
    Tie.REPLACES: "Erstatter",
    Tie.REPLACED_BY: "Er erstattet af",
    Tie.SPLIT_FROM: "Udskilt af",
    Tie.SPLIT_INTO: "Udskilt til",
    Tie.JOINED_INTO: "Lagt sammen med",
    Tie.JOINED_FROM: "Har fået lagt til sig",
}


def attachment_kind_words(kind: AttachmentKind) -> str:
    """What kind of attachment it is."""
    return _ATTACHMENT_KINDS[kind]


_ATTACHMENT_KINDS: Mapping[AttachmentKind, str] = {
    AttachmentKind.DOCUMENT: "Dokument",
    AttachmentKind.RESPONSE: "Høringssvar",
    AttachmentKind.REPORT: "Høringsnotat",
}


def reading_words(what: Reading) -> str:
    """What somebody read of a closed case, after the name."""
    return _READINGS[what]


_READINGS: Mapping[Reading, str] = {
    Reading.TITLE: "så titlen på dagsordenen",
    Reading.ITEM: "læste punktet",
    Reading.PAPER: "hentede hele dagsordenen eller referatet",
    Reading.FILE: "hentede en fil",
    Reading.CASE: "læste sagen",
    Reading.MAIL: "læste en mail i sagen",
    Reading.EXPORT: "hentede hele sagen",
    Reading.API: "læste sagen gennem API'et",
}


_FOUND: Mapping[Place, str] = {
    Place.BODY: "hvem der behandler eller høres",
    Place.ANSWER: "høringssvar",
    Place.DECISION: "beslutning",
}


def found_words(places: Collection[Place] | None) -> str:
    """Where a search found its words, such as `høringssvar og beslutning`.

    Empty where they stand in the case's own words, or nothing was looked for.
    """
    if not places or Place.CASE in places:
        return ""
    return " og ".join(words for place, words in _FOUND.items() if place in places)
