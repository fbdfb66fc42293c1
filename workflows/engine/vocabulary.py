"""The closed vocabularies of the contract, as enums whose values are the words stored and sent."""

from enum import StrEnum


class StepKind(StrEnum):
    """What kind of treatment a step of a route is."""

    DRAFTING = "drafting"
    HEARING = "hearing"
    MEETING = "meeting"
    CLOSED = "closed"


class BodyKind(StrEnum):
    """What kind of body treats or is heard in a case."""

    COMMITTEE = "committee"
    COUNCIL = "council"
    MED = "med"
    ADVISORY = "advisory"
    EXTERNAL = "external"


class Attendance(StrEnum):
    """How somebody was, or was not, at the treatment of an item."""

    ABSENT = "absent"
    PARTIAL = "partial"
    """Left while it was treated, having a share in it (inhabil, forvaltningsloven § 6)."""
    SUBSTITUTE = "substitute"


class Office(StrEnum):
    """What a member is in a body, besides one of its members."""

    MEMBER = "member"
    CHAIR = "chair"
    DEPUTY_CHAIR = "deputy_chair"


class Openness(StrEnum):
    """Whether the public may see a case (åben sag) or nothing of it (lukket sag)."""

    OPEN = "open"
    CLOSED = "closed"


class Trigger(StrEnum):
    """What moves a case from one state to another."""

    SUBMIT = "submit"
    OPEN_HEARING = "open_hearing"
    CLOSE_HEARING = "close_hearing"
    PUT_ON_AGENDA = "put_on_agenda"
    TAKE_OFF_AGENDA = "take_off_agenda"
    DECIDE = "decide"
    TAKE_EFFECT = "take_effect"
    CALL_IN = "call_in"
    REROUTE = "reroute"
    HOLD = "hold"
    RESUME = "resume"
    WITHDRAW = "withdraw"
    REOPEN = "reopen"
    JOIN = "join"
    """With another case, whose act it is as well: by its own page, not by the trigger alone."""


class Effect(StrEnum):
    """What a decision word does to the case once the meeting is closed."""

    ADVANCE = "advance"
    DEFER = "defer"
    RETURN = "return"
    SEND_TO_HEARING = "send_to_hearing"
    REFER = "refer"
    REJECT = "reject"
    LAPSE = "lapse"


class PartyStatus(StrEnum):
    """How far one hearing party has come."""

    PREPARING = "preparing"
    INVITED = "invited"
    ANSWERED = "answered"
    SILENT = "silent"
    UNREACHABLE = "unreachable"
    WITHDRAWN = "withdrawn"


class HearingPhase(StrEnum):
    """How far a hearing round has come; `late` takes answers that are marked, `sealed` none."""

    PREPARING = "preparing"
    OPEN = "open"
    LATE = "late"
    SEALED = "sealed"
    WITHDRAWN = "withdrawn"


class Stance(StrEnum):
    """What an answer says of the proposal, as a whole."""

    NO_REMARKS = "no_remarks"
    SUPPORTS = "supports"
    SUPPORTS_WITH_REMARKS = "supports_with_remarks"
    OPPOSES = "opposes"


class Channel(StrEnum):
    """The way an answer came in."""

    LINK = "link"
    LETTER = "letter"
    MAIL = "mail"
    PHONE = "phone"


class DeadlineKind(StrEnum):
    """What is due."""

    REMINDER = "reminder"
    HEARING_CLOSE = "hearing_close"
    HEARING_SEAL = "hearing_seal"
    AGENDA_CUTOFF = "agenda_cutoff"
    AGENDA_DISPATCH = "agenda_dispatch"
    OVERDUE = "overdue"
    FOLLOW_UP = "follow_up"


class DeadlineStatus(StrEnum):
    """What became of a deadline; only `pending` ever changes."""

    PENDING = "pending"
    DONE = "done"
    SKIPPED = "skipped"
    CANCELLED = "cancelled"
    FAILED = "failed"


