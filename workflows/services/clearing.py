"""Deletes the bytes that nothing names any more: of dropped drafts, of documents taken out."""

from dataclasses import dataclass
from datetime import timedelta

from workflows.records.blobs import named_files, named_mails
from workflows.services.blobs import clear
from workflows.services.inbox import inbox_folder
from workflows.services.installation import Installation
from workflows.services.uploads import files_folder

KEPT_FOR = timedelta(days=1)
"""How long bytes lie that nothing names: an upload is named later, a form is sent again."""


@dataclass(frozen=True, slots=True)
class Cleared:
    """What a clearing came to, in files."""

    gone: int
    waiting: int
    """Named by nothing, and too young to go."""


def clear_files(house: Installation) -> Cleared:
    """Delete uploads and mails that no row names, once they are a day old; quarantined ones too.

    What is stored or sent again meanwhile counts as new, so nothing that a row is about to name
    is taken away.
    """
    before = house.real_clock() - KEPT_FOR
    with house.database.connect() as connection:
        files, mails = named_files(connection), named_mails(connection)
    cleared = (
        clear(files_folder(house.settings), files, before),
        clear(inbox_folder(house.settings), mails, before),
    )
    return Cleared(sum(gone for gone, _ in cleared), sum(young for _, young in cleared))
