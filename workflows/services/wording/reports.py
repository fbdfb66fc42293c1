"""Says in Danish what stands in the report of a hearing."""

IS_TO_BE_CHANGED = "Det ændres"
CORRECTED_TOO_LATE = "rettet efter fristen; svaret inden fristen gælder"
FIRST_THE_HEARING = "1. Høringen"
AND = " og "
HAS_ANSWERED_SINCE = "som siden har svaret selv"
ANOTHER_ANSWER_COUNTS = "som et andet svar gælder for"
CHANGED_SINCE_THE_ROUND_BEFORE = "Ændret siden den forrige runde"
WHO_WAS_HEARD = "Hvem blev hørt"
WHO_WAS_NOT_HEARD = "Hvem blev ikke hørt"
NOBODY_HAS_ANSWERED = "Ingen har svaret."
WHO_DID_NOT_ANSWER = "Hvem svarede ikke"
ANSWERS_BY_MISTAKE = "Svar, der var skrevet ind ved en fejl"
COULD_NOT_BE_REACHED = " (kunne ikke nås)"
JOINT_ANSWER = "fælles svar"
CAME_AFTER_THE_DEADLINE = "kom efter fristen"
CORRECTED_ANSWER = "rettet svar"
THERE_ARE_NO_ANSWERS = "Der er ingen svar."
CORRECTED_AFTER_THE_DEADLINE = "Rettet efter fristen:"
ANSWER = "Høringssvar"
COMMENT = "Forvaltningens kommentar"
CASE = "Sag"
VERSION = "Udgave"
INTRODUCTION = "Indledning"
WHO_ANSWERED = "Hvem svarede"
THE_HEARING = "Høringen"


def report_of(title: str) -> str:
    return f"Høringsnotat: {title}"


def report_foot(municipality: str, number: str, version: int) -> str:
    return f"{municipality} · sag {number} · høringsnotat, udgave {version}"


def given_together_with(name: str, since: str) -> str:
    return f"givet sammen med {name}, {since}"


def version_line(version: int, day: str, author: str) -> str:
    return f"{version}, {day}, ved {author}"


def own_deadline(due: str) -> str:
    return f" (frist {due})"


def can_still_answer(due_phrase: str) -> str:
    return f": Har ikke svaret endnu og kan svare {due_phrase}"


def undone_line(answered_for: str, received: str, undone: str, reason: str) -> str:
    return (
        f"{answered_for}: skrevet ind som modtaget {received}, fortrudt {undone}. Begrundelse: "
        f"{reason}"
    )


def was_sent_with_a_deadline(title: str, again: str, day: str, deadline: str) -> str:
    return f"{title}{again} blev sendt {day} med svarfrist {deadline}."


def attachment_line(name: str) -> str:
    return f"Bilag: {name}"


def answer_in_brief(stance: str, *, late: bool) -> str:
    return f"{stance}.{' Svaret kom efter fristen.' if late else ''}"
