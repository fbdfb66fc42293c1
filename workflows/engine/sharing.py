"""Decides who, besides the responsible officer, is to see a closed case."""

from workflows.engine.changes.cases import ReaderNamed, ReaderRemoved
from workflows.engine.commands.cases import NameReader, RemoveReader
from workflows.engine.errors import Incomplete, Lack, Missing, WrongInput
from workflows.engine.outcome import Draft
from workflows.engine.vocabulary import Event, Openness


def name_reader(draft: Draft, command: NameReader) -> None:
    """Let one more officer see the closed case; raises WrongInput where that says nothing."""
    _require_responsible(draft)
    if draft.facts.openness is Openness.OPEN:
        raise WrongInput("sagen er åben: alle sagsbehandlere kan se den", "officer")
    if command.sees_it:
        raise WrongInput(f"{command.officer.name} kan allerede se sagen", "officer")
    draft.counts()
    draft.tell(Event.READER_NAMED, officer=command.officer.name)
    draft.change(
        ReaderNamed(draft.new_id(), draft.facts.id, command.officer.id, draft.now, draft.actor.name)
    )


def remove_reader(draft: Draft, command: RemoveReader) -> None:
    """Let an officer who was named see the case no more."""
    _require_responsible(draft)
    draft.counts()
    draft.tell(Event.READER_REMOVED, officer=command.name)
    draft.change(ReaderRemoved(command.id))


def _require_responsible(draft: Draft) -> None:
    if draft.actor.id != draft.facts.officer.id:
        raise Incomplete(Missing(Lack.RESPONSIBLE_OFFICER))
