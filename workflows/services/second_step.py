"""The second step of signing in: a code that an app on the officer's phone shows (RFC 6238)."""

import hmac
import secrets
from base64 import b32encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from hashlib import sha256
from io import BytesIO

import pyotp
import segno

from workflows.records.database import Transaction, in_transaction
from workflows.records.second_steps import (
    KeptStep,
    begin_second_step,
    codes_left,
    confirm_second_step,
    drop_second_step,
    note_failures,
    second_step_of,
    use_number,
    use_recovery_code,
)
from workflows.records.sign_ins import Account
from workflows.services.installation import Installation
from workflows.services.wording import accounts as say

MOST_WRONG_CODES = 5
"""In a row, before the next try has to wait."""

WAIT = timedelta(minutes=5)

RECOVERY_CODES = 8

_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Of codes that are written down: none looks like another."""


class WrongCode(Exception):
    """The code is not the one that is shown now, or was used before."""


class TooManyCodes(Exception):
    """So many wrong codes that the next one has to wait."""


@dataclass(frozen=True, slots=True)
class OwnSecondStep:
    """An officer's second step, as its page shows it; all empty where there is none."""

    secret: str = ""
    """To be typed into the app, while it is being set up."""
    since: datetime | None = None
    """When a code was first asked for."""
    codes_left: int = 0


class _Tried(Enum):
    PASSED = auto()
    WRONG = auto()
    TOO_MANY = auto()


def own_second_step(house: Installation, officer: Account) -> OwnSecondStep:
    """How far the officer has come with it."""
    with house.database.connect() as connection:
        kept = second_step_of(connection, officer.id)
        if kept is None:
            return OwnSecondStep()
        if kept.confirmed_at is None:
            return OwnSecondStep(secret=_secret(house, officer.id, kept))
        return OwnSecondStep(since=kept.confirmed_at, codes_left=codes_left(connection, officer.id))


def drawing(house: Installation, officer: Account) -> bytes | None:
    """The secret as a QR code (SVG) for the app; None when none is being set up."""
    secret = own_second_step(house, officer).secret
    if not secret:
        return None
    made = BytesIO()
    issuer = say.sagsgang_of(house.definitions.municipality.name)
    address = pyotp.TOTP(secret).provisioning_uri(name=officer.username, issuer_name=issuer)
    segno.make(address, error="m").save(made, kind="svg", omitsize=True, light="white")
    return made.getvalue()


def begin_setup(house: Installation, officer: str) -> None:
    """Draw a secret; nothing is asked for before a first code has confirmed it."""
    salt = secrets.token_hex(16)
    in_transaction(house.database, lambda connection: begin_second_step(connection, officer, salt))


def confirm_setup(house: Installation, officer: str, code: str) -> tuple[str, ...]:
    """Ask for codes from now on; the codes for a lost phone, which are never shown again.

    Raises WrongCode and TooManyCodes.
    """
    now, drawn = house.real_clock(), tuple(_drawn() for _ in range(RECOVERY_CODES))

    def work(connection: Transaction) -> _Tried:
        kept = second_step_of(connection, officer, locked=True)
        if kept is None or kept.confirmed_at is not None:
            return _Tried.WRONG
        tried = _tried(connection, house, officer, kept, code, now)
        if tried is _Tried.PASSED:
            hashes = [_recovery_hash(house, officer, one) for one in drawn]
            confirm_second_step(connection, officer, now, hashes)
        return tried

    _require(in_transaction(house.database, work))
    return drawn


def require_code(house: Installation, officer: str, code: str) -> None:
    """Use up a code of the app, or one for a lost phone; raises WrongCode and TooManyCodes."""
    now = house.real_clock()

    def work(connection: Transaction) -> _Tried:
        kept = second_step_of(connection, officer, locked=True)
        if kept is None or kept.confirmed_at is None:
            return _Tried.WRONG
        return _tried(connection, house, officer, kept, code, now)

    _require(in_transaction(house.database, work))


def switch_off(house: Installation, officer: str, code: str) -> None:
    """Ask for no code any more; takes one itself. Raises WrongCode and TooManyCodes."""
    require_code(house, officer, code)
    forget_second_step(house, officer)


def forget_second_step(house: Installation, officer: str) -> None:
    """Ask for no code any more, for somebody who has lost both the phone and the codes."""
    in_transaction(house.database, lambda connection: drop_second_step(connection, officer))


def _require(tried: _Tried) -> None:
    if tried is _Tried.TOO_MANY:
        raise TooManyCodes
    if tried is _Tried.WRONG:
        raise WrongCode


def _tried(
    connection: Transaction,
    house: Installation,
    officer: str,
    kept: KeptStep,
    code: str,
    now: datetime,
) -> _Tried:
    recent = kept.failed_at is not None and now - kept.failed_at < WAIT
    if recent and kept.failures >= MOST_WRONG_CODES:
        return _Tried.TOO_MANY
    typed = "".join(sign for sign in code.lower() if sign.isalnum())
    number = _number(_secret(house, officer, kept), typed, now)
    if number is not None and use_number(connection, officer, number):
        return _Tried.PASSED
    if use_recovery_code(connection, officer, _recovery_hash(house, officer, typed)):
        return _Tried.PASSED
    note_failures(connection, officer, kept.failures + 1 if recent else 1, now)
    return _Tried.WRONG


def _number(secret: str, typed: str, now: datetime) -> int | None:
    """Which of the codes it is, counted in half minutes; a clock may be one of them wrong."""
    app = pyotp.TOTP(secret)
    here = app.timecode(now)
    for number in (here, here - 1, here + 1):
        if hmac.compare_digest(app.generate_otp(number).encode(), typed.encode()):
            return number
    return None


def _secret(house: Installation, officer: str, kept: KeptStep) -> str:
    """Made anew each time: whoever reads the database alone has no secret of anybody."""
    bound = f"{officer} {kept.salt}".encode()
    return b32encode(hmac.new(house.keys.code, bound, sha256).digest()[:20]).decode()


def _drawn() -> str:
    signs = "".join(secrets.choice(_SIGNS) for _ in range(12))
    return f"{signs[:4]}-{signs[4:8]}-{signs[8:]}"


def _recovery_hash(house: Installation, officer: str, code: str) -> str:
    plain = code.replace("-", "")
    return hmac.new(house.keys.code, f"{officer} {plain}".encode(), sha256).hexdigest()
