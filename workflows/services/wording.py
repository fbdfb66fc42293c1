"""The Danish for every code that pages, letters and the command line show to people."""

from collections.abc import Mapping, Sequence
from datetime import date

from workflows.engine.daywords import day_words
from workflows.engine.errors import Lack, Missing
from workflows.engine.route import CLOSED, DRAFTING, ON_HOLD, WITHDRAWN, Route, Step, split_state
from workflows.engine.vocabulary import (
    AttachmentKind,
    BodyKind,
    Channel,
    DeadlineKind,
    DeadlineStatus,
    Effect,
    Event,
    FileStatus,
    HearingPhase,
    MailReason,
    MailStatus,
    MessageKind,
    MessageStatus,
    Openness,
    PartyStatus,
    Stance,
    StepKind,
    Trigger,
)

CHANGES_IN_THE_TEXT = "Det, der er ændret, står i høringens tekst."
"""What a later round is told to have changed, when a system that prepares it does not say."""


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
    CLOSED: "Afsluttet",
}

_PHASES: Mapping[str, str] = {
    "preparing": "Forbereder {at}",
    "open": "I {at}",
    "waiting": "Venter på behandling i {at}",
    "on_agenda": "På dagsordenen i {at}",
    "decided": "Besluttet i {at}, mødet er ikke lukket",
}


def lack_words(missing: Missing) -> str:
    """What is missing, as a sentence that says what to do about it."""
    words, detailed = _LACKS[missing.code]
    detail = _dated(missing.detail.strip())
    return detailed.format(detail=detail) if detail and detailed else words


def _dated(detail: str) -> str:
    """The detail with a leading ISO date written as Danes write it, a legal source in brackets."""
    first, _, rest = detail.partition(" ")
    try:
        day = day_words(date.fromisoformat(first))
    except ValueError:
        return detail
    return f"{day} ({rest})" if rest else day