class MessageKind(StrEnum):
    """What a message is for."""

    INVITATION = "invitation"
    REMINDER = "reminder"
    EXTENSION = "extension"
    WITHDRAWAL = "withdrawal"
    DOCUMENT = "document"
    RECEIPT = "receipt"
    UNDONE = "undone"
    """To those who had a receipt for an answer that was registered by mistake."""
    LEFT_WITH_JOINT = "left_with_joint"
    """To those whose joint answer was replaced by its giver on its own behalf alone."""
    CLOSING = "closing"
    OFFICER = "officer"
    DIGEST = "digest"
    AGENDA = "agenda"
    MINUTES = "minutes"
    """To those who are to sign the minutes of a meeting."""
    MEMBER_LINK = "member_link"
    """To a member of a body: the own link to its agendas."""
    TEST = "test"
    """An invitation as it will be, sent to the officer to look at; it invites nobody."""


class MessageStatus(StrEnum):
    """What became of a message; `uncertain` means that it may have left before a crash.

    `gathered` is no mail of its own: it is told in its officer's next digest, or was.
    """

    PENDING = "pending"
    CLAIMED = "claimed"
    SENT = "sent"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    SKIPPED = "skipped"
    GATHERED = "gathered"


class SkipReason(StrEnum):
    """Why a letter was not sent after all."""

    HEARING_OVER = "hearing_over"
    NOT_INVITED = "not_invited"
    """The invitation never went, so that the letter would be about nothing."""
    NOT_WAITED_FOR = "not_waited_for"
    """The party has answered, or is not asked any more."""
    DEADLINE_MOVED = "deadline_moved"
    DEADLINE_PASSED = "deadline_passed"
    NEWER_REMINDER = "newer_reminder"
    NO_TIME_LEFT = "no_time_left"
    MAY_HAVE_ARRIVED = "may_have_arrived"
    """And it stated a deadline that has moved since."""
    LINK_WITHDRAWN = "link_withdrawn"


class FileStatus(StrEnum):
    """Whether an uploaded file may be fetched."""

    CLEAN = "clean"
    QUARANTINED = "quarantined"
    REFUSED = "refused"


class CautionCode(StrEnum):
    """What an officer is warned of before a hearing is sent."""

    DAY_PAST = "day_past"
    MINIMUM_PERIOD = "minimum_period"
    NOT_HEARD = "not_heard"
    CLOSED_DAY = "closed_day"
    JULY = "july"
    NO_MEETING = "no_meeting"
    UNREACHABLE = "unreachable"
    NOT_SCANNED = "not_scanned"
    HEARD_BEFORE = "heard_before"


class MailStatus(StrEnum):
    """What became of a mail that came in."""

    MATCHED = "matched"
    """From a known contact, in reply to a letter of ours: proposed as an answer."""
    AUTO = "auto"
    BOUNCE = "bounce"
    UNPLACED = "unplaced"
    REGISTERED = "registered"
    DISMISSED = "dismissed"


class MailReason(StrEnum):
    """Why a mail that came in was filed as it was."""

    KNOWN_CONTACT = "known_contact"
    UNKNOWN_SENDER = "unknown_sender"
    NOT_GENUINE = "not_genuine"
    NO_REFERENCE = "no_reference"
    NOT_TO_A_PARTY = "not_to_a_party"
    UNREADABLE = "unreadable"
    TOO_BIG = "too_big"
    TAKES_TOO_LONG = "takes_too_long"
    EMPTY = "empty"
    LOOKS_AUTOMATIC = "looks_automatic"
    AUTOMATIC = "automatic"
    NOT_DELIVERED = "not_delivered"
    DELAYED = "delayed"
    OTHER_RECIPIENT = "other_recipient"
    FOREIGN_REPORT = "foreign_report"


class Reading(StrEnum):
    """What a member read of a closed item, or an officer of a closed case."""

    TITLE = "title"
    """On the page of the agenda."""
    ITEM = "item"
    PAPER = "paper"
    """A file of the whole agenda or the minutes."""
    FILE = "file"
    CASE = "case"
    """Any of its pages."""
    MAIL = "mail"
    EXPORT = "export"
    API = "api"


class AttachmentKind(StrEnum):
    """Where an attachment of a case came from."""

    DOCUMENT = "document"
    RESPONSE = "response"
    REPORT = "report"


