"""Says in Danish what a deadline is for, and what became of it."""

from collections.abc import Mapping

from workflows.engine.vocabulary import DeadlineKind, DeadlineStatus


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