_LACKS: Mapping[Lack, tuple[str, str]] = {
    Lack.TITLE: ("Sagen mangler en titel.", ""),
    Lack.REASON: ("Skriv en begrundelse; den kommer i journalen.", ""),
    Lack.HEARING: ("Høringen er ikke forberedt: skriv hvad der spørges om, hvem og hvornår.", ""),
    Lack.HEARING_RULE: ("Vælg, hvilken slags høring det er.", "Vælg høringens slags: {detail}."),
    Lack.HEARING_TEXT: ("Skriv, hvad høringen handler om.", ""),
    Lack.CHANGES: ("Skriv, hvad der er ændret siden den forrige runde.", ""),
    Lack.PARTIES: ("Vælg mindst én høringspart.", ""),
    Lack.PARTY_TWICE: ("En høringspart står der to gange.", "{detail} står der to gange."),
    Lack.WHY_NOT_HEARD: (
        "En, der skal høres, er ikke med: tag parten med, eller skriv, hvorfor den ikke høres.",
        "{detail} skal høres: tag parten med, eller skriv, hvorfor den ikke høres.",
    ),
    Lack.CONTACT: (
        "En høringspart har ingen mailadresse.",
        "{detail} har ingen mailadresse: tilføj en, eller tag parten ud.",
    ),
    Lack.DEADLINE_IN_FUTURE: (
        "Fristen skal ligge i fremtiden.",
        "Fristen, {detail}, er allerede passeret: vælg en senere dag.",
    ),
    Lack.DEADLINE_LATER_THAN_BEFORE: (
        "Den nye frist skal være senere end den gamle.",
        "Den nye frist skal være senere end den gamle, {detail}.",
    ),
    Lack.MINIMUM_PERIOD: (
        "Fristen er kortere, end denne slags høring må være.",
        "Fristen er for kort: tidligst {detail}.",
    ),
    Lack.MEETING: (
        "Der er ingen møder i kalenderen at sætte sagen på.",
        "Kalenderen har ikke det møde i {detail}.",
    ),
    Lack.MEETING_OF_THIS_BODY: (
        "Sagen skal på et møde i det udvalg, den venter på.",
        "Sagen skal på et møde i {detail}.",
    ),
    Lack.MEETING_IS_CLOSED: (
        "Mødet er lukket; vælg et senere møde.",
        "Mødet {detail} er lukket; vælg et senere møde.",
    ),
    Lack.MEETING_HELD: (
        "Mødet er ikke holdt endnu; beslutningen kan først skrives på mødets dag.",
        "Mødet er først {detail}, og indtil da er der intet at beslutte. Er mødet flyttet, så ret"
        " datoen i mødekalenderen, tag sagen af dagsordenen, og sæt den på mødets nye dag.",
    ),
    Lack.LATE_ITEM_REASON: (
        "Dagsordenen er lukket for nye punkter; skriv, hvorfor sagen ikke kan vente.",
        "Dagsordenen lukkede for nye punkter {detail}. Skriv, hvorfor sagen ikke kan vente, eller"
        " vælg et senere møde. Begrundelsen kommer til at stå på dagsordenen.",
    ),
    Lack.PAST_MEETING_REASON: (
        "Mødet er holdt; skriv, hvorfor sagen sættes på bagefter.",
        "Mødet er holdt {detail}. Skriv, hvorfor sagen først sættes på nu, eller vælg et møde, der"
        " kommer. Begrundelsen kommer til at stå på dagsordenen.",
    ),
    Lack.DECISION_TO_CORRECT: (
        "Der er ingen beslutning, som kan rettes: den er ikke skrevet endnu, eller mødet er"
        " lukket, og den har fået virkning. Er en beslutning med virkning ført forkert, så lad"
        " udvalget beslutte på ny: genåbn sagen, hvis den er afsluttet, og sæt den på et møde.",
        "",
    ),
    Lack.WORD: (
        "Vælg beslutningens ord.",
        "Vælg beslutningens ord. Denne sagstype har: {detail}.",
    ),
    Lack.EFFECT: (
        "Punkterne gik hver sin vej; vælg, hvad beslutningen gør ved sagen.",
        "",
    ),
    Lack.DECISION_TEXT: (
        "Skriv beslutningen, som den blev truffet.",
        "Sag {detail} står på dagsordenen uden en beslutning: skriv den, eller tag sagen af"
        " dagsordenen.",
    ),
    Lack.TARGET: (
        "Vælg, hvilket udvalg sagen oversendes til.",
        "»{detail}« er ikke et udvalg i registeret.",
    ),
    Lack.ROUTE_KEEPS_WALKED: (
        "Den del af sagsgangen, som sagen har gået, kan ikke ændres.",
        "Sagsgangen skal begynde med det, som sagen har gået: {detail}.",
    ),
    Lack.INNER_DEADLINE: (
        "Vælg en dag fra i dag til og med jeres svarfrist.",
        "Vælg en dag fra i dag til og med jeres svarfrist, {detail}.",
    ),
    Lack.OPEN_FOR_ANSWERS: ("Høringen tager ikke imod svar.", ""),
    Lack.ANSWER_TEXT: ("Skriv jeres bemærkninger, eller vedhæft dem som fil.", ""),
    Lack.STALE_ANSWER: ("Svaret er ændret, siden siden blev åbnet.", ""),
    Lack.OPEN_CASE: ("Sagen er lukket; intet af den vises offentligt.", ""),
    Lack.PUBLISHED: ("Svaret er ikke offentliggjort.", ""),
    Lack.REGISTERED_BY_HAND: (
        "Kun et svar, som en sagsbehandler har skrevet ind, kan fortrydes, og kun én gang.",
        "",
    ),
    Lack.STALE_REPORT: ("Høringsnotatet er ændret, siden du åbnede siden.", ""),
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
}


def event_words(event: Event) -> str:
    """What happened, as the journal's page heads it."""
    return _EVENTS[event]


_EVENTS: Mapping[Event, str] = {
    Event.CASE_OPENED: "Sagen blev oprettet",
    Event.CASE_EDITED: "Sagens tekst blev ændret",
    Event.CASE_MARKED: "Sagen fik andre mærker",
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
    Event.DECISION_TOOK_EFFECT: "Beslutningen fik virkning",
    Event.DECISION_CALLED_IN: "Standsningsretten blev brugt",
    Event.DEADLINE_PASSED: "En frist blev overskredet",
    Event.DEADLINE_SKIPPED: "En frist gav ikke længere mening",
    Event.OFFICER_NOTIFIED: "Sagsbehandleren fik besked",
    Event.JOURNAL_ERASED: "Indhold i journalen blev slettet",
}


def stance_words(stance: Stance) -> str:
    """What an answer says as a whole."""
    return _STANCES[stance]


