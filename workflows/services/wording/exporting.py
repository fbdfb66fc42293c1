"""Says in Danish what stands in the files of a whole case."""

FOLDER_OF_THE_CASE = "1 Sagen"
FOLDER_OF_HEARINGS = "2 Høringer"
FOLDER_OF_ATTACHMENTS = "4 Bilag"
DECISIONS_BEFORE_CORRECTION = "Beslutninger, før de blev rettet"
STOPPED_OR_NOT_SCANNED = "viruskontrollen har stoppet filen eller ikke set på den endnu"
FILE_IS_DELETED = "filen er slettet"
JOURNAL_FOR_PROGRAMS = "Journal for programmer, med linjernes kæde"
EVENTS = "Hændelser (XES)"
FOLDER_OF_MAILS = "5 Mails"
MAIL_IS_DELETED = "mailen er slettet"
WHAT_WAS_ASKED = "Det, der blev spurgt om"
WHO_WAS_HEARD = "Hvem blev hørt"
ANSWER_FROM = "Svar fra"
CAME_IN = "Kom ind"
CAME_AFTER_THE_DEADLINE = "kom efter fristen"
REMARKS = "Bemærkninger"
LOOK_AT = "Se på"
NOT_INCLUDED = "Ikke med"
THE_CASE = "Sagen"
ATTACHMENT = "Bilag"
HEARING_DOCUMENT = "Høringsdokument"
HEARING_REPORT = "Høringsnotat"
FILE_OF_JOURNAL = "Journal.pdf"
COMMENTS = "Interne noter"
FILE_OF_COMMENTS = "Interne noter.pdf"
COMMENT_IS_STRUCK = "Streget af den, der skrev den."
COMMENT_IS_ERASED = "Slettet."
JOURNAL = "Journal"
WHEN = "Hvornår"
WHO = "Hvem"
WHAT = "Hvad"
KIND = "Slags"
SENT = "Sendt"
DEADLINE = "Svarfrist"
RECEIVED = "Modtaget"
RECEIPT = "Kvittering"
ANSWER_SAYS = "Svaret lyder"
NOTE = "Bemærk"
FILES = "Filer"
DOCUMENT = "Dokument"
DATE = "Dato"
FILE_OF_DOCUMENTS = "Aktliste.pdf"


def folder_of_round(hearings: str, number: int, which: int) -> str:
    return f"{hearings}/Høring {number}, {which}. runde"


def hearing_round(which: int) -> str:
    return f"Høring, {which}. runde"


def answer_from(given: str, version: int) -> str:
    return f"Svar fra {given}, udgave {version}"


def attachment_to_the_answer_of(name: str) -> str:
    return f"Bilag til svaret fra {name}"


def journal_of_case(number: str) -> str:
    return f"Journal i sag {number}"


def journal_foot(municipality: str, number: str) -> str:
    return f"{municipality} · sag {number} · journal"


def from_line(name: str, address: str) -> str:
    return f"Fra: {name} <{address}>"


def to_line(name: str, address: str) -> str:
    return f"Til: {name} <{address}>"


def file_of_mail(day: str, kind: str, recipient: str) -> str:
    return f"{day} {kind} til {recipient}.txt"


def mail_to(kind: str, recipient: str) -> str:
    return f"{kind} til {recipient}"


def mail_from(sender: str, subject: str) -> str:
    return f"Mail fra {sender}: {subject}"


def file_of_received_mail(day: str, sender: str) -> str:
    return f"{day} Fra {sender}.eml"


def registered_by_mistake(reason: str) -> str:
    return f"skrevet ind ved en fejl og fortrudt: {reason}"


def answer_version(version: int) -> str:
    return f"Høringssvar, udgave {version}"


def written_and_corrected(recorded_by: str, corrected: str) -> str:
    return f"Skrevet af {recorded_by}. Rettet {corrected}."


def marks_are_the_programs(number: str, day: str) -> str:
    return (
        f"Sag {number}, som den var {day}. Mærkerne er programmets: de siger, hvad et menneske "
        "skal se på, før akterne gives videre, og ikke, hvad der skal undtages."
    )


def foot_of_case(municipality: str, number: str) -> str:
    return f"{municipality} · sag {number}"


def file_of_case(name: str) -> str:
    return f"Sag {name}.zip"


def extract_of(named: str) -> str:
    return f"Udskrift. {named}"


def subject_line(subject: str) -> str:
    return f"Emne: {subject}"


def list_of_documents(title: str) -> str:
    return f"Aktliste: {title}"


def comment_by(name: str, written: str) -> str:
    return f"{name}, {written}"
