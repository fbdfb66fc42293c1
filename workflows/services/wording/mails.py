"""Says in Danish what a mail is for, how it fared, and why one that came in is where it is."""

from collections.abc import Mapping

from workflows.engine.vocabulary import MailReason, MailStatus, MessageKind, MessageStatus


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
    MessageKind.UNDONE: "Svar tæller ikke mere",
    MessageKind.LEFT_WITH_JOINT: "Fælles svar rettet af den ene part",
    MessageKind.CLOSING: "Høring lukket",
    MessageKind.OFFICER: "Besked til sagsbehandleren",
    MessageKind.DIGEST: "Oversigt",
    MessageKind.AGENDA: "Dagsorden",
    MessageKind.MINUTES: "Referat til underskrift",
    MessageKind.MEMBER_LINK: "Link til et medlem",
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


def dismissal_words(reason: MailReason) -> str:
    """Why such a mail is put aside as a rule; empty where a person has to say."""
    return _DISMISSALS.get(reason, "")


_DISMISSALS: Mapping[MailReason, str] = {
    MailReason.EMPTY: "Tom mail",
    MailReason.LOOKS_AUTOMATIC: "Automatisk svar",
}

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
        "Mailen er for stor til at blive hentet. Kun begyndelsen står her; resten er i"
        " postkassens mappe »Behandlet«."
    ),
    MailReason.TAKES_TOO_LONG: (
        "Mailen er sådan, at den ikke er til at læse her. Den ligger i postkassens mappe"
        " »Behandlet«."
    ),
    MailReason.EMPTY: "Mailen er fra partens egen adresse, men har hverken tekst eller filer.",
    MailReason.LOOKS_AUTOMATIC: (
        "Mailen ligner et automatisk svar eller en besked fra en mailserver, men kan være et svar."
    ),
    MailReason.AUTOMATIC: "Mailen er skrevet af en maskine, for eksempel et fraværssvar.",
    MailReason.NOT_DELIVERED: "Et brev herfra kunne ikke afleveres.",
    MailReason.DELAYED: "En mailserver fortæller om et brev, der er forsinket eller afleveret.",
    MailReason.OTHER_RECIPIENT: (
        "En mailserver fortæller om et brev herfra, men nævner en anden modtager."
    ),
    MailReason.FOREIGN_REPORT: "En mailserver fortæller om et brev, der ikke kendes.",
}
