"""Says in Danish why a meeting cannot be closed or moved."""

CASE_WAS_JUST_MOVED = "En sag på dagsordenen er netop flyttet. Se listen igennem, og prøv igen."
NOT_CLOSED = "Mødet blev ikke lukket"
MEETING_OR_CASE_WAS_JUST_CHANGED = (
    "Mødet er ikke flyttet, eller en sag på det er netop ændret. Se siden igennem."
)
CASES_NOT_MOVED = "Sagerne blev ikke flyttet"
IS_NOT_APPROVED = "er ikke godkendt af en anden"
HAS_NO_DECISION = "har ingen beslutning endnu"
CANNOT_BE_CLOSED_YET = "Mødet kan ikke lukkes endnu"


def a_closed_case(lacks: str) -> str:
    return f"En lukket sag på dagsordenen {lacks}."
