"""Second steps of signing in: how far each officer is with it, and the codes for a lost phone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from workflows.records.people import RecoveryCode, SecondStep


@dataclass(frozen=True, slots=True)
class KeptStep:
    """What is kept of one officer's second step; the secret is made from `salt` and a key."""

    salt: str
    confirmed_at: datetime | None
    """None while it is being set up."""
    failures: int
    """Wrong codes in a row."""
    failed_at: datetime | None


def second_step_of(
    connection: Connection, officer: str, *, locked: bool = False
) -> KeptStep | None:
    """What is kept, if anything; `locked`: until the transaction ends nobody else tries a code."""
    asked = select(
        SecondStep.salt, SecondStep.confirmed_at, SecondStep.failures, SecondStep.failed_at
    ).where(SecondStep.officer_id == officer)
    row = connection.execute(asked.with_for_update() if locked else asked).first()
    return KeptStep(*row) if row else None


def has_second_step(connection: Connection, officer: str) -> bool:
    """Whether the officer is asked for a code."""
    kept = second_step_of(connection, officer)
    return kept is not None and kept.confirmed_at is not None


def begin_second_step(connection: Connection, officer: str, salt: str) -> None:
    """Set it up anew, in place of one that was never confirmed; one that was stays."""
    kept = second_step_of(connection, officer, locked=True)
    if kept is not None and kept.confirmed_at is not None:
        return
    connection.execute(delete(SecondStep).where(SecondStep.officer_id == officer))
    connection.execute(
        insert(SecondStep).values(officer_id=officer, salt=salt, last_used=0, failures=0)
    )


def confirm_second_step(
    connection: Connection, officer: str, now: datetime, codes: Iterable[str]
) -> None:
    """From now on a code is asked for; `codes` are hashes of those for a lost phone."""
    connection.execute(
        update(SecondStep).where(SecondStep.officer_id == officer).values(confirmed_at=now)
    )
    connection.execute(
        insert(RecoveryCode), [{"code_hash": code, "officer_id": officer} for code in codes]
    )


def use_number(connection: Connection, officer: str, number: int) -> bool:
    """Use up the code with this number, and all before it; whether that was still to be had."""
    used = connection.execute(
        update(SecondStep)
        .where(SecondStep.officer_id == officer, SecondStep.last_used < number)
        .values(last_used=number, failures=0, failed_at=None)
    )
    return used.rowcount == 1


def use_recovery_code(connection: Connection, officer: str, code_hash: str) -> bool:
    """Use up one of the codes for a lost phone; whether there was such a one."""
    used = connection.execute(
        delete(RecoveryCode).where(
            RecoveryCode.code_hash == code_hash, RecoveryCode.officer_id == officer
        )
    )
    if used.rowcount != 1:
        return False
    note_failures(connection, officer, 0, None)
    return True


def note_failures(
    connection: Connection, officer: str, failures: int, failed_at: datetime | None
) -> None:
    """Keep how many wrong codes came in a row, and when the last one came."""
    connection.execute(
        update(SecondStep)
        .where(SecondStep.officer_id == officer)
        .values(failures=failures, failed_at=failed_at)
    )


def codes_left(connection: Connection, officer: str) -> int:
    """How many codes for a lost phone are not used yet."""
    return connection.execute(
        select(func.count()).select_from(RecoveryCode).where(RecoveryCode.officer_id == officer)
    ).scalar_one()


def drop_second_step(connection: Connection, officer: str) -> None:
    """Ask the officer for no code any more."""
    connection.execute(delete(RecoveryCode).where(RecoveryCode.officer_id == officer))
    connection.execute(delete(SecondStep).where(SecondStep.officer_id == officer))