_STANCES: Mapping[Stance, str] = {
    Stance.NO_REMARKS: "Ingen bemærkninger",
    Stance.SUPPORTS: "Støtter forslaget",
    Stance.SUPPORTS_WITH_REMARKS: "Støtter forslaget med bemærkninger",
    Stance.OPPOSES: "Støtter ikke forslaget",
}


def party_status_words(status: PartyStatus) -> str:
    """How far a hearing party has come."""
    return _PARTY_STATUSES[status]


_PARTY_STATUSES: Mapping[PartyStatus, str] = {
    PartyStatus.PREPARING: "Ikke inviteret endnu",
    PartyStatus.INVITED: "Inviteret",
    PartyStatus.ANSWERED: "Har svaret",
    PartyStatus.SILENT: "Har ikke svaret",
    PartyStatus.UNREACHABLE: "Kunne ikke nås",
    PartyStatus.WITHDRAWN: "Trukket tilbage",
}


def phase_words(phase: HearingPhase) -> str:
    """How far a hearing has come."""
    return _HEARING_PHASES[phase]


_HEARING_PHASES: Mapping[HearingPhase, str] = {
    HearingPhase.PREPARING: "Under forberedelse",
    HearingPhase.OPEN: "Åben",
    HearingPhase.LATE: "Fristen er passeret",
    HearingPhase.SEALED: "Lukket",
    HearingPhase.WITHDRAWN: "Trukket tilbage",
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


def outcome_words(effect: Effect, state: str, route: Route) -> str:
    """What a decision comes to, with where the case goes: `Sagen går videre til …`."""
    key, _ = split_state(state)
    step = next((step for step in route.steps if step.key == key), None)
    if step is None:
        ends = effect is Effect.ADVANCE and state == CLOSED
        return "Sagen er færdigbehandlet og afsluttes" if ends else effect_words(effect)
    if effect is Effect.DEFER:
        return f"Sagen kommer på et senere møde i {_place(step, route)}"
    if effect is Effect.SEND_TO_HEARING:
        return effect_words(effect)
    return f"Sagen går {'videre ' if effect is Effect.ADVANCE else ''}til {_place(step, route)}"


def openness_words(openness: Openness) -> str:
    """Whether the public may see a case, as agendas print it."""
    return _OPENNESS[openness]


_OPENNESS: Mapping[Openness, str] = {
    Openness.OPEN: "Åben sag",
    Openness.CLOSED: "Lukket sag",
}


def channel_words(channel: Channel) -> str:
    """The way that an answer came in."""
    return _CHANNELS[channel]


_CHANNELS: Mapping[Channel, str] = {
    Channel.LINK: "Svarsiden",
    Channel.LETTER: "Brev",
    Channel.MAIL: "Mail",
    Channel.PHONE: "Telefon",
}


def body_kind_words(kind: BodyKind) -> str:
    """What kind of body it is."""
    return _BODY_KINDS[kind]


_BODY_KINDS: Mapping[BodyKind, str] = {
    BodyKind.COMMITTEE: "Udvalg",
    BodyKind.COUNCIL: "Kommunalbestyrelse",
    BodyKind.MED: "MED-udvalg",
    BodyKind.ADVISORY: "Råd",
    BodyKind.EXTERNAL: "Ekstern organisation",
}


def attachment_kind_words(kind: AttachmentKind) -> str:
    """What kind of attachment it is."""
    return _ATTACHMENT_KINDS[kind]


_ATTACHMENT_KINDS: Mapping[AttachmentKind, str] = {
    AttachmentKind.DOCUMENT: "Dokument",
    AttachmentKind.RESPONSE: "Høringssvar",
    AttachmentKind.REPORT: "Høringsnotat",
}


def message_kind_words(kind: MessageKind) -> str:
    """What a message is for."""
    return _MESSAGE_KINDS[kind]


_MESSAGE_KINDS: Mapping[MessageKind, str] = {
    MessageKind.INVITATION: "Invitation",
    MessageKind.REMINDER: "Påmindelse",
    MessageKind.EXTENSION: "Ny frist",
    MessageKind.WITHDRAWAL: "Høring trukket tilbage",
    MessageKind.DOCUMENT: "Dokument skiftet ud",
    MessageKind.RECEIPT: "Kvittering",
    MessageKind.CLOSING: "Høring lukket",
    MessageKind.OFFICER: "Besked til sagsbehandleren",
    MessageKind.DIGEST: "Oversigt",
    MessageKind.AGENDA: "Dagsorden",
    MessageKind.TEST: "Prøve på invitation",
}


def message_status_words(status: MessageStatus) -> str:
    """What became of a message."""
    return _MESSAGE_STATUSES[status]


_MESSAGE_STATUSES: Mapping[MessageStatus, str] = {
    MessageStatus.PENDING: "Venter på at blive sendt",
    MessageStatus.CLAIMED: "Er ved at blive sendt",
    MessageStatus.SENT: "Sendt",
    MessageStatus.FAILED: "Kunne ikke sendes",
    MessageStatus.UNCERTAIN: "Måske sendt",
    MessageStatus.SKIPPED: "Ikke sendt",
    MessageStatus.GATHERED: "Står i dagens mail til sagsbehandleren",
}


def deadline_kind_words(kind: DeadlineKind) -> str:
    """What is due."""
    return _DEADLINE_KINDS[kind]


_DEADLINE_KINDS: Mapping[DeadlineKind, str] = {
    DeadlineKind.REMINDER: "Påmindelse",
    DeadlineKind.HEARING_CLOSE: "Høringen lukker",
    DeadlineKind.HEARING_SEAL: "Sidste frist for sene svar",
    DeadlineKind.AGENDA_CUTOFF: "Dagsordenen lukker",
    DeadlineKind.AGENDA_DISPATCH: "Dagsordenen sendes ud",
    DeadlineKind.OVERDUE: "Beslutningen skulle være skrevet",
    DeadlineKind.FOLLOW_UP: "Opfølgning",
}


def deadline_status_words(status: DeadlineStatus) -> str:
    """What became of a deadline."""
    return _DEADLINE_STATUSES[status]


_DEADLINE_STATUSES: Mapping[DeadlineStatus, str] = {
    DeadlineStatus.PENDING: "Venter",
    DeadlineStatus.DONE: "Udført",
    DeadlineStatus.SKIPPED: "Sprunget over: gav ikke længere mening",
    DeadlineStatus.CANCELLED: "Afblæst",
    DeadlineStatus.FAILED: "Mislykkedes",
}


def file_status_words(status: FileStatus) -> str:
    """Whether an uploaded file may be fetched."""
    return _FILE_STATUSES[status]


_FILE_STATUSES: Mapping[FileStatus, str] = {
    FileStatus.CLEAN: "Kan hentes",
    FileStatus.QUARANTINED: "Venter på viruskontrol",
    FileStatus.REFUSED: "Afvist af viruskontrollen",
}


def size_words(size: int) -> str:
    """A number of bytes as people read it: `812 byte`, `14 kB`, `2,3 MB`."""
    if size < 1000:
        return f"{size} byte"
    if size < 1_000_000:
        return f"{round(size / 1000)} kB"
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")


def mail_status_words(status: MailStatus) -> str:
    """What became of a mail that came in."""
    return _MAIL_STATUSES[status]


_MAIL_STATUSES: Mapping[MailStatus, str] = {
    MailStatus.MATCHED: "Ligner et høringssvar",
    MailStatus.AUTO: "Automatisk svar",
    MailStatus.BOUNCE: "Besked fra en mailserver",
    MailStatus.UNPLACED: "Skal ses af et menneske",
    MailStatus.REGISTERED: "Skrevet ind som høringssvar",
    MailStatus.DISMISSED: "Lagt til side",
}


def mail_reason_words(reason: MailReason) -> str:
    """Why a mail that came in was filed as it was, as a sentence."""
    return _MAIL_REASONS[reason]


_MAIL_REASONS: Mapping[MailReason, str] = {
    MailReason.KNOWN_CONTACT: "Mailen svarer på et brev herfra og er fra partens egen adresse.",
    MailReason.UNKNOWN_SENDER: (
        "Mailen svarer på et brev herfra, men afsenderen er ikke en af partens adresser."
    ),
    MailReason.NOT_GENUINE: (
        "Mailserveren kunne ikke bekræfte, at mailen er fra den adresse, der står på den."
    ),
    MailReason.NO_REFERENCE: "Mailen svarer ikke på noget brev herfra.",
    MailReason.NOT_TO_A_PARTY: "Mailen svarer på et brev, der ikke gik til en høringspart.",
    MailReason.UNREADABLE: "Mailen har ingen afsender eller kan ikke læses.",
    MailReason.TOO_BIG: (
        "Mailen er for stor til at blive hentet. Kun begyndelsen står her; find den i postkassen."
    ),
    MailReason.AUTOMATIC: "Mailen er skrevet af en maskine, for eksempel et fraværssvar.",
    MailReason.NOT_DELIVERED: "Et brev herfra kunne ikke afleveres.",
    MailReason.DELAYED: "En mailserver fortæller om et brev, der er forsinket eller afleveret.",
    MailReason.OTHER_RECIPIENT: (
        "En mailserver fortæller om et brev herfra, men nævner en anden modtager."
    ),
    MailReason.FOREIGN_REPORT: "En mailserver fortæller om et brev, der ikke kendes.",
}


def notice_words(about: str, told: Mapping[str, object]) -> str:
    """What an officer is told; `told` is what the act put in the letter, such as `party`."""
    given = {name: _dated(str(value)) for name, value in told.items()}
    if "letter" in told:
        given["letter"] = message_kind_words(MessageKind(str(told["letter"])))
    return _NOTICES.get(about, _SOMETHING).format_map(given)


def bare_notice_words(about: str) -> str:
    """The same of a closed case, where a mail names nobody and nothing."""
    return _BARE_NOTICES.get(about, _SOMETHING)


def closing_notice_words(answered: int, asked: int, missing: Sequence[str], *, early: bool) -> str:
    """That a hearing was closed, and who answered it."""
    before = " før fristen" if early else ""
    silent = f" Ikke svaret: {', '.join(missing)}." if missing else ""
    return (
        f"Høringen er lukket{before}. {answered} af {asked} har svaret.{silent} Svarene ligger på"
        " sagen med et udkast til høringsnotat."
    )


_SOMETHING = "Der er noget at se til på din sag."

_NOTICES: Mapping[str, str] = {
    "party_unreachable": (
        "Mailen til {party} kunne ikke afleveres: adressen {recipient} findes ikke eller tager"
        " ikke imod.\n\nFå fat i parten på en anden måde. Du kan selv skrive svaret ind på sagen."
    ),
    "not_told_closing": (
        "Mail til {parties} kommer tilbage, så de fik ikke besked om, at høringen er lukket før"
        " fristen. Giv dem besked på en anden måde."
    ),
    "not_told_extension": (
        "Mail til {parties} kommer tilbage, så de fik ikke besked om den nye frist. Giv dem besked"
        " på en anden måde."
    ),
    "not_told_document": (
        "Mail til {parties} kommer tilbage, så de fik ikke besked om, at et dokument i høringen er"
        " skiftet ud. Giv dem besked på en anden måde."
    ),
    "not_told_withdrawal": (
        "Mail til {parties} kommer tilbage, så de fik ikke besked om, at høringen er trukket"
        " tilbage eller slut før fristen. Giv dem besked på en anden måde."
    ),
    "not_sent": (
        "{letter} til {party} kunne ikke sendes: mailserveren tager ikke imod mail til"
        " {recipient}. Giv parten besked på en anden måde."
    ),
    "invited_late": (
        "Invitationen til {parties} kom forsinket af sted, så tiden til fristen er kortere, end den"
        " skal være ({rule}). Forlæng fristen, mindst til {extend_to}."
    ),
    "late_answer": "{party} har svaret efter fristen. Svaret er lagt på sagen.",
    "decision_overdue": (
        "Mødet i {body} {meets_on} er holdt, men der er ikke skrevet nogen beslutning på sagen."
    ),
}
"""Each text names only what the notice of that name is sent with."""

_BARE_NOTICES: Mapping[str, str] = {
    "hearing_closed": "Høringen er lukket. Svarene ligger på sagen.",
    "party_unreachable": "Mail til en høringspart kunne ikke afleveres.",
    "not_told_closing": "Nogle fik ikke besked om, at høringen er lukket før fristen.",
    "not_told_extension": "Nogle fik ikke besked om den nye frist.",
    "not_told_document": "Nogle fik ikke besked om, at et dokument er skiftet ud.",
    "not_told_withdrawal": "Nogle fik ikke besked om, at høringen er trukket tilbage.",
    "not_sent": "Mail til en høringspart kunne ikke sendes.",
    "invited_late": "Invitationer kom så sent af sted, at fristen skal forlænges.",
    "late_answer": "Der er kommet et svar efter fristen.",
    "decision_overdue": "Mødet er holdt, men der er ikke skrevet nogen beslutning på sagen.",
}
