"""The page that explains the definitions: its examples are read, and it leaves out no key."""

import copy
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

import definitions
from definitions.letters import SAMPLES
from tests.definitions.folders import NORDDJURS
from workflows.engine.checking import examine
from workflows.engine.checking_layout import LETTER_KINDS
from workflows.engine.closed_days import MOVABLE_DAYS
from workflows.engine.route import read_route
from workflows.engine.sagsgang import read_line
from workflows.engine.vocabulary import BodyKind, Effect, MessageKind, Office

PAGE = (Path(definitions.__file__).parent / "README.md").read_text()
CODES = set(re.findall(r"`([^`\n]+)`", PAGE))


def examples() -> dict[str, dict[str, Any]]:
    """The example of each file, by its path; letters that the page does not show are Norddjurs'."""
    shown = re.findall(r"^## `([^`]+)`\n.*?^```toml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    folder = {
        f"letters/{kind}.toml": tomllib.loads((NORDDJURS / f"letters/{kind}.toml").read_text())
        for kind in LETTER_KINDS
    }
    return folder | {file: tomllib.loads(text) for file, text in shown}


def test_the_examples_are_a_folder_without_faults() -> None:
    read = definitions.check(examples())
    assert set(read.case_types) == {"politisk-sag"}
    assert {body.code for body in read.bodies} == {"KB", "KFU", "ÆR"}
    line = "Sagsgang: Kultur & Fritidsudvalget → Byrådet (16/1)"
    assert line in PAGE.replace("\n", " ")
    assert read_route(line, read.bodies).line == "KFU, KB"
    assert read_route("KB 1. og 2. behandling", read.bodies).line == "KB, KB"
    for beside in re.findall(r"^- Datoer .*\n.*", PAGE, re.MULTILINE)[0].split("`")[1::2]:
        left_out = read_line(f"KFU, {beside}, KB", read.bodies).left_out
        assert left_out, beside


def tables(value: Any) -> Iterator[dict[str, Any]]:
    """Every table of a document, the document itself first."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value:
        if isinstance(inner, dict | list):
            yield from tables(inner)


@pytest.mark.parametrize("file", examples())
def test_every_key_that_a_file_can_have_is_explained(file: str) -> None:
    """A key that nobody knows makes the checker say which ones it knows."""
    folder = examples()
    spoiled = copy.deepcopy(folder[file])
    for number, table in enumerate(list(tables(spoiled))):
        table[f"0{number}0"] = True
    hints = [
        fault.hint
        for fault in examine({**folder, file: spoiled}).faults
        if fault.what == "ukendt nøgle"
    ]
    assert len(hints) == len(list(tables(folder[file])))
    for hint in hints:
        assert hint.startswith("kendte: ")
        assert set(hint.removeprefix("kendte: ").split(", ")) <= CODES | {
            "body",
            "word",
            "calendar",
            "mark",
            "rule",
            "member",
        }


@pytest.mark.parametrize(
    "words", [[*BodyKind], [*Office], [*Effect], [f'"{day}"' for day in MOVABLE_DAYS]], ids=str
)
def test_every_word_that_a_key_can_have_is_named(words: list[str]) -> None:
    assert {str(word) for word in words} <= CODES


def rows(head: str) -> Mapping[str, set[str]]:
    """The codes in the last column of a table, by the code in its first."""
    _, _, rest = PAGE.partition(head)
    cells = (line.split("|") for line in rest.partition("\n\n")[0].splitlines()[1:])
    return {row[1].strip(" `"): set(re.findall("`([^`]+)`", row[-2])) for row in cells if row[1:]}


@pytest.mark.parametrize("kind", LETTER_KINDS)
def test_the_fields_of_every_letter_are_named(kind: MessageKind) -> None:
    of_no_case = (
        MessageKind.DIGEST,
        MessageKind.AGENDA,
        MessageKind.MINUTES,
        MessageKind.MEMBER_LINK,
    )
    of_one_case = [set(SAMPLES[one]) for one in LETTER_KINDS if one not in of_no_case]
    in_all = set.intersection(*of_one_case)
    found = rows("| Brev | Sendes | Har desuden |\n")
    assert found[f"letters/{kind}.toml"] == set(SAMPLES[kind]) - in_all
    assert in_all <= CODES


def test_every_field_is_explained() -> None:
    _, _, table = PAGE.partition("| Felt | |\n")
    explained = {
        name for line in table.splitlines() for name in re.findall("`([^` ]+)`", line.split("|")[1])
    }
    assert explained == {name for sample in SAMPLES.values() for name in sample}
