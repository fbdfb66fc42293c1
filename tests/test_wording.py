"""What is said to people in Danish stands in one place per room, and nowhere else."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.test_house import HOUSE, modules, named

ROOMS = ("workflows", "definitions", "web", "tasks", "cli")

PLACES = (
    "*/wording/*.py",
    # What is read in Danish, and not said: agendas, routes, dates, rules of meetings.
    "workflows/engine/items/*.py",
    "workflows/engine/beside.py",
    "workflows/engine/closed_days.py",
    "workflows/engine/daywords.py",
    "workflows/engine/lexicon.py",
    "workflows/engine/route_advice.py",
    # What the demo and the previews of letters tell of is made up.
    "cli/telling/*.py",
    "definitions/letters.py",
)

DANISH = re.compile(
    r"[æøåÆØÅ]|\b(af|alle|andre|anden|blev|bliver|brug|dage|den|der|det|dette|efter|eller|en|er|et"
    r"|fra|fristen|giv|har|hos|hvem|hvis|hvor|igen|ikke|ingen|intet|jer|kan|kun|mangler|med|mere"
    r"|og|om|os|sag|sagen|sager|saml|se|siden|skal|skriv|slet|som|til|uden|ved|vi)\b",
    re.IGNORECASE,
)
WORDS = re.compile(r"[a-zæøå]{2,}\S* \S*[a-zæøå]{2,}", re.IGNORECASE)
CODE = re.compile(r"\\|\(\?|^/|\b(SELECT|WHERE|UPDATE|version \{\}|default-src)\b|filename=|\w\|\w")


@pytest.mark.parametrize("room", ROOMS)
def test_danish_for_people_stands_in_one_place(room: str) -> None:
    paths = [path for path in modules(room) if not _is_a_place(path)]
    strays = [f"{named([path])[0]}:{line}: {said}" for path in paths for line, said in _said(path)]
    assert strays == []


def test_a_stray_sentence_is_found(tmp_path: Path) -> None:
    stray = tmp_path / "stray.py"
    stray.write_text(
        '"""Det her er til den, der læser koden."""\n\nTOLD = f"sagen {1} er lukket"\n'
    )
    assert list(_said(stray)) == [(3, "sagen {} er lukket")]


def _is_a_place(path: Path) -> bool:
    return any(path.relative_to(HOUSE).match(place) for place in PLACES)


def _said(path: Path) -> Iterator[tuple[int, str]]:
    """The line and the words of each sentence that is not a docstring or a command's own help."""
    tree = ast.parse(path.read_text())
    passed = {id(part) for node in ast.walk(tree) for part in _for_the_code(node)}
    for node in ast.walk(tree):
        if id(node) in passed:
            continue
        words = _words(node)
        if DANISH.search(words) and WORDS.search(words) and not CODE.search(words):
            yield node.lineno, words  # type: ignore[attr-defined]


def _for_the_code(node: ast.AST) -> Iterator[ast.AST]:
    """What is no sentence of its own: docstrings, declarations, and the pieces of an f-string."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node.value
    if isinstance(node, ast.FunctionDef):
        for decorator in node.decorator_list:
            yield from ast.walk(decorator)
    if isinstance(node, ast.keyword) and node.arg == "description":
        yield from ast.walk(node.value)
    if isinstance(node, ast.JoinedStr):
        yield from (piece for piece in node.values if isinstance(piece, ast.Constant))


def _words(node: ast.AST) -> str:
    if isinstance(node, ast.JoinedStr):
        pieces = (
            str(piece.value) if isinstance(piece, ast.Constant) else "{}" for piece in node.values
        )
        return "".join(pieces)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
