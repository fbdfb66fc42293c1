"""No log line may open a hearing, a sign-in or the API."""

import io
import json
import logging
import os
import secrets
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
import structlog

from cli.serving.ports import HOST, free_port
from tests.waiting import until
from workflows.logbook import configure, redact, redact_the_servers_own


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    written = io.StringIO()
    monkeypatch.setattr("sys.stderr", written)
    configure(as_json=True)
    return written


@pytest.mark.parametrize(
    "secret",
    [
        "k1.MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43UOV3HO6DZPJQWEY3EMVTA",
        "eu3raWGsuGaqRTGgQQY1UrtR71a9mcdk_HrMGw_LMtw",
        "A" * 43,
    ],
)
def test_a_token_is_hidden_wherever_it_stands(secret: str) -> None:
    for line in (
        f'GET /svar/7c1f/{secret} HTTP/1.1" 303',
        f"https://sager.eksempel.dk/svar/7c1f/{secret}?x=1",
        f"Authorization: Bearer {secret}",
        f"{{'key': '{secret}'}}",
    ):
        assert secret not in redact(line)
        assert secret.rpartition(".")[2] not in redact(line)


def test_a_truncated_token_in_an_answer_path_is_hidden_too() -> None:
    assert redact("/svar/7c1f/k1.MFRGG") == "/svar/7c1f/[skjult]"


def test_whose_a_mailbox_is_is_hidden_and_which_server_it_is_at_stays() -> None:
    line = "550 <bo.berg+raad@raad.example> said å.ask@x.example; imap://u:hest@127.0.0.1:14"
    assert redact(line) == (
        "550 <[skjult]@raad.example> said [skjult]@x.example; imap://u:[skjult]@127.0.0.1:14"
    )


def test_ids_checksums_and_words_stay_readable() -> None:
    line = (
        f"case 0192f0c1-2f7e-7b1a-9d2e-5a6b7c8d9e0f sha256 {'0a' * 32} hearing:extended /svar/7c1f"
    )
    assert redact(line) == line


def test_our_own_lines_and_those_of_libraries_are_json_without_secrets(
    lines: io.StringIO,
) -> None:
    secret = secrets.token_urlsafe(32)
    structlog.get_logger("web").info("answer:opened", path=f"/svar/7c1f/{secret}", case="23/2079")
    logging.getLogger("uvicorn.error").warning("bad request: %s", f"/svar/7c1f/{secret}")
    try:
        raise ValueError(f"token {secret}")
    except ValueError:
        logging.getLogger("celery").exception("task failed")
    written = [json.loads(line) for line in lines.getvalue().splitlines()]
    assert [line["event"] for line in written] == [
        "answer:opened",
        "bad request: /svar/7c1f/[skjult]",
        "task failed",
    ]
    assert written[0]["case"] == "23/2079"
    assert "ValueError: token [skjult]" in written[2]["exception"]
    assert secret not in lines.getvalue()


def test_the_state_machine_is_silent(lines: io.StringIO) -> None:
    logging.getLogger("transitions.core").info("Finished processing state closed exit callbacks.")
    assert lines.getvalue() == ""


def test_the_web_server_started_by_hand_logs_no_token(sqlite: str, tmp_path: Path) -> None:
    answer, sign_in = f"k1.{'MFRGG' * 10}", secrets.token_urlsafe(32)
    port, log = free_port(), tmp_path / "log.txt"
    with log.open("w") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "uvicorn", "web.app:create_app", "--factory", f"--port={port}"],
            env=os.environ
            | {"SAGSGANG_DATABASE_URL": sqlite, "SAGSGANG_DATA": str(tmp_path / "var")},
            stdout=output, stderr=subprocess.STDOUT,
        )  # fmt: skip
    try:
        until(lambda: f"http://{HOST}:{port}" in log.read_text())
        for path in (f"/svar/7c1f/{answer}", f"/log-ind/{sign_in}"):
            httpx.get(f"http://{HOST}:{port}{path}", timeout=30)
        until(lambda: "/log-ind/[skjult]" in log.read_text())
    finally:
        server.kill()
        server.wait()
    assert '"GET /svar/7c1f/[skjult] HTTP/1.1"' in log.read_text()
    assert answer not in log.read_text()
    assert sign_in not in log.read_text()


def test_what_the_web_server_fails_with_is_redacted_too() -> None:
    secret = secrets.token_urlsafe(32)
    written = io.StringIO()
    logger = logging.getLogger("uvicorn.error")
    logger.addHandler(logging.StreamHandler(written))
    redact_the_servers_own()
    try:
        raise ValueError(f"token {secret}")
    except ValueError:
        logger.exception("failed at /svar/7c1f/%s", secret)
    assert "ValueError: token [skjult]" in written.getvalue()
    assert secret not in written.getvalue()
