"""However a folder of definitions is spoiled, reading it gives values or faults, nothing else."""

import copy
import tomllib
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import definitions
from tests.definitions.folders import NORDDJURS, faults_of
from workflows.engine.faults import FaultyDefinitions

DOCUMENTS = {
    file.relative_to(NORDDJURS).as_posix(): tomllib.loads(file.read_text())
    for file in sorted(NORDDJURS.rglob("*.toml"))
}
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=20),
    st.sampled_from(["høring", "KB", "hearing", "0 dage", "4 uger", "{{ x }}", "{% for a in b %}"]),
    st.just(date(2024, 1, 16)),
    st.just(datetime(2024, 1, 16, tzinfo=UTC)),
    st.just(time(8)),
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)


def places(document: Any) -> list[tuple[Any, Any]]:
    """Every table and list of a document with each of its keys and numbers."""
    keys = document.keys() if isinstance(document, dict) else range(len(document))
    here = [(document, key) for key in keys]
    inner = [document[key] for key in keys if isinstance(document[key], dict | list)]
    return here + [place for value in inner for place in places(value)]


def spoil(documents: dict[str, Any], data: st.DataObject) -> None:
    """Delete, rename, replace or double one value somewhere."""
    found = places(documents)
    table, key = found[data.draw(st.integers(0, len(found) - 1))]
    match data.draw(st.sampled_from(["delete", "rename", "replace", "double"])):
        case "delete":
            del table[key]
        case "rename" if isinstance(table, dict):
            table[data.draw(st.text(max_size=8))] = table.pop(key)
        case "double" if isinstance(table, list):
            table.append(copy.deepcopy(table[key]))
        case _ if isinstance(table[key], dict) and table is documents:
            documents[key] = data.draw(st.dictionaries(st.text(max_size=8), VALUES, max_size=3))
        case _:
            table[key] = data.draw(VALUES)


def faults_in(documents: dict[str, Any]) -> list[str]:
    """Fault lines of the documents; whatever else is raised goes through."""
    try:
        definitions.check(documents)
    except FaultyDefinitions as found:
        return [str(fault) for fault in found.faults]
    return []


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data(), st.integers(1, 4))
def test_spoiled_documents_give_values_or_faults(data: st.DataObject, times: int) -> None:
    documents = copy.deepcopy(DOCUMENTS)
    for _ in range(times):
        spoil(documents, data)
    assert all(line.isprintable() for line in faults_in(documents))


@settings(max_examples=60, deadline=None)
@given(content=st.binary(max_size=60), cut=st.integers(0, 2000), data=st.data())
def test_spoiled_bytes_are_a_fault_of_their_file_or_of_the_files_that_lack(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, cut: int, data: st.DataObject
) -> None:
    file = data.draw(st.sampled_from(sorted(DOCUMENTS)))
    folder = tmp_path_factory.mktemp("spoiled")
    (folder / file).parent.mkdir(parents=True, exist_ok=True)
    (folder / file).write_bytes((NORDDJURS / file).read_bytes()[:cut] + content)
    assert faults_of(folder)
