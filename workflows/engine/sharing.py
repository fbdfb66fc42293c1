"""Decides who is responsible for a case, and who besides is to see a closed one."""

from workflows.engine.changes.cases import CaseOfficerSet, ReaderNamed, ReaderRemoved
from workflows.engine.commands.cases import HandOver, NameReader, RemoveReader
from workflows.engine.errors import Incomplete, Lack, Missing, WrongInput
from workflows.engine.outcome import Draft
from workflows.engine.vocabulary import Event, MessageKind, Openness
from workflows.engine.wording import casework as say


def hand_over(draft: Draft, command: HandOver) -> None:
    """Make another officer responsible, who is told of it unless it is the one who acts.

    Anybody who sees the case may: a colleague who is ill hands nothing over.
    """
    facts, officer, reason = draft.facts, command.officer, command.reason.strip()
    if officer.id == facts.officer.id:
        raise WrongInput(say.is_responsible_already(officer.name), "officer")
    told = {"reason": reason} if reason else {}
    draft.counts()
    draft.tell(Event.CASE_HANDED_OVER, responsible=officer.name, before=facts.officer.name, **told)
    draft.change(CaseOfficerSet(facts.id, officer.id))
    if draft.actor.id == officer.id:
        return
    about = "handed_over"
    draft.send(
        MessageKind.OFFICER,
        officer.email,
        f"{MessageKind.OFFICER}:{facts.id}:{facts.seq}:{about}",
        payload={"about": about, "by": draft.actor.name, "reason": reason},
        officer=officer.id,
        gathered=officer.wants_digest,
    )


def name_reader(draft: Draft, command: NameReader) -> None:
    """Let one more officer see the closed case; raises WrongInput where that says nothing."""
    _require_responsible(draft)
    if draft.facts.openness is Openness.OPEN:
        raise WrongInput(say.CASE_IS_OPEN, "officer")
    if command.sees_it:
        raise WrongInput(say.sees_the_case_already(command.officer.name), "officer")
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
