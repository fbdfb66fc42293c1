"""What holds for the house as a whole, whoever builds on it."""

import ast
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
import yaml

from cli.serving.installation import workers
from tasks.app import QUEUES

HOUSE = Path(__file__).resolve().parent.parent
NOT_OURS = {".venv", ".git", "var", "node_modules"}
REGISTRY = re.compile(r"https?://[^\s\"'>]+/(simple|packages)/|\"resolved\": *\"")


def files(ending: str = "") -> list[Path]:
    """The files of the house: what git tracks, or all of them where there is no git."""
    listed = subprocess.run(
        ["git", "-C", str(HOUSE), "ls-files"], capture_output=True, text=True, check=False
    )
    names = listed.stdout.splitlines() or [
        str(path.relative_to(HOUSE))
        for path in HOUSE.rglob("*")
        if not NOT_OURS.intersection(path.relative_to(HOUSE).parts)
    ]
    paths = [HOUSE / name for name in names if name.endswith(ending)]
    return [path for path in paths if path.is_file()]


def modules(*rooms: str) -> list[Path]:
    return [path for path in files(".py") if not rooms or path.relative_to(HOUSE).parts[0] in rooms]


def named(paths: Iterable[Path]) -> list[str]:
    return [str(path.relative_to(HOUSE)) for path in paths]


def test_every_module_says_in_its_first_sentence_what_it_is_for() -> None:
    silent = [
        path
        for path in modules()
        if not (ast.get_docstring(ast.parse(path.read_text())) or "").split("\n")[0].endswith(".")
        and path.parent.name != "versions"
    ]
    assert named(silent) == []


def test_no_import_hides_in_a_function() -> None:
    hidden = [
        f"{path.relative_to(HOUSE)}:{node.lineno} {node.name}"
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and any(isinstance(inner, ast.Import | ast.ImportFrom) for inner in ast.walk(node))
    ]
    assert hidden == []


def test_no_drawer_for_odds_and_ends() -> None:
    drawers = re.compile(r"(helper|util|manager|common|misc)s?(_|\.py$)")
    assert [name for name in named(modules()) if drawers.search(Path(name).name)] == []


def test_no_merge_is_left_half_done() -> None:
    marks = re.compile(rb"^(<{7}|>{7}|\|{7})( |$)", re.MULTILINE)
    assert named(path for path in files() if marks.search(path.read_bytes())) == []


def test_no_package_registry_is_named() -> None:
    found = [
        path
        for path in files()
        if REGISTRY.search(path.read_text(encoding="utf-8", errors="ignore"))
    ]
    assert named(found) == []


def test_the_lock_holds_names_versions_and_hashes_alone() -> None:
    line = re.compile(
        r"[a-z0-9._-]+(\[[a-z,]+\])?==[^\s/]+( ; [^/:]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?"
    )
    lock = (HOUSE / "requirements.lock").read_text().splitlines()
    assert [text for text in lock if not line.fullmatch(text)] == []


def test_the_lock_holds_every_dependency() -> None:
    asked = re.findall(
        r"^    \"([a-z0-9-]+)(?:\[[a-z]+\])?>=",
        (HOUSE / "pyproject.toml").read_text(),
        re.MULTILINE,
    )
    locked = re.findall(r"^([a-z0-9._-]+)", (HOUSE / "requirements.lock").read_text(), re.MULTILINE)
    assert len(asked) > 20
    assert set(asked) <= set(locked)


def test_the_worker_shim_holds_no_logic() -> None:
    tree = ast.parse((HOUSE / "worker.py").read_text())
    imported = [node.module for node in tree.body if isinstance(node, ast.ImportFrom)]
    assert imported == ["tasks.app"]
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)]


def consumed(commands: Iterable[Iterable[str]]) -> list[str]:
    """The queues that these command lines consume, in alphabetical order."""
    lines = [list(command) for command in commands]
    return sorted(
        queue for line in lines if "-Q" in line for queue in line[line.index("-Q") + 1].split(",")
    )


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((HOUSE / "docker-compose.yml").read_text())
    return read


def test_every_queue_has_one_consumer_in_serve() -> None:
    assert consumed(child.command for child in workers()) == sorted(QUEUES)


def test_every_queue_has_one_consumer_in_docker_compose(compose: dict[str, Any]) -> None:
    commands = [
        service["command"] for service in compose["services"].values() if "command" in service
    ]
    assert consumed(commands) == sorted(QUEUES)


def test_docker_compose_runs_what_serve_runs(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert {child.name for child in workers()} | {"web", "broker"} <= set(services)
    assert "noeviction" in services["broker"]["command"]
    for name in ("web", *(child.name for child in workers())):
        assert services[name]["depends_on"]["migrate"] == {
            "condition": "service_completed_successfully"
        }
        assert services[name]["environment"]["SAGSGANG_ENV"] == "production"


def test_docker_compose_passes_on_every_setting(compose: dict[str, Any]) -> None:
    table = (HOUSE / "README.md").read_text().split("| `SAGSGANG_…` | |")[1].split("\n\n")[0]
    known = {f"SAGSGANG_{name}" for name in re.findall(r"^\| `([A-Z_]+)` \|", table, re.MULTILINE)}
    passed_on = set(compose["services"]["web"]["environment"])
    assert known - passed_on == {"SAGSGANG_DATA"}, "the image knows its own folder"
    assert passed_on <= known


def test_the_image_holds_every_room() -> None:
    copied = set(re.findall(r"^COPY (\w+) \1$", (HOUSE / "Dockerfile").read_text(), re.MULTILINE))
    assert copied == {"workflows", "definitions", "tasks", "web", "cli", "migrations"}


WORN = {
    "button": ("button-primary", "button-secondary", "plain"),
    "select": ("form-select",),
    "textarea": ("form-input",),
    "label": ("form-label",),
    "table": ("table",),
}
"""The classes of the design system, of which each of these elements has one."""


def test_what_is_pressed_and_filled_in_wears_the_design_system() -> None:
    for template in files(".html"):
        for element, classes in WORN.items():
            for begun in re.findall(rf"<{element}\b[^>]*>", template.read_text()):
                assert any(name in begun for name in classes), (template.name, begun)
