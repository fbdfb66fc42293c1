"""What is changed of an account after it was made: its role, its password, how it is told."""

from workflows.engine.errors import WrongInput
from workflows.engine.quoting import nearest_or_all, shown
from workflows.records.database import in_transaction
from workflows.records.sign_ins import (
    Role,
    set_department,
    set_digest_wanted,
    set_password,
    set_role,
)
from workflows.services.installation import Installation
from workflows.services.signin import hashed, password_fault
from workflows.services.wording import accounts as say


def set_wants_digest(house: Installation, officer: str, *, wanted: bool) -> None:
    """From now on tell the officer once a day, or of each thing at once."""
    in_transaction(
        house.database, lambda connection: set_digest_wanted(connection, officer, wanted=wanted)
    )


def give_role(
    house: Installation,
    officer: str,
    role: Role,
    *,
    administers: bool = False,
    manages: bool = False,
) -> None:
    """Let the account be for something else from its next page on."""
    in_transaction(
        house.database,
        lambda one: set_role(one, officer, role, administers=administers, manages=manages),
    )


def place_in_department(house: Installation, officer: str, department: str) -> None:
    """Let the officer belong to a department, or to none; raises WrongInput for an unknown one."""
    require_department(house, department)
    in_transaction(
        house.database, lambda connection: set_department(connection, officer, department)
    )


def require_department(house: Installation, department: str) -> None:
    """Raise WrongInput for a department that the definitions do not name."""
    known = house.definitions.municipality.departments
    if department and department not in known:
        raise WrongInput(
            say.no_such_department(shown(department), nearest_or_all(department, known))
        )


def change_password(house: Installation, officer: str, password: str | None) -> None:
    """Let the old password be none any more; raises WrongInput for one that is no good."""
    fault = password_fault(password)
    if fault:
        raise WrongInput(fault)
    kept = None if password is None else hashed(password)
    in_transaction(house.database, lambda connection: set_password(connection, officer, kept))
