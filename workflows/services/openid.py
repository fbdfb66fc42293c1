"""Signing in at the municipality's own provider (OpenID Connect: code flow, PKCE, nonce)."""

import json
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hmac import compare_digest
from typing import Any

import httpx
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from workflows.records.database import Transaction, in_transaction
from workflows.records.identities import bind, officer_known_as, unbound_officers
from workflows.records.sign_ins import Way
from workflows.services.forms import sealed, unsealed
from workflows.services.installation import Installation
from workflows.services.signin import WrongSignIn, begin_session

BACK = "/log-ind/oidc/svar"
"""Where the provider sends the officer back to."""

JOURNEY_LASTS = timedelta(minutes=10)

_ANSWERS_WITHIN = 5.0
"""Seconds that the provider has for each answer."""

_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
"""Those that sign with a key of the provider alone."""

_CLOCKS_DIFFER = 60
"""Seconds."""

_JOURNEY = "journey to the provider"


class ProviderFails(Exception):
    """The provider does not answer, or with what is none."""


class NobodyKnown(Exception):
    """The provider knows the person; there is no account for him or her here."""

    def __init__(self, email: str) -> None:
        super().__init__()
        self.email = email


@dataclass(frozen=True, slots=True)
class Departure:
    """On the way to the provider."""

    url: str
    cookie: str
    """What the browser must bring back."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """Signed in."""

    secret: str
    wanted: str
    """The page that was asked for before."""


@dataclass(frozen=True, slots=True)
class _Provider:
    authorization: str
    token: str
    keys: str


def is_offered(house: Installation) -> bool:
    """Whether officers can sign in at a provider."""
    return house.settings.oidc_issuer is not None


def depart(house: Installation, wanted: str) -> Departure:
    """Send the officer to the provider; raises ProviderFails."""
    provider = _discovered(house)
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    until = house.real_clock() + JOURNEY_LASTS
    url = prepare_grant_uri(
        provider.authorization,
        client_id=house.settings.oidc_client_id,
        response_type="code",
        redirect_uri=_back(house),
        scope="openid email",
        state=state,
        nonce=nonce,
        code_challenge=create_s256_code_challenge(verifier),
        code_challenge_method="S256",
    )
    journey = json.dumps([state, nonce, verifier, until.isoformat(), wanted])
    return Departure(str(url), sealed(house.keys.form, journey, _JOURNEY))


def arrive(house: Installation, cookie: str, state: str, code: str) -> Arrival:
    """Begin the session of whom the provider sent back.

    Raises WrongSignIn where that is not whom we sent, ProviderFails, and NobodyKnown.
    """
    now, told = house.real_clock(), unsealed(house.keys.form, cookie, _JOURNEY)
    if told is None:
        raise WrongSignIn
    sent_state, nonce, verifier, until, wanted = json.loads(told)
    if datetime.fromisoformat(until) <= now or not compare_digest(
        sent_state.encode(), state.encode("utf-8", "replace")
    ):
        raise WrongSignIn
    claims = _claims(house, code, verifier, nonce, now)
    officer = in_transaction(
        house.database, lambda connection: _officer(connection, house, claims, now)
    )
    if officer is None:
        raise NobodyKnown(str(claims.get("email", "")))
    return Arrival(begin_session(house, officer, Way.PROVIDER, now), wanted)


def _officer(
    connection: Transaction, house: Installation, claims: CodeIDToken, now: datetime
) -> str | None:
    """By the provider's own name for the person; the first time by an address it has verified."""
    issuer, subject = str(house.settings.oidc_issuer), str(claims["sub"])
    known = officer_known_as(connection, issuer, subject)
    email = claims.get("email")
    if known is not None or claims.get("email_verified") is not True or not email:
        return known
    found = unbound_officers(connection, issuer, str(email))
    known = officer_known_as(connection, issuer, subject)  # who clicked twice was bound meanwhile
    if known is not None or len(found) != 1:
        return known
    bind(connection, issuer, subject, found[0], now)
    return found[0]


def _claims(
    house: Installation, code: str, verifier: str, nonce: str, now: datetime
) -> CodeIDToken:
    """What the provider says of the person, its signature and all that goes with it checked."""
    provider = _discovered(house)
    token = _token(house, provider, code, verifier)
    issuer, client = house.settings.oidc_issuer, house.settings.oidc_client_id
    try:
        keys = KeySet.import_key_set(_asked("GET", provider.keys))  # type: ignore[arg-type]
        read = jwt.decode(token["id_token"], keys, algorithms=_ALGORITHMS)
        claims = CodeIDToken(
            read.claims,
            read.header,
            {
                "iss": {"essential": True, "value": issuer},
                "aud": {"essential": True, "value": client},
            },
            {"nonce": nonce, "client_id": client, "access_token": token.get("access_token")},
        )
        claims.validate(int(now.timestamp()), _CLOCKS_DIFFER)
    except (JoseError, ValueError, KeyError, TypeError):
        raise WrongSignIn from None
    return claims


def _token(house: Installation, provider: _Provider, code: str, verifier: str) -> dict[str, Any]:
    given = house.settings
    return _asked(
        "POST",
        provider.token,
        auth=httpx.BasicAuth(str(given.oidc_client_id), str(given.oidc_client_secret)),
        data={
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": _back(house),
            "code_verifier": verifier,
        },
    )


def _discovered(house: Installation) -> _Provider:
    issuer = str(house.settings.oidc_issuer)
    told = _asked("GET", f"{issuer.rstrip('/')}/.well-known/openid-configuration")
    names = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    if told.get("issuer") != issuer or not all(isinstance(told.get(name), str) for name in names):
        raise ProviderFails
    return _Provider(*(told[name] for name in names))


def _asked(method: str, url: str, **given: Any) -> dict[str, Any]:
    """What the provider answers; raises ProviderFails, and WrongSignIn where it refuses."""
    try:
        answer = httpx.request(method, url, timeout=_ANSWERS_WITHIN, **given)
        told = answer.json()
    except (httpx.HTTPError, httpx.InvalidURL, ValueError):
        raise ProviderFails from None
    if answer.status_code in (400, 401, 403):
        raise WrongSignIn
    if answer.status_code != 200 or not isinstance(told, dict):
        raise ProviderFails
    return told


def _back(house: Installation) -> str:
    return f"{house.settings.base_url}{BACK}"
