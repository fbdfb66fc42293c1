"""Lets an officer follow a case, and be told what happens to it."""

from workflows.records.case_list import Viewer
from workflows.records.case_pages import is_visible
from workflows.records.clock import read_clock
from workflows.records.database import Transaction, in_transaction
from workflows.records.watching import follow, follow_no_more
from workflows.services.acting import existing_id
from workflows.services.errors import NotFound
from workflows.services.installation import Installation


def set_following(house: Installation, looks: Viewer, case: str, *, wanted: bool) -> None:
    """Follow the case or not; raises NotFound for one that the officer may not see.

    It is no act on the case: nothing is journalised, and nobody's form becomes old by it.
    """
    case = existing_id(case)

    def work(connection: Transaction) -> None:
        if not is_visible(connection, looks, case):
            raise NotFound(case)
        if wanted:
            follow(connection, case, looks.officer, house.now(read_clock(connection)))
        else:
            follow_no_more(connection, case, looks.officer)

    in_transaction(house.database, work)
