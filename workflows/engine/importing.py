"""Decides what an import adds to the ordinary acts: a hearing held before, and where it is from."""

from workflows.engine.commands.cases import NoteImport, PassImportedHearing
from workflows.engine.outcome import Draft
from workflows.engine.vocabulary import Event, Trigger


def pass_imported_hearing(draft: Draft, command: PassImportedHearing) -> None:
    """Open and close the hearing that the case stands before; nobody is invited or reminded."""
    told = {"held_before_import": True}
    draft.move(Trigger.OPEN_HEARING, Event.HEARING_OPENED, told)
    draft.move(Trigger.CLOSE_HEARING, Event.HEARING_CLOSED, told)


def note_import(draft: Draft, command: NoteImport) -> None:
    """Tell what the case was read from, with every doubt and whatever was not recorded."""
    draft.tell(
        Event.CASE_IMPORTED,
        file=command.file,
        sha256=command.sha256,
        attachments=command.attachments,
        promises=command.promises,
        doubts=command.doubts,
        not_recorded=command.not_recorded,
    )
