"""Makes a new case out of one under way: with words and files of it, and the same readers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from workflows.engine.commands.cases import EditCase, HandOver, NameReader
from workflows.engine.commands.command import Command
from workflows.engine.commands.files import AttachFiles, UploadedFile
from workflows.engine.commands.relations import OtherCase, Relate, SplitCase
from workflows.engine.errors import WrongInput
from workflows.engine.facts import Actor, CaseFacts
from workflows.engine.vocabulary import Openness, Tie
from workflows.records.case_pages import ShownAttachment, attachments_of
from workflows.records.case_readers import readers_of
from workflows.records.casework import next_case_number
from workflows.records.database import Transaction, in_transaction
from workflows.records.promises import officers
from workflows.services.acting import act_within
from workflows.services.cases import NewCase, open_case_within
from workflows.services.installation import Installation
from workflows.services.relating import other_case
from workflows.services.wording import acts as say


@dataclass(frozen=True, slots=True)
class Split:
    """What is taken out of a case, to be one of its own."""

    case: str
    title: str
    case_type: str
    route: str
    text: str
    attachments: tuple[str, ...]
    """Ids of the files that the new case gets too; they stay where they are."""
    actor: Actor
    expected_version: int | None = None
    request_id: str | None = None


def split_case(house: Installation, split: Split) -> str:
    """Open the new case in drafting, with the actor responsible; its id.

    A closed case gives a closed one with its own responsible officer and readers, so that the same
    see it, whoever leads their department. Raises as `acting.act` and
    `cases.open_case`, and WrongInput for a file that is not on the case any more.
    """

    def work(connection: Transaction) -> str:
        made: list[str] = []

        def asked(facts: CaseFacts, now: datetime) -> SplitCase:
            files = _files(connection, split)
            new = _opened(connection, house, split, facts, now)
            made.append(new.id)
            _fill(connection, house, split, facts, new, files)
            return SplitCase(new)

        act_within(
            connection,
            house,
            split.case,
            asked,
            split.actor,
            expected_version=split.expected_version,
            request_id=split.request_id,
        )
        return made[0]

    return in_transaction(house.database, work)


def _opened(
    connection: Transaction, house: Installation, split: Split, facts: CaseFacts, now: datetime
) -> OtherCase:
    assert split.actor.id is not None
    number = next_case_number(connection, facts.calendar.local_date(now).year)
    known = {mark.code for mark in house.definitions.marks}
    new = NewCase(
        title=split.title,
        case_type=split.case_type,
        route=split.route,
        openness=facts.openness,
        number=number,
        marks=tuple(mark for mark in facts.marks if mark in known),
    )
    case = open_case_within(
        connection, house, new, split.actor.id, split.actor, request_id=split.request_id
    )
    return OtherCase(case, number, facts.openness)


def _fill(
    connection: Transaction,
    house: Installation,
    split: Split,
    facts: CaseFacts,
    new: OtherCase,
    files: list[ShownAttachment],
) -> None:
    """Give the new case what it takes along; each is a line of its journal, as by hand."""
    for command in (
        Relate(other_case(facts), Tie.SPLIT_FROM, keeps=True),
        *_readers(connection, facts),
        EditCase(split.title, split.text.strip(), "", ()),
        *_attaching(files),
        *_handing_over(split, facts),
    ):
        act_within(connection, house, new.id, command, split.actor, request_id=split.request_id)


def _readers(connection: Transaction, facts: CaseFacts) -> Iterator[Command]:
    """Whoever is named on the first is named on the new one."""
    named = {one.officer for one in readers_of(connection, facts.id)}
    for officer in officers(connection):
        if officer.id in named:
            yield NameReader(officer, sees_it=False)


def _handing_over(split: Split, facts: CaseFacts) -> Iterator[Command]:
    if facts.openness is Openness.CLOSED and facts.officer.id != split.actor.id:
        yield HandOver(facts.officer)


def _files(connection: Transaction, split: Split) -> list[ShownAttachment]:
    lying = {one.id: one for one in attachments_of(connection, split.case) if one.file}
    if any(one not in lying for one in split.attachments):
        raise WrongInput(say.ATTACHMENT_WAS_TAKEN_OFF, "attachments")
    return [one for one in lying.values() if one.id in split.attachments]


def _attaching(files: list[ShownAttachment]) -> Iterator[Command]:
    for openness in Openness:
        chosen = tuple(uploaded(one) for one in files if one.openness is openness)
        if chosen:
            yield AttachFiles(chosen, openness)


def uploaded(attachment: ShownAttachment) -> UploadedFile:
    """A file of a case, to be laid on another: the same bytes, by their hash."""
    file = attachment.file
    assert file is not None
    return UploadedFile(file.name, file.size, file.sha256, file.media_type, file.status)
