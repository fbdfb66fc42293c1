"""Decides on publishing an answer, and on taking it back: the public sees open cases alone."""

from workflows.engine.changes.answers import PublicationAdded, PublicationEnded, PublicFileAdded
from workflows.engine.commands.answers import PublishResponse, UnpublishResponse
from workflows.engine.errors import Incomplete, Lack, Missing
from workflows.engine.outcome import Draft
from workflows.engine.vocabulary import Event, Openness


def publish_response(draft: Draft, command: PublishResponse) -> None:
    """Publish an answer in the form that an officer has checked; an earlier form ends.

    Raises Incomplete(OPEN_CASE): nothing of a closed case is shown to the public.
    """
    if draft.facts.openness is not Openness.OPEN:
        raise Incomplete(Missing(Lack.OPEN_CASE))
    if command.replaces is not None:
        _end(draft, command.replaces)
    publication = draft.new_id()
    draft.change(
        PublicationAdded(
            publication,
            draft.facts.id,
            command.response,
            command.text,
            command.redacted,
            draft.now,
            draft.actor.name,
        )
    )
    for file in command.files:
        shown = file.shown
        draft.change(
            PublicFileAdded(
                draft.new_id(),
                publication,
                file.file,
                shown.name,
                shown.size,
                shown.sha256,
                shown.media_type,
            )
        )
    draft.counts()
    draft.tell(
        Event.RESPONSE_PUBLISHED,
        hearing=command.hearing,
        party=command.party,
        response=command.response,
        redacted=command.redacted,
        files=[file.shown.sha256 for file in command.files],
    )


def unpublish_response(draft: Draft, command: UnpublishResponse) -> None:
    """Take a published answer back; raises Incomplete(PUBLISHED) when it is not published."""
    if command.publication is None:
        raise Incomplete(Missing(Lack.PUBLISHED))
    _end(draft, command.publication)
    draft.counts()
    draft.tell(
        Event.RESPONSE_UNPUBLISHED,
        hearing=command.hearing,
        party=command.party,
        response=command.response,
    )


def _end(draft: Draft, publication: str) -> None:
    draft.change(PublicationEnded(publication, draft.now, draft.actor.name))
