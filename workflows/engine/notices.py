"""Which letters an act sends, and to whom; their words are data and come later."""

from collections.abc import Iterable

from workflows.engine.facts import HearingFacts, OfficerFacts, PartyFacts
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
    """Send one letter to every contact of a party, save those whose mail came back for good.

    The key holds round, contact, kind, due version and ordinal: no such letter exists twice.
    """
    for contact in party.contacts:
        if contact.unreachable:
            continue
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


def tell_who_was_not_reached(
    draft: Draft, kind: MessageKind, hearing: HearingFacts, parties: Iterable[PartyFacts]
) -> None:
    """Tell the officer in one line who did not get the letter, for all their mail comes back."""
    missed = [party.name for party in parties if party.is_cut_off]
    if missed:
        tell_officer(
            draft,
            MessageKind.OFFICER,
            f"not_told_{kind}",
            hearing=hearing.id,
            parties=", ".join(missed),
        )


def tell_officer(
    draft: Draft,
    kind: MessageKind,
    about: str,
    *,
    hearing: str | None = None,
    urgent: bool = False,
    **payload: Json,
) -> None:
    """Tell the responsible officer one thing that happened: at once, or in the day's digest.

    While he or she is away, the one who stands in is told too.

    What is urgent waits for no digest: a day that is lost there cannot be made good.
    """
    officer = draft.facts.officer
    draft.send(
        kind,
        officer.email,
        f"{kind}:{draft.facts.id}:{draft.facts.seq}:{about}",
        hearing=hearing,
        payload={"about": about, **payload},
        officer=officer.id,
        gathered=officer.wants_digest and not urgent,
    )
    absence = draft.facts.absence_on(draft.facts.calendar.local_date(draft.now))
    if absence and absence.stand_in.id != draft.actor.id:
        stand_in = absence.stand_in
        tell_colleague(draft, stand_in, about, kind=kind, hearing=hearing, urgent=urgent, **payload)


def tell_watchers(
    draft: Draft,
    about: str,
    *,
    kind: MessageKind = MessageKind.OFFICER,
    hearing: str | None = None,
    **payload: Json,
) -> None:
    """Tell those who follow the case what happened to it, but for who did it."""
    for officer in draft.facts.watchers:
        if officer.id != draft.actor.id:
            tell_colleague(
                draft, officer, about, kind=kind, hearing=hearing, urgent=False, **payload
            )


def tell_colleague(
    draft: Draft,
    officer: OfficerFacts,
    about: str,
    *,
    kind: MessageKind = MessageKind.OFFICER,
    hearing: str | None = None,
    urgent: bool = False,
    **payload: Json,
) -> None:
    """Tell an officer one thing once, who need not be the responsible one; as each wants it."""
    unique_key = f"{kind}:{draft.facts.id}:{draft.facts.seq}:{about}:{officer.id}"
    if draft.is_sent(unique_key):
        return  # who stands in may follow the case too
    draft.send(
        kind,
        officer.email,
        unique_key,
        hearing=hearing,
        payload={"about": about, **payload},
        officer=officer.id,
        gathered=officer.wants_digest and not urgent,
    )
