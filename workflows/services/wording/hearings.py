"""Says in Danish how far a hearing and its parties have come, and what they answered."""

from collections.abc import Mapping

from workflows.engine.vocabulary import (
    BodyKind,
    Channel,
    FileStatus,
    HearingPhase,
    PartyStatus,
    Stance,
)

CHANGES_IN_THE_TEXT = "Det, der er ændret, står i høringens tekst."
"""What a later round is told to have changed, when a system that prepares it does not say."""


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
