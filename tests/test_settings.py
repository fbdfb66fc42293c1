"""What an installation may be told through its environment, and what is refused."""

import stat
from pathlib import Path

import pytest

from workflows.settings import Environment, WrongSettings, read_settings


@pytest.fixture(autouse=True)
def _only_these_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("DATABASE_URL", "BROKER_URL", "SMTP_URL", "BASE_URL", "SECRET_KEY", "ENV", "DATA"):
        monkeypatch.delenv(f"SAGSGANG_{name}", raising=False)
    monkeypatch.chdir(tmp_path)


def refusal(**given: object) -> str:
    with pytest.raises(WrongSettings) as refused:
        read_settings(**given)
    return str(refused.value)


def test_nothing_needs_to_be_set_in_development(tmp_path: Path) -> None:
    settings = read_settings()
    assert settings.env is Environment.DEVELOPMENT
    assert settings.database_url == f"sqlite:///{tmp_path}/var/sagsgang.db"
    assert (settings.definitions.parent / "__init__.py").parent.name == "definitions"


def test_the_environment_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SAGSGANG_DATA", "kommunen")
    monkeypatch.setenv("SAGSGANG_SMTP_URL", "")
    settings = read_settings()
    assert settings.data == tmp_path / "kommunen"
    assert settings.smtp_url is None


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgresql_is_reached_by_the_driver_that_is_installed(scheme: str) -> None:
    settings = read_settings(database_url=f"{scheme}://sag:kode@db/sagsgang")
    assert settings.database_url == "postgresql+psycopg://sag:kode@db/sagsgang"


@pytest.mark.parametrize(
    "url",
    [
        "mysql://sag:h@mmelig@db/sagsgang",
        "postgresql://sag:h@mmelig@db",
        "postgresql://sag:h@mmelig@db:halvtreds/sagsgang",
        "postgresql://sag:h@mmelig@[db/sagsgang",
    ],
)
def test_a_bad_database_url_is_refused_without_its_password(url: str) -> None:
    text = refusal(database_url=url)
    assert text.startswith("SAGSGANG_DATABASE_URL: »")
    assert "mmelig" not in text
    assert "***" in text


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", ""])
def test_a_database_that_processes_cannot_share_is_refused(url: str) -> None:
    assert "SAGSGANG_DATABASE_URL" in refusal(database_url=url)


def test_every_fault_is_reported_in_one_go() -> None:
    text = refusal(env="prod", timezone="Mars/Kanalen", tick_seconds="ofte", broker_url="amqp://x")
    assert [line.split(":")[0] for line in text.splitlines()] == [
        "SAGSGANG_ENV",
        "SAGSGANG_BROKER_URL",
        "SAGSGANG_TIMEZONE",
        "SAGSGANG_TICK_SECONDS",
    ]


@pytest.mark.parametrize("zone", ["", "/etc/passwd", "../x", "Mars/Kanalen"])
def test_an_unknown_timezone_is_refused(zone: str) -> None:
    assert "SAGSGANG_TIMEZONE" in refusal(timezone=zone)


def test_production_does_not_start_without_a_key_of_its_own() -> None:
    assert refusal(env="production").startswith("SAGSGANG_SECRET_KEY: mangler")
    assert "SAGSGANG_SECRET_KEY" in refusal(env="production", SAGSGANG_SECRET_KEY="kort")
    assert read_settings(env="production", SAGSGANG_SECRET_KEY="k" * 32).secret_key == "k" * 32


def test_the_key_of_a_data_folder_is_drawn_once_and_kept_private(tmp_path: Path) -> None:
    first = read_settings(data=tmp_path / "a").secret_key
    again = read_settings(data=tmp_path / "a").secret_key
    other = read_settings(data=tmp_path / "b").secret_key
    assert first == again != other
    assert stat.S_IMODE((tmp_path / "a" / "secret.key").stat().st_mode) == 0o600
    assert [file.name for file in (tmp_path / "a").iterdir()] == ["secret.key"]


def test_links_to_this_machine_are_not_mailed_away() -> None:
    text = refusal(smtp_url="smtp://mail:kode@mail.eksempel.dk:25")
    assert text.startswith("SAGSGANG_BASE_URL")
    assert "kode" not in text
    assert read_settings(smtp_url="smtp://127.0.0.1:2525").smtp_url
    assert read_settings(
        smtp_url="smtp://mail.eksempel.dk", base_url="https://sager.eksempel.dk"
    ).smtp_url


def test_keys_and_passwords_are_not_shown_with_the_settings() -> None:
    assert "k" * 32 not in repr(read_settings(SAGSGANG_SECRET_KEY="k" * 32))


def test_another_process_reads_the_same_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAGSGANG_SMTP_URL", "smtp://127.0.0.1:25")
    settings = read_settings(smtp_url=None, tick_seconds=0.2, SAGSGANG_SECRET_KEY="k" * 32)
    for name, value in settings.as_environment().items():
        monkeypatch.setenv(name, value)
    again = read_settings()
    assert again == settings
    for read in (settings, again):
        assert read.chosen("tick_seconds")
        assert not read.chosen("broker_url")
