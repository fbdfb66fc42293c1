"""What an installation may be told through its environment, and what is refused."""

import os
import stat
from pathlib import Path

import pytest

from workflows.records.database import open_database
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


@pytest.mark.parametrize("name", ["hvad?", "nr#1", "100%", "%20", "to ord", "æøå", "a?b=c&d"])
def test_the_database_lies_in_the_data_folder_whatever_its_name(tmp_path: Path, name: str) -> None:
    settings = read_settings(data=tmp_path / name)
    (tmp_path / name).mkdir()
    database = open_database(settings.database_url)
    with database.connect():
        pass
    database.dispose()
    assert [file.name for file in (tmp_path / name).iterdir()] == ["sagsgang.db"]
    assert [file.name for file in tmp_path.iterdir()] == [name]


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
        "postgresql://sag:h@mmelig@db/sagsgang",
        "postgresql://sag:1/mmelig@db/sagsgang",
        "postgresql:/sag:hemmelig@db/sagsgang",
        "noget:hemmelig@",
    ],
)
def test_a_bad_database_url_is_refused_without_its_password(url: str) -> None:
    text = refusal(database_url=url)
    assert text.startswith("SAGSGANG_DATABASE_URL: »")
    assert "mmelig" not in text
    assert "***" in text


def test_a_password_with_an_at_sign_is_told_how_to_be_written() -> None:
    assert "skriv %40" in refusal(database_url="postgresql://sag:h@mmelig@db/sagsgang")
    assert read_settings(database_url="postgresql://sag:h%40mmelig@db/sagsgang").database_url


@pytest.mark.parametrize(
    "url",
    [
        "sqlite://",
        "sqlite:///:memory:",
        "",
        "sqlite://var/sagsgang.db",
        "sqlite:////tmp/hvad?.db",
        "sqlite:///x.db\n",
    ],
)
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


HERE = [
    "localhost",
    "localhost.",
    "LOCALHOST",
    "sager.localhost",
    "127.0.0.1",
    "127.0.0.2",
    "127.1",
    "2130706433",
    "0x7f.1",
    "017700000001",
    "0.0.0.0",
    "0",
    "[::1]",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[0:0:0:0:0:ffff:7f00:1]",
    "１２７.0.0.1",
]


@pytest.mark.parametrize("host", HERE)
@pytest.mark.parametrize("rest", ["", ":8000", "/"])
def test_this_machine_is_known_by_all_its_names(host: str, rest: str) -> None:
    text = refusal(base_url=f"http://{host}{rest}", smtp_url="smtp://mail.eksempel.dk")
    assert text.startswith("SAGSGANG_BASE_URL")
    assert "kan kun åbnes på denne maskine" in text


@pytest.mark.parametrize("host", HERE)
def test_a_mail_server_on_this_machine_is_known_by_all_its_names(host: str) -> None:
    assert read_settings(smtp_url=f"smtp://{host}:2525").smtp_url


@pytest.mark.parametrize("host", ["10.0.0.7", "mitlocalhost.dk", "[2001:db8::1]", "127.0.0.1.dk"])
def test_what_others_reach_may_be_mailed(host: str) -> None:
    assert read_settings(base_url=f"https://{host}", smtp_url="smtp://mail.eksempel.dk")


@pytest.mark.parametrize(
    "url",
    [
        "https://sager.eksempel.dk/sti",
        "https://sager.eksempel.dk?a=1",
        "https://sager.eksempel.dk/?",
        "https://sager.eksempel.dk#top",
        "https://bruger:hemmelig@sager.eksempel.dk",
        "https://bruger@sager.eksempel.dk",
        "https://sager.eksempel.dk\n",
        "https://sager.eksempel.dk\nx",
        "https://bruger:hemm\nelig@sager.eksempel.dk",
        "https://sager. eksempel.dk",
        " https://sager.eksempel.dk",
        "https://sager.eksempel.dk:",
        "https://sager.eksempel.dk:port",
        "https://sager..dk",
        "https://%31%32%37.0.0.1",
        "https://[::1",
        "https:sager.eksempel.dk",
        "https://",
        "sager.eksempel.dk",
    ],
)
def test_what_links_cannot_begin_with_is_refused_in_one_line(url: str) -> None:
    text = refusal(base_url=url)
    assert text.startswith("SAGSGANG_BASE_URL: »")
    assert text.isprintable()
    assert "elig" not in text


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://sager.eksempel.dk/", "https://sager.eksempel.dk"),
        ("HTTPS://høring.eksempel.dk:8443", "https://høring.eksempel.dk:8443"),
        ("http://[2001:db8::1]:80", "http://[2001:db8::1]:80"),
    ],
)
def test_what_links_begin_with_is_kept_in_one_form(given: str, kept: str) -> None:
    assert read_settings(base_url=given).base_url == kept


