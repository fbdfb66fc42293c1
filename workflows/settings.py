"""What an installation is told through its environment, and the refusal of what cannot work."""

import os
import sys
from collections.abc import Iterator, Mapping
from datetime import timedelta
from enum import StrEnum
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Annotated, Any, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from workflows import urls
from workflows.data_folder import has_key, key_in
from workflows.engine.errors import WrongInput
from workflows.engine.faults import is_text, printable
from workflows.engine.quoting import nearest_name
from workflows.wording import settings as say

PREFIX = "SAGSGANG_"
DEFAULT_DEFINITIONS = Path(__file__).resolve().parent.parent / "definitions" / "norddjurs"
SHORTEST_KEY = 32
"""Characters that a secret key must have at least: 128 bits, written in hexadecimal."""


class WrongSettings(WrongInput):
    """A setting is missing or cannot be used; one line per fault, naming the setting, in Danish."""


class Environment(StrEnum):
    """What the installation is for."""

    DEVELOPMENT = "development"
    TEST = "test"
    PRODUCTION = "production"


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError(say.no_such_time_zone(name)) from None
    return name


def _key(key: str) -> str:
    if len(key) < SHORTEST_KEY:
        raise ValueError(say.key_is_too_short(SHORTEST_KEY))
    return key


def _folder(path: Path) -> Path:
    """The absolute path; a relative one is refused too when the current folder's is no text."""
    absolute = path.absolute()
    if not is_text(str(absolute)):
        raise ValueError(say.PATH_IS_NOT_UTF8)
    return absolute


def _folder_there(path: Path) -> Path:
    folder = _folder(path)
    if not folder.is_dir():
        what = say.IS_A_FILE if folder.exists() else say.IS_NOT_THERE
        raise ValueError(say.folder_is(folder, what))
    return folder


def _sqlite_in(settings: Mapping[str, Any]) -> str:
    return urls.sqlite_url(settings["data"] / "sagsgang.db") if "data" in settings else ""