class Tie(StrEnum):
    """What a case is to another, as seen from the one."""

    BELONGS_WITH = "belongs_with"
    FOLLOWS_UP = "follows_up"
    FOLLOWED_UP_BY = "followed_up_by"
    REPLACES = "replaces"
    REPLACED_BY = "replaced_by"
    SPLIT_FROM = "split_from"
    SPLIT_INTO = "split_into"
    JOINED_INTO = "joined_into"
    JOINED_FROM = "joined_from"


class Place(StrEnum):
    """Where in a case a word stands, for a search."""

    CASE = "case"
    """Its number, title, text, parts and recommendation."""
    BODY = "body"
    """Those who treat it or are heard in it."""
    ANSWER = "answer"
    DECISION = "decision"


class Event(StrEnum):
    """What a journal entry tells, as `subject:action`. The journal page names each in Danish."""

    CASE_OPENED = "case:opened"
    CASE_IMPORTED = "case:imported"
    CASE_EDITED = "case:edited"
    CASE_MARKED = "case:marked"
    CASE_HANDED_OVER = "case:handed_over"
    CASE_SUBMITTED = "case:submitted"
    CASE_REROUTED = "case:rerouted"
    CASE_HELD = "case:held"
    CASE_RESUMED = "case:resumed"
    CASE_WITHDRAWN = "case:withdrawn"
    CASE_REOPENED = "case:reopened"
    HEARING_PREPARED = "hearing:prepared"
    HEARING_TRIED = "hearing:tried"
    HEARING_OPENED = "hearing:opened"
    HEARING_EXTENDED = "hearing:extended"
    HEARING_CLOSED = "hearing:closed"
    HEARING_SEALED = "hearing:sealed"
    HEARING_WITHDRAWN = "hearing:withdrawn"
    DOCUMENT_ADDED = "document:added"
    DOCUMENT_REMOVED = "document:removed"
    DOCUMENT_REPLACED = "document:replaced"
    ATTACHMENT_ADDED = "attachment:added"
    ATTACHMENT_REMOVED = "attachment:removed"
    PARTY_REMINDED = "party:reminded"
    PARTY_UNREACHABLE = "party:unreachable"
    PARTY_LINK_SENT = "party:link_sent"
    PARTY_INNER_DEADLINE = "party:inner_deadline"
    RESPONSE_RECEIVED = "response:received"
    RESPONSE_REPLACED = "response:replaced"
    RESPONSE_UNDONE = "response:undone"
    RESPONSE_PUBLISHED = "response:published"
    RESPONSE_UNPUBLISHED = "response:unpublished"
    REPORT_EDITED = "report:edited"
    REPORT_FINISHED = "report:finished"
    AGENDA_ITEM_PLACED = "agenda_item:placed"
    AGENDA_ITEM_REMOVED = "agenda_item:removed"
    DECISION_RECORDED = "decision:recorded"
    DECISION_CORRECTED = "decision:corrected"
    DECISION_APPROVED = "decision:approved"
    DECISION_ADDED_TO = "decision:added_to"
    DECISION_TOOK_EFFECT = "decision:took_effect"
    DECISION_CALLED_IN = "decision:called_in"
    PROMISE_MADE = "promise:made"
    PROMISE_MOVED = "promise:moved"
    PROMISE_ENDED = "promise:ended"
    PROMISE_KEPT = "promise:kept"
    PROMISE_DECLINED = "promise:declined"
    READER_NAMED = "reader:named"
    READER_REMOVED = "reader:removed"
    CASE_RELATED = "case:related"
    CASE_UNRELATED = "case:unrelated"
    CASE_SPLIT = "case:split"
    CASE_JOINED = "case:joined"
    COMMENT_WRITTEN = "comment:written"
    COMMENT_STRUCK = "comment:struck"
    DEADLINE_PASSED = "deadline:passed"
    DEADLINE_SKIPPED = "deadline:skipped"
    OFFICER_NOTIFIED = "officer:notified"
    JOURNAL_ERASED = "journal:erased"
