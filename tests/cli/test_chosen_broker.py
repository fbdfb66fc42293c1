"""A broker that was chosen and cannot be used is told of, with what to do and no password."""

import subprocess
from pathlib import Path

import pytest

from cli.serving.chosen_broker import must_answer
from cli.serving.installation import broker
from cli.serving.ports import HOST, free_port
from tests.servers import listens
from tests.waiting import until
from workflows.engine.errors import EnvironmentMissing
from workflows.settings import read_settings


@pytest.mark.parametrize("given", ["bo:forkert@", ":forkert@", ""])
def test_a_broker_that_refuses_the_password_is_not_said_to_be_silent(
    tmp_path: Path, given: str
) -> None:
    port = free_port()
    words = (*broker(port, tmp_path).command, "--requirepass", "hemmelig")
    with subprocess.Popen(words, stdout=subprocess.DEVNULL) as process:
        try:
            until(lambda: listens(port))
            url = f"redis://{given}{HOST}:{port}/0"
            with pytest.raises(EnvironmentMissing) as refused:
                must_answer(read_settings(env="test", data=tmp_path, broker_url=url))
            assert "afviser brugernavn eller adgangskode" in str(refused.value)
            assert "forkert" not in str(refused.value)
            must_answer(
                read_settings(
                    env="test", data=tmp_path, broker_url=f"redis://:hemmelig@{HOST}:{port}/0"
                )
            )
        finally:
            process.kill()