class Settings(BaseSettings):
    """The settings of one installation; each is read from `SAGSGANG_` and its name."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, frozen=True)

    env: Environment = Environment.DEVELOPMENT
    data: Annotated[Path, AfterValidator(_folder)] = Field(
        default=Path("var"), validate_default=True
    )
    """The folder of everything that is kept in files."""
    database_url: Annotated[str, AfterValidator(urls.database_url)] = Field(
        default_factory=_sqlite_in
    )
    broker_url: Annotated[str, AfterValidator(urls.with_scheme("redis", "rediss"))] = (
        "redis://127.0.0.1:6379/0"
    )
    smtp_url: Annotated[str, AfterValidator(urls.smtp_url)] | None = None
    """None: mails are written as files to `data`/mail."""
    imap_url: Annotated[str, AfterValidator(urls.imap_url)] | None = None
    """The mailbox that answers by mail are collected from; None: none are."""
    clamd_url: Annotated[str, AfterValidator(urls.scanner_url)] | None = None
    """The virus scanner that looks at every file; None: none does."""
    oidc_issuer: Annotated[str, AfterValidator(urls.with_scheme("http", "https"))] | None = None
    """The provider that signs in for the municipality (OpenID Connect); None: accounts here."""
    oidc_client_id: str | None = None
    oidc_client_secret: Annotated[str | None, Field(repr=False)] = None
    base_url: Annotated[str, AfterValidator(urls.base_url)] = "http://127.0.0.1:8000"
    """What the links in mails begin with."""
    given_key: Annotated[str, AfterValidator(_key)] | None = Field(
        default=None, alias="SAGSGANG_SECRET_KEY", repr=False
    )
    definitions: Annotated[Path, AfterValidator(_folder_there)] = DEFAULT_DEFINITIONS
    timezone: Annotated[str, AfterValidator(_zone)] = "Europe/Copenhagen"
    tick_seconds: Annotated[float, Field(gt=0, le=60)] | None = None
    """How often beat rings; None: every 5 s in production, every second elsewhere."""

    @model_validator(mode="before")
    @classmethod
    def _refuse_what_is_no_text(cls, given: Mapping[str, object]) -> Mapping[str, object]:
        """Bytes that are no UTF-8 come as lone surrogates, which nothing further on can write."""
        faults = [
            say.is_not_utf8(_variable(name))
            for name, value in given.items()
            if not is_text(str(value))
        ]
        if faults:
            raise ValueError("\n".join(faults))
        return given

    @model_validator(mode="after")
    def _refuse_what_cannot_work(self) -> Self:
        faults = [*self._faults()]
        if faults:
            raise ValueError("\n".join(faults))
        return self

    def _faults(self) -> Iterator[str]:
        if self.production and not self.given_key:
            yield say.key_is_missing(PREFIX)
        if self.smtp_url and urls.is_here(self.base_url) and not urls.is_here(self.smtp_url):
            yield (
                say.opens_here_only(
                    PREFIX, urls.masked(self.base_url), urlsplit(self.smtp_url).hostname
                )
            )
        yield from self._provider_faults()

    def _provider_faults(self) -> Iterator[str]:
        given = ("oidc_issuer", "oidc_client_id", "oidc_client_secret")
        missing = [name for name in given if not getattr(self, name)]
        if 0 < len(missing) < len(given):
            yield from (say.is_missing(_variable(name)) for name in missing)
        issuer = self.oidc_issuer or ""
        if issuer.startswith("http:") and not urls.is_here(issuer):
            yield say.issuer_is_not_https(PREFIX)

    @property
    def tick(self) -> timedelta:
        """How long after one ring of beat the next one comes."""
        usual = 5.0 if self.production else 1.0
        return timedelta(seconds=self.tick_seconds or usual)

    @property
    def mails_per_minute(self) -> int | None:
        """How many mails the mail server takes in a minute; None: there is no end to it."""
        return urls.mails_per_minute(self.smtp_url) if self.smtp_url else None

    @property
    def production(self) -> bool:
        """Whether real people are written to."""
        return self.env is Environment.PRODUCTION

    @cached_property
    def secret_key(self) -> str:
        """Signs answer links and chains the journal; outside production drawn once per `data`."""
        return self.given_key or key_in(self.data)

    @property
    def has_key(self) -> bool:
        """Whether there is a secret key, given or drawn before, so that none would be drawn now."""
        return self.given_key is not None or has_key(self.data)

    def as_environment(self) -> dict[str, str]:
        """The variables by which another process reads these same settings; holds the secrets.

        Only what was chosen, so that the other process too can tell it from a default.
        """
        chosen = self.model_dump(mode="json", by_alias=True, exclude_unset=True)
        return {
            _variable(name): "" if value is None else str(value) for name, value in chosen.items()
        }

    def chosen(self, name: str) -> bool:
        """Whether somebody set this field, rather than leaving it at its default."""
        return name in self.model_fields_set


_WHAT_IS_ALLOWED = {
    "env": say.MUST_BE_AN_ENVIRONMENT,
    "tick_seconds": say.MUST_BE_SECONDS,
}


def read_settings(**given: object) -> Settings:
    """The settings of the environment, with those `given` by name in their place.

    Raises `WrongSettings` with one line per fault. A variable that is nearly one is a fault in
    production; elsewhere a line on stderr tells of it.
    """
    slips, strange = _unknown(os.environ)
    try:
        chosen = Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        lines = [
            _line(fault["loc"], fault["msg"])
            for fault in error.errors()
            if fault["type"] != "default_factory_not_called"  # follows from one of the others
        ]
        raise WrongSettings("\n".join([*lines, *slips])) from None
    if chosen.production and slips:
        raise WrongSettings("\n".join(slips))
    for line in (*slips, *strange):
        print(line, file=sys.stderr)
    return chosen


def _unknown(environment: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """A line for each variable that is like a setting, and for each that only begins like one.

    The latter may be set by who knows whom: Kubernetes names variables after its services.
    """
    known = [
        _variable(field.alias or name).removeprefix(PREFIX)
        for name, field in Settings.model_fields.items()
    ]
    slips, strange = [], []
    for name in sorted(environment):
        word = name.upper().removeprefix(PREFIX)
        if not name.upper().startswith(PREFIX) or word in known:
            continue
        if meant := nearest_name(word, known):
            slips.append(printable(say.is_unknown_perhaps(name, PREFIX, meant)))
        else:
            strange.append(printable(say.is_unknown(name)))
    return slips, strange


def _line(place: tuple[int | str, ...], message: str) -> str:
    message = message.removeprefix("Value error, ")
    if not place:
        return message
    name = str(place[0])
    message = _WHAT_IS_ALLOWED.get(name, message)
    return f"{_variable(name)}: {message}"


def _variable(name: str) -> str:
    """The environment variable that a field is read from."""
    return f"{PREFIX}{name.removeprefix(PREFIX).upper()}"


@lru_cache
def settings() -> Settings:
    """The settings of this process, read once from its environment."""
    return read_settings()
