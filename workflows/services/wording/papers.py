"""Says in Danish what stands in papers, feeds and on the picture of the route."""

from datetime import datetime

WHERE_IT_STANDS = "Hvor den står"
CLOSED_BEFORE_THE_DEADLINE = " (lukket før fristen)"
HEARING_IS_CLOSED = "Høring lukket"
CLOSED_ATTACHMENT = "Lukket bilag"
ATTACHMENTS_AS_THEY_STOOD = "Bilag, som de stod i dagsordenens tekst"
OPEN = "Åben"
AFTER_THE_DEADLINE = " (kom efter fristen)"
BY_MISTAKE = " (skrevet ind ved en fejl)"
ANSWER_FROM = "Svar fra"
QUESTION = "Spørgsmål"
ATTACHED = "Vedhæftet"
REMARKS = "Bemærkninger"
NUMBER = "Nummer"
TITLE = "Titel"
CASE_TYPE = "Sagstype"
OPENNESS = "Åbenhed"
DEADLINE = "Svarfrist"
MEETING = "Møde"
RESPONSIBLE = "Ansvarlig"
DRAFTING = "Udarbejdelse"
WITHDRAWN = "Trukket tilbage"
JOINED = "Lagt sammen med en anden sag"
ENDED = "Afsluttet"
HEARING_WITHDRAWN = "trukket tilbage"
HEARING_DEADLINE = "Høringsfrist"
ATTACHMENTS = "Bilag"
ROUTE = "Sagsgang"
PRESENTATION = "Sagsfremstilling"
RECOMMENDATION = "Indstilling"
ADMINISTRATION = "Forvaltningen"
CLOSED = "Lukket"
CLOSED_CASE = "Lukket sag"
CASE = "Sag"
RECEIVED = "Modtaget"
ANSWER_SAYS = "Svaret lyder"


def agendas_and_minutes_of(municipality: str) -> str:
    return f"Dagsordener og referater fra {municipality}"


def between_days(first: str, last: str) -> str:
    return f"tidligst {first} til {last}"


def was_withdrawn(began: str) -> str:
    return f"sendt i høring {began}, trukket tilbage"


def is_open_from(began: str, until: str, answered: str) -> str:
    return f"åben fra {began} {until}: {answered}"


def heard_from_to(began: str, last: str, early: str, answered: str) -> str:
    return f"i høring {began} til {last}{early}: {answered}"


def and_answers(count: int) -> str:
    return f" ({count} svar)"


def have_answered(answered: int, asked: int, jointly: str) -> str:
    return f"{answered} af {asked} har svaret{jointly}"


def meeting_is_not_closed(treated: str) -> str:
    return f"{treated} (mødet er ikke lukket)"


def on_the_agenda_of(day: str) -> str:
    return f"på dagsordenen {day}"


def hearings_in(municipality: str) -> str:
    return f"Høringer i {municipality}"


def hearing_deadlines_of(municipality: str) -> str:
    return f"Høringsfrister, {municipality}"


def hearing_of_case(title: str, number: str, again: str) -> str:
    return f"{title} (sag {number}{again})"


def file_of_report(name: str, number: int) -> str:
    return f"Høringsnotat {name} udgave {number}"


def foot_of_case(municipality: str, number: str) -> str:
    return f"{municipality} · sag {number}"


def decision_of_body(body: str, day: str) -> str:
    return f"Beslutning i {body} den {day}"


def kind_of_answer(kind: str, given: str, late: str, undone: str) -> str:
    return f"{kind} fra {given}{late}{undone}"


def receipt_number(receipt: str) -> str:
    return f"Kvittering for høringssvar {receipt}"


def received_line(day: str, received: datetime, when: str) -> str:
    return f"{day} kl. {received:%H.%M}, {when} fristen"


def together_with(names: str) -> str:
    return f" sammen med {names}"


def write_to(name: str, email: str, phone: str) -> str:
    return f"Skriv til {name}, {email}{phone}."


def opened_on(day_figures: str) -> str:
    return f"oprettet {day_figures}"


def earliest(day_figures: str) -> str:
    return f"tidligst {day_figures}"


def is_prepared(day_figures: str) -> str:
    return f"forberedes, svarfrist {day_figures}"


def treated_on(day_figures: str, text: str) -> str:
    return f"behandlet {day_figures}: {text}"


def called_in_on(day_figures: str) -> str:
    return f"standsningsretten brugt {day_figures}"


def with_a_deadline(phase: str, until: str) -> str:
    return f"{phase}, svarfrist {until}."


def extract_of(title: str) -> str:
    return f"Udskrift: {title}"


def and_phone(officer_phone: str) -> str:
    return f", telefon {officer_phone}"


def cases_of(officer: str) -> str:
    return f"Sager, {officer}"
