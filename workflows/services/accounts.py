"""What is changed of an account after it was made: its role, its password, how it is told."""

from workflows.engine.errors import WrongInput
from workflows.records.database import in_transaction
from workflows.records.sign_ins import Role, set_digest_wanted, set_password, set_role
from workflows.services.installation import Installation
from workflows.services.signin import hashed, password_fault


def set_wants_digest(house: Installation, officer: str, *, wanted: bool) -> None:
    """From now on tell the officer once a day, or of each thing at once."""
    in_transaction(
        house.database, lambda connection: set_digest_wanted(connection, officer, wanted=wanted)
    )


def give_role(house: Installation, officer: str, role: Role, *, administers: bool = False) -> None:
    """Let the account be for something else from its next page on."""
    in_transaction(
        house.database,
        lambda connection: set_role(connection, officer, role, administers=administers),
    )


def change_password(house: Installation, officer: str, password: str | None) -> None:
    """Let the old password be none any more; raises WrongInput for one that is no good."""
    fault = password_fault(password)
    if fault:
        raise WrongInput(fault)
    kept = None if password is None else hashed(password)
    in_transaction(house.database, lambda connection: set_password(connection, officer, kept))
