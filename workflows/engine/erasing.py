"""Decides on erasing what lines of the journal tell; that they stood there, and why, is told."""

from workflows.engine.commands.cases import EraseEntries
from workflows.engine.errors import Incomplete, Lack, Missing
from workflows.engine.outcome import Draft
from workflows.engine.vocabulary import Event


def erase_entries(draft: Draft, command: EraseEntries) -> None:
    """Tell by a line of its own that the lines' content is erased, and why.

    Without that line a payload that is gone is taken for tampering.
    """
    reason = command.reason.strip()
    if not reason:
        raise Incomplete(Missing(Lack.REASON))
    draft.tell(Event.JOURNAL_ERASED, lines=(*sorted(set(command.lines)),), reason=reason)
