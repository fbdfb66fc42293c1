"""Says in Danish what is missing, and what to do about it."""

from collections.abc import Mapping
from datetime import date

from workflows.engine.daywords import day_words
from workflows.engine.errors import Lack, Missing


def lack_words(missing: Missing) -> str:
    """What is missing, as a sentence that says what to do about it."""
    words, detailed = _LACKS[missing.code]
    detail = dated(missing.detail.strip())
    return detailed.format(detail=detail) if detail and detailed else words


def dated(detail: str) -> str:
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
    Lack.FILE: ("Vælg en fil.", ""),
    Lack.BODY_IS_GONE: (
        "Udvalget findes ikke mere under det navn: ret sagsgangen, så det nye står i stedet.",
        "{detail} findes ikke mere under det navn: ret sagsgangen, så det udvalg, der behandler"
        " sagen nu, står i stedet.",
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
    Lack.SENT_AGENDA_REASON: (
        "Dagsordenen er sendt ud. Skriv, hvorfor sagen ikke kan vente, så kommer den på en"
        " tillægsdagsorden med begrundelsen, eller vælg et senere møde.",
        "",
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
    Lack.ANOTHER_OFFICER: (
        "Du har selv skrevet beslutningen; en anden sagsbehandler skal godkende den.",
        "",
    ),
    Lack.SECRETARY: (
        "Det ordner udvalgets sekretær.",
        "Det ordner udvalgets sekretær: {detail}.",
    ),
    Lack.RESPONSIBLE_OFFICER: (
        "Kun den, der er ansvarlig for sagen, bestemmer, hvem der ellers kan se den.",
        "",
    ),
    Lack.WRITER: ("Kun den, der skrev noten, kan strege den.", ""),
    Lack.APPROVAL: (
        "Beslutningen er ikke godkendt af en anden end den, der skrev den.",
        "Beslutningen i sag {detail} er ikke godkendt af en anden end den, der skrev den.",
    ),
    Lack.ADDITION: ("Skriv det, der skal føjes til.", ""),
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
    Lack.ANSWER_TEXT: ("Skriv bemærkningerne, eller vedhæft dem som fil.", ""),
    Lack.STALE_ANSWER: ("Svaret er ændret, siden siden blev åbnet.", ""),
    Lack.OPEN_CASE: ("Sagen er lukket; intet af den vises offentligt.", ""),
    Lack.PUBLISHED: ("Svaret er ikke offentliggjort.", ""),
    Lack.REGISTERED_BY_HAND: (
        "Kun et svar, som en sagsbehandler har skrevet ind, kan fortrydes, og kun én gang.",
        "",
    ),
    Lack.STALE_REPORT: ("Høringsnotatet er ændret, siden du åbnede siden.", ""),
}