@pytest.mark.parametrize(
    "name",
    ["TIMEZONE", "DATABASE_URL", "BASE_URL", "DATA", "SMTP_URL", "ENV", "SECRET_KEY",
     "DEFINITIONS", "TICK_SECONDS"],
)  # fmt: skip
def test_bytes_that_are_no_text_are_refused_in_one_line(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(f"SAGSGANG_{name}", os.fsdecode(b"abc\xff"))
    assert refusal() == f"SAGSGANG_{name}: er ikke UTF-8 — skriv værdien igen"


def test_a_current_folder_that_is_no_text_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / os.fsdecode(b"\xff")
    folder.mkdir()
    monkeypatch.chdir(folder)
    assert refusal() == "SAGSGANG_DATA: stien er ikke UTF-8 — giv mappen et andet navn"


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


def test_how_many_mails_a_server_takes_stands_behind_its_address() -> None:
    assert read_settings(smtp_url="smtp://127.0.0.1:25?per_minute=30").mails_per_minute == 30
    assert read_settings(smtp_url="smtp://127.0.0.1:25").mails_per_minute is None
    assert read_settings().mails_per_minute is None


@pytest.mark.parametrize("query", ["per_minute=0", "per_minute=mange", "pr_minut=30", "x"])
def test_anything_else_behind_it_is_refused(query: str) -> None:
    assert "?per_minute=30" in refusal(smtp_url=f"smtp://127.0.0.1:25?{query}")


def test_a_misspelt_setting_is_told_of_and_refused_in_production(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SAGSGANG_DATABSE_URL", "postgresql://sag:hemmelig@db/sag")
    line = "SAGSGANG_DATABSE_URL: kendes ikke — mente du SAGSGANG_DATABASE_URL?"
    read_settings()
    assert capsys.readouterr() == ("", f"{line}\n")
    assert refusal(env="production", SAGSGANG_SECRET_KEY="k" * 32) == line
    assert refusal(env="prod").splitlines()[1] == line


def test_what_a_cluster_names_after_its_service_is_told_of_and_not_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("SERVICE_HOST", "SERVICE_PORT", "PORT", "PORT_8000_TCP_ADDR"):
        monkeypatch.setenv(f"SAGSGANG_{name}", "tcp://10.0.0.7:8000")
    read_settings(env="production", SAGSGANG_SECRET_KEY="k" * 32)
    assert len(capsys.readouterr().err.splitlines()) == 4


def test_every_setting_is_known(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in read_settings(SAGSGANG_SECRET_KEY="k" * 32).as_environment().items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("SAGSGANG_BASE_URL", "https://sager.kommune.example")
    read_settings()
    assert capsys.readouterr().err == ""


def test_a_missing_folder_of_definitions_is_told_with_the_other_faults(tmp_path: Path) -> None:
    told = refusal(definitions=tmp_path / "ingen", timezone="Mars/Kanalen").splitlines()
    assert [line.split(":")[0] for line in told] == ["SAGSGANG_DEFINITIONS", "SAGSGANG_TIMEZONE"]
    assert "findes ikke" in told[0]


@pytest.mark.parametrize("url", ["imaps://post.example/INBOX", "imap://bo@post.example"])
def test_a_mailbox_that_nobody_can_open_is_refused(url: str) -> None:
    assert "mangler postkassens brugernavn eller adgangskode" in refusal(imap_url=url)


def test_a_provider_is_given_whole_and_reached_safely() -> None:
    issuer = "https://login.norddjurs.example"
    told = refusal(oidc_issuer=issuer).splitlines()
    assert told == [
        "SAGSGANG_OIDC_CLIENT_ID: mangler — de andre er der",
        "SAGSGANG_OIDC_CLIENT_SECRET: mangler — de andre er der",
    ]
    whole = {"oidc_client_id": "sagsgang", "oidc_client_secret": "hemmelig"}
    assert "OIDC_ISSUER: mangler" in refusal(**whole)
    assert "skal begynde med https" in refusal(oidc_issuer=issuer.replace("s:", ":"), **whole)
    settings = read_settings(oidc_issuer=issuer, **whole)
    assert settings.oidc_issuer == issuer
    assert "hemmelig" not in repr(settings)
