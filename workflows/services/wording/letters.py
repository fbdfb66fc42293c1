"""Says in Danish what letters and mails say beside their templates."""

A_CLOSED_CASE = "en lukket sag"
IS_SEEN_ON_THE_PAGE = "kan ses på svarsiden"
ATTACHED_FILE = "vedhæftet fil"
ANOTHER_PARTY = "en anden part"
AND = " og "
OTHER_PARTIES = "andre parter"
DEADLINE_NO_MORE = "Fristen gælder ikke mere."
LINK_IS_IN_THE_MAIL = "Linket til svarsiden står i mailen."
MAIL_CANNOT_BE_READ = (
    "Mailen kan ikke hentes her, for den er ikke til at læse. Den ligger i postkassens mappe "
    "»Behandlet« — spørg jeres IT, før I åbner den"
)
MAIL_IS_STOPPED = (
    "Mailen kan ikke hentes: viruskontrollen har stoppet den eller kan ikke nås. Mailen ligger i "
    "postkassens mappe »Behandlet« — spørg jeres IT, før I åbner den"
)
FILE_IS_EMPTY = "filen er tom"
TOO_LARGE_SEE_THE_ORIGINAL = "fylder mere end 20 MB; den ligger i den oprindelige mail"
NO_PART_OF_AN_ANSWER = "kan ikke være en del af et svar; den ligger i den oprindelige mail"
A_TRIAL = "Prøve"
THIS_IS_A_TRIAL = (
    "Dette er en prøve på invitationen til {party}. Den er kun sendt til dig, ingen er inviteret, "
    "og linket fører ingen steder hen."
)
NO_SUBJECT = "(uden emne)"


def enclosed_mail(sender: str, subject: str) -> str:
    return f"--- Vedlagt mail fra {sender}: {subject} ---"


def see_the_original(wrong: object) -> str:
    return f"{wrong}. Den ligger i den oprindelige mail"


def deadline_of(title: str) -> str:
    return f"Frist for høringssvar: {title}"


def of_case(number: str, told: str) -> str:
    return f"Sag {number}. {told}"
