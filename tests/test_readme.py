"""What README.md and CONTRIBUTING.md tell people to type, open and set is there, and works."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from fastapi.routing import iter_route_contexts
from starlette.routing import compile_path

from cli.app import COMMANDS, sagsgang
from tests.open_hearing import installed
from web.app import create_app
from workflows.settings import PREFIX, Settings

HOUSE = Path(__file__).resolve().parent.parent
PAGES = {name: (HOUSE / name).read_text() for name in ("README.md", "CONTRIBUTING.md")}
README = PAGES["README.md"]
BLOCK = re.compile(r"^```(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
DRAWN = {"mermaid"}
"""Kinds of blocks that hold nothing to type."""
TESTED_ELSEWHERE = {"serve", "demo"}
"""Commands that take their time: tests/cli plays the demo and serves what it left."""
PROMISED = {".venv", "var", "DATA"}
"""What is there only once an installation runs."""


def blocks() -> Iterator[tuple[str, str]]:
    """Every block: its kind, and what it holds."""
    for page in PAGES.values():
        yield from BLOCK.findall(page)


def quoted() -> list[str]:
    """Whatever stands between single backticks, outside of blocks."""
    return [
        words
        for page in PAGES.values()
        for words in re.findall(r"`([^`\n]+)`", BLOCK.sub("", page))
    ]


def table(heading: str) -> list[tuple[str, str]]:
    """The rows of the README's table whose first column is headed so: name, and what it says."""
    rows = README.split(f"| `{heading}` |", 1)[1].split("\n\n")[0].splitlines()[2:]
    return [(name, said) for name, said in (re.split(r"(?<!\\)\|", row)[1:3] for row in rows)]


def typed() -> list[str]:
    """Every line of the blocks that a person types, without its comment."""
    lines = [line for kind, text in blocks() if kind == "console" for line in text.splitlines()]
    return [line.removeprefix("$ ") for line in lines if line.startswith("$ ")]


def of_sagsgang() -> list[str]:
    """The command lines of ours that are short enough to be run here."""
    examples = [
        f"sagsgang {words}"
        for _, said in table("sagsgang …")
        for words in re.findall(r"`([^`]+)`", said)
        if words.split()[0] in COMMANDS
    ]
    lines = [line.removeprefix(".venv/bin/") for line in typed()]
    mine = [line for line in (*lines, *examples) if line.startswith("sagsgang ")]
    return [line for line in mine if line.split()[1] not in TESTED_ELSEWHERE]


def test_every_block_is_of_a_kind_that_is_tried_or_holds_nothing_to_type() -> None:
    assert {kind for kind, _ in blocks()} <= {"console"} | DRAWN
    known = ("make ", ".venv/bin/sagsgang ", "sagsgang ")
    assert [line for line in typed() if not line.startswith(known)] == []


@pytest.mark.parametrize("line", of_sagsgang())
def test_a_command_does_what_is_said(line: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "cli.app", *shlex.split(line, comments=True)[1:]],
        cwd=tmp_path,
        env=os.environ | {f"{PREFIX}DATA": str(tmp_path), "PYTHONPATH": str(HOUSE)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


def test_every_command_that_is_named_is_there() -> None:
    named = [words.split()[1] for words in quoted() if words.startswith("sagsgang ")]
    assert named
    assert set(named) - {"…"} <= set(COMMANDS)


@pytest.mark.parametrize(
    "line", [words for words in (*typed(), *quoted()) if words.startswith("make ")]
)
def test_make_knows_how(line: str) -> None:
    words = shlex.split(line, comments=True)
    asked = subprocess.run(
        [*words, "--dry-run"], cwd=HOUSE, capture_output=True, text=True, check=False
    )
    assert asked.returncode == 0, asked.stderr


def test_the_table_of_commands_holds_each_command_with_options_that_it_has() -> None:
    rows = [re.sub(r"[`\[\]\\|]", " ", name).split() for name, _ in table("sagsgang …")]
    assert {words[0] for words in rows} == set(COMMANDS)
    for words in rows:
        chosen = sagsgang.get_command(click.Context(sagsgang), words[0])
        assert chosen is not None
        if isinstance(chosen, click.Group):
            chosen = chosen.commands[words[1]]
        options = {name for one in chosen.params for name in one.opts}
        assert {word for word in words if word.startswith("--")} <= options, words


def test_the_table_of_settings_is_the_settings() -> None:
    fields = {
        (field.alias or f"{PREFIX}{name}").removeprefix(PREFIX).upper()
        for name, field in Settings.model_fields.items()
    }
    rows = [name.strip(" `") for name, _ in table(f"{PREFIX}…")]
    assert len(rows) == len(set(rows))
    assert set(rows) == fields


def test_every_page_that_is_linked_to_is_there() -> None:
    linked = [link for page in PAGES.values() for link in re.findall(r"\]\(([^)]+)\)", page)]
    assert linked
    assert [link for link in linked if not (HOUSE / link.partition("#")[0]).exists()] == []


def test_every_file_that_is_named_is_there() -> None:
    named = [
        words for words in quoted() if re.fullmatch(r"[\w.-]+(/[\w.-]+)*(/|\.(py|md|yml))", words)
    ]
    assert len(named) > 10
    missing = [
        name
        for name in named
        if name.split("/")[0] not in PROMISED
        and not any((room / name).exists() for room in (HOUSE, HOUSE / "workflows"))
    ]
    assert missing == []


def test_every_address_that_is_named_leads_somewhere(sqlite: str, tmp_path: Path) -> None:
    app = create_app(installed(sqlite, tmp_path)[0])
    ways = [compile_path(str(found.path))[0] for found in iter_route_contexts(app.routes)]
    named = [words for words in quoted() if re.match(r"/\w", words)]
    assert named
    assert [path for path in named if not any(way.match(path) for way in ways)] == []
