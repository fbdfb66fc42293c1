"""Reads the answer form: what was written, what is wrong with it, and the files it came with."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from web.forms import Form, FormFault
from web.kept_files import gathered
from web.wording import answers as say
from workflows.engine.commands.files import UploadedFile
from workflows.engine.vocabulary import FileStatus, Stance
from workflows.records.answers import AskedParty
from workflows.records.given_answers import ShownResponse
from workflows.services.filenames import clean_name
from workflows.services.installation import Installation
from workflows.services.wording.hearings import stance_words

LONGEST_TEXT = 200_000
"""Characters; more than a hundred pages belong in a file."""

_KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")

_UNTRUSTED = (FormFault.TOO_MANY_FIELDS, FormFault.BROKEN)
"""Forms that no page of ours sends; nothing is stored of them."""

FORM_FAULTS: Mapping[FormFault, tuple[int, str, str]] = {
    FormFault.TOO_LONG: (
        413,
        "text",
        say.TEXT_IS_TOO_LONG,
    ),
    FormFault.FILE_TOO_BIG: (413, "file", say.FILE_IS_TOO_LARGE),
    FormFault.TOO_MANY_FIELDS: (400, "", say.TOO_MANY_FIELDS),
    FormFault.FILES_TOO_BIG: (413, "file", say.FILES_ARE_TOO_LARGE),
    FormFault.TOO_MANY_FILES: (422, "file", say.TOO_MANY_FILES),
    FormFault.BROKEN: (400, "", say.ANSWER_CAME_IN_PART),
    FormFault.UNREADABLE_TEXT: (
        422,
        "text",
        say.TEXT_HAS_SIGNS_NOT_SHOWN,
    ),
}
"""For each: the status, the field it is about, and what to do."""


@dataclass(frozen=True, slots=True)
class Written:
    """What stands in the form: as it was sent, or as it is first shown."""

    stance: Stance | None = None
    text: str = ""
    jointly_with: tuple[str, ...] = ()
    files: tuple[UploadedFile, ...] = ()
    base_version: int = 0
    key: str = ""
    drafts_seen: datetime | None = None
    """When the newest draft that the page showed was saved."""
    asks_about_remarks: bool = False
    """Whether no remarks were chosen, and yet something was written or chosen."""
    faults: Mapping[str, str] = field(default_factory=dict)
    """By field; under the empty name what is about the whole form."""
    status: int = 200


def as_first_shown(asked: AskedParty) -> Written:
    """The form filled in: with the newest draft, or the answer that stands, to be replaced."""
    if asked.drafts:
        draft = asked.drafts[0]
        return Written(
            draft.stance,
            draft.text,
            draft.jointly_with,
            draft.files,
            base_version=asked.answers,
            drafts_seen=draft.saved_at,
        )
    latest = asked.versions[-1] if asked.versions else None
    if latest is None:
        # What was registered by mistake and undone is counted, though it is no answer.
        return Written(base_version=asked.answers)
    joinable = {one.id for one in asked.joinable}
    return Written(
        latest.stance,
        latest.text,
        tuple(party for party in latest.jointly_with if party in joinable),
        files_of(latest),
        base_version=asked.answers,
    )


def files_of(answer: ShownResponse) -> tuple[UploadedFile, ...]:
    """The files of an answer, to be kept in the one that takes its place."""
    return tuple(
        UploadedFile(f.name, f.size, f.sha256, f.media_type, FileStatus(f.status))
        for f in answer.files
    )


def read_answer(house: Installation, asked: AskedParty, form: Form) -> Written:
    """What was sent, its files stored, with every fault together."""
    faults: dict[str, str] = {}
    status = 422
    if form.fault is not None:
        status, name, words = _fault(form, form.fault)
        faults[name] = words
    stance = _stance_sent(form)
    if stance is None and form.fault is None:
        faults["stance"] = say.CHOOSE_WHAT_YOU_THINK
    if len(form.text("text")) > LONGEST_TEXT:
        faults["text"] = FORM_FAULTS[FormFault.TOO_LONG][2]
    files = _files(house, asked, form, faults)
    unclear = _unclear(form, files)
    if stance is not None and unclear:
        faults["stance"] = unclear
    base_version, key = _number(form.text("base_version")), _key(form)
    if form.fault is None and (base_version is None or not key):
        faults[""] = say.FORM_IS_NOT_WHOLE
        status = 400
    return Written(
        stance=stance,
        text=form.text("text"),
        jointly_with=form.all("joint"),
        files=files,
        base_version=base_version or 0,
        key=key,
        asks_about_remarks=bool(
            unclear and stance is Stance.NO_REMARKS and form.text("text").strip()
        ),
        drafts_seen=_instant(form.text("drafts_seen")),
        faults=faults,
        status=status if faults else 200,
    )


def unchecked(form: Form) -> Written:
    """What was sent, for it to be shown again; nothing is stored."""
    return Written(
        stance=_stance_sent(form),
        text=form.text("text"),
        jointly_with=form.all("joint"),
        base_version=_number(form.text("base_version")) or 0,
        key=_key(form),
        drafts_seen=_instant(form.text("drafts_seen")),
    )


def broken(form: Form) -> Written:
    """A form with a fault, whoever sent it; nothing is stored."""
    assert form.fault is not None
    status, name, words = _fault(form, form.fault)
    return replace(unchecked(form), faults={name: words}, status=status)


def _fault(form: Form, fault: FormFault) -> tuple[int, str, str]:
    """As `FORM_FAULTS`, and which file it was."""
    status, name, words = FORM_FAULTS[fault]
    if fault is FormFault.FILE_TOO_BIG:
        words = say.file_is_too_large(clean_name(form.files[-1].name))
    return status, name, words


def _files(
    house: Installation, asked: AskedParty, form: Form, faults: dict[str, str]
) -> tuple[UploadedFile, ...]:
    """The files kept from before, then those that were chosen now and are good."""
    chosen = form.files if form.fault not in _UNTRUSTED else []
    files, wrong = gathered(house, asked.id, form.all("kept"), chosen)
    if wrong:
        faults["file"] = ". ".join([faults["file"], *wrong] if "file" in faults else wrong)
    return files


def _key(form: Form) -> str:
    key = form.text("key")
    return key if _KEY.fullmatch(key) else ""


def _stance_sent(form: Form) -> Stance | None:
    """The stance that was chosen; failing that, the one of the button that says it by itself."""
    chosen = _stance(form.text("stance"))
    return Stance.NO_REMARKS if chosen is None and _in_one_click(form) else chosen


def _in_one_click(form: Form) -> bool:
    return form.text("act") == "no_remarks"


def _unclear(form: Form, files: tuple[UploadedFile, ...]) -> str:
    """What to ask of somebody who has no remarks and yet made some; nothing when it is clear.

    Where it is clear, the one click counts at once: its receipt is the confirmation, and says how
    to correct the answer.
    """
    stance = _stance_sent(form)
    if _in_one_click(form) and stance not in (None, Stance.NO_REMARKS):
        return say.no_remarks_but_chosen(stance_words(stance))
    if stance is not Stance.NO_REMARKS or form.text("with_remarks"):
        return ""
    if form.text("text").strip():
        return say.NO_REMARKS_BUT_A_TEXT
    if _in_one_click(form) and files:
        return say.NO_REMARKS_BUT_A_FILE
    return ""


def _stance(text: str) -> Stance | None:
    return Stance(text) if text in [*Stance] else None


def _instant(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _number(text: str) -> int | None:
    return int(text) if re.fullmatch(r"[0-9]{1,6}", text) else None
