"""Keeps what a council has begun to write, for its contacts to go on with; never an answer."""

from datetime import datetime

from workflows.engine.commands.files import UploadedFile
from workflows.engine.link_secrets import without_link_secrets
from workflows.engine.vocabulary import Stance
from workflows.records.clock import read_clock
from workflows.records.database import Transaction, in_transaction
from workflows.records.drafts import KeptDraft, drop_drafts, drop_outlived_drafts, keep_draft
from workflows.services.answers import READABLE_FOR, Grant
from workflows.services.installation import Installation

BATCH = 200
"""Parties whose drafts are dropped in one transaction."""


def save_draft(
    house: Installation,
    grant: Grant,
    *,
    stance: Stance | None,
    text: str,
    jointly_with: tuple[str, ...] = (),
    files: tuple[UploadedFile, ...] = (),
    base_version: int = 0,
    seen: datetime | None = None,
) -> None:
    """Keep a draft in place of the contact's last one, and of the one saved at `seen`.

    One with nothing in it is the same as none.
    """

    def work(connection: Transaction) -> None:
        if not (stance or text.strip() or files or jointly_with):
            drop_drafts(connection, grant.asked.id, grant.contact.id, seen)
            return
        draft = KeptDraft(
            contact=grant.contact.id,
            stance=stance,
            text=without_link_secrets(text),
            jointly_with=jointly_with,
            files=files,
            base_version=base_version,
            saved_at=house.now(read_clock(connection)),
        )
        keep_draft(connection, grant.asked.id, draft, seen)

    in_transaction(house.database, work)


def drop_unreachable_drafts(house: Installation) -> int:
    """Drop what nobody can open any more, for the link has ended; of how many parties."""

    def batch(connection: Transaction) -> int:
        now = house.now(read_clock(connection))
        return drop_outlived_drafts(connection, now - READABLE_FOR, BATCH)

    dropped = 0
    while taken := in_transaction(house.database, batch):
        dropped += taken
    return dropped
