"""Which letters an act sends, and to whom; their words are data and come later."""

from workflows.engine.facts import HearingFacts, PartyFacts
from workflows.engine.outcome import Draft, Json
from workflows.engine.vocabulary import MessageKind


def write_to_party(
    draft: Draft,
    kind: MessageKind,
    hearing: HearingFacts,
    party: PartyFacts,
    *,
    due_version: int,
    ordinal: int = 0,
    **payload: Json,
) -> None:
    """Send one letter to every contact of a party.

    The key holds round, contact, kind, due version and ordinal: no such letter exists twice.
    """
    for contact in party.contacts:
        draft.send(
            kind,
            contact.email,
            f"{kind}:{hearing.id}:{hearing.round}:{contact.id}:{due_version}:{ordinal}",
            party=party.id,
            contact=contact.id,
            hearing=hearing.id,
            due_version=due_version,
            payload=payload,
        )


def tell_officer(
    draft: Draft, kind: MessageKind, about: str, *, hearing: str | None = None, **payload: Json
) -> None:
    """Send the responsible officer one letter about one thing that happened."""
    draft.send(
        kind,
        draft.facts.officer.email,
        f"{kind}:{draft.facts.id}:{draft.facts.seq}:{about}",
        hearing=hearing,
        payload={"about": about, **payload},
    )
