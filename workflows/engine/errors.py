"""What the engine raises; doors turn the codes into Danish, so messages here are for developers."""

from dataclasses import dataclass
from enum import StrEnum


class Lack(StrEnum):
    """What can be missing before an act, by the code that pages and the API show."""

    TITLE = "title"
    REASON = "reason"
    HEARING = "hearing"
    HEARING_RULE = "hearing_rule"
    HEARING_TEXT = "hearing_text"
    CHANGES = "changes"
    PARTIES = "parties"
    PARTY_TWICE = "party_twice"
    WHY_NOT_HEARD = "why_not_heard"
    CONTACT = "contact"
    DEADLINE_IN_FUTURE = "deadline_in_future"
    DEADLINE_LATER_THAN_BEFORE = "deadline_later_than_before"
    MINIMUM_PERIOD = "minimum_period"
    MEETING = "meeting"
    MEETING_OF_THIS_BODY = "meeting_of_this_body"
    MEETING_IS_CLOSED = "meeting_is_closed"
    BODY_IS_GONE = "body_is_gone"
    MEETING_HELD = "meeting_held"
    LATE_ITEM_REASON = "late_item_reason"
    SENT_AGENDA_REASON = "sent_agenda_reason"
    PAST_MEETING_REASON = "past_meeting_reason"
    DECISION_TO_CORRECT = "decision_to_correct"
    ANOTHER_OFFICER = "another_officer"
    RESPONSIBLE_OFFICER = "responsible_officer"
    SECRETARY = "secretary"
    WRITER = "writer"
    APPROVAL = "approval"
    ADDITION = "addition"
    WORD = "word"
    EFFECT = "effect"
    DECISION_TEXT = "decision_text"
    TARGET = "target"
    ROUTE_KEEPS_WALKED = "route_keeps_walked"
    INNER_DEADLINE = "inner_deadline"
    OPEN_FOR_ANSWERS = "open_for_answers"
    FILE = "file"
    ANSWER_TEXT = "answer_text"
    STALE_ANSWER = "stale_answer"
    OPEN_CASE = "open_case"
    PUBLISHED = "published"
    REGISTERED_BY_HAND = "registered_by_hand"
    STALE_REPORT = "stale_report"


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is missing, with the detail that makes it clear (a date, a name)."""

    code: Lack
    detail: str = ""


class EngineError(Exception):
    """The engine refused what it was given."""


class WrongInput(EngineError):
    """What was given cannot be read; the message, in Danish, says why and how to mend it."""

    def __init__(self, message: str, field: str = "") -> None:
        """`field` names what was given wrongly, where the page or the API gave it a name."""
        super().__init__(message)
        self.field = field


class EnvironmentMissing(EngineError):
    """The database, the broker or a port is not to be had; the message, in Danish, says which."""


class NotAllowed(EngineError):
    """The trigger is not allowed in the state that the case is in."""

    def __init__(self, trigger: str, state: str, allowed: tuple[str, ...]) -> None:
        super().__init__(f"{trigger} is not allowed in {state}; allowed: {', '.join(allowed)}")
        self.trigger = trigger
        self.state = state
        self.allowed = allowed


class Incomplete(EngineError):
    """Something is missing before this can be done."""

    def __init__(self, *missing: Missing) -> None:
        super().__init__(", ".join(f"{item.code} {item.detail}".strip() for item in missing))
        self.missing = missing
