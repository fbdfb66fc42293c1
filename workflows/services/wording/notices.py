"""What officers are told by mail, in Danish: one sentence or two for each notice."""

from collections.abc import Mapping, Sequence

from workflows.engine.vocabulary import MessageKind
from workflows.services.wording.lacks import dated
from workflows.services.wording.mails import message_kind_words


def notice_words(about: str, told: Mapping[str, object]) -> str:
    """What an officer is told; `told` is what the act put in the letter, such as `party`."""
    given = {name: dated(str(value)) for name, value in told.items()}
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
    there = " Svarene ligger på sagen med et udkast til høringsnotat." if answered else ""
    return f"Høringen er lukket{before}. {answered} af {asked} har svaret.{silent}{there}"


_SOMETHING = "Der er noget at se til på sagen."


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
    "answer_after_closing": (
        "{party} har svaret, efter at høringen blev lukket før fristen. Svaret er lagt på sagen."
    ),
    "follow_up_opened": (
        "Sagen er oprettet af sig selv som opfølgning på sag {follows}, og du er ansvarlig for den."
        " Det blev lovet til {due_on}."
    ),
    "handed_over": "{by} har gjort dig ansvarlig for sagen. {reason}",
    "mentioned": "{by} har skrevet en note til dig på sagen. Den står under Noter.",
    "withdrawn": "Sagen er trukket tilbage. {reason}",
    "joined": "Sagen er lagt sammen med en anden. Dens side siger hvilken.",
    "took_in": "{by} har lagt en anden sag sammen med denne. Dens bilag ligger her nu.",
    "decided": "Der er skrevet en beslutning på sagen: {body} {meets_on}.",
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
    "answer_after_closing": "Der er kommet et svar, efter at høringen blev lukket før fristen.",
    "follow_up_opened": "Sagen er oprettet af sig selv som opfølgning på en anden sag.",
    "handed_over": "En kollega har gjort dig ansvarlig for sagen.",
    "mentioned": "En kollega har skrevet en note til dig på sagen. Den står under Noter.",
    "withdrawn": "Sagen er trukket tilbage.",
    "joined": "Sagen er lagt sammen med en anden.",
    "took_in": "En anden sag er lagt sammen med denne.",
    "decided": "Der er skrevet en beslutning på sagen.",
    "decision_overdue": "Mødet er holdt, men der er ikke skrevet nogen beslutning på sagen.",
}
