"""The published documents have the fields that docs/agendas.md tells of, and no others."""

import re
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from workflows.services import agenda_documents

PAGE = (Path(__file__).parents[1] / "docs" / "agendas.md").read_text(encoding="utf-8")
FORMS = [
    one
    for one in vars(agenda_documents).values()
    if isinstance(one, type) and is_dataclass(one) and one.__module__ == agenda_documents.__name__
]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_every_field_is_told_of(form: type) -> None:
    found = re.search(rf"\*\*`{form.__name__}`\*\*: (.*?)(?:\n\n|\Z)", PAGE, re.DOTALL)
    assert found is not None
    told = set(re.findall(r"`([a-z][a-z0-9_]*)`", found[1]))
    assert {field.name for field in fields(form)} <= told


def test_no_form_is_told_of_that_is_none() -> None:
    told = set(re.findall(r"\*\*`(\w+)`\*\*:", PAGE))
    assert told == {form.__name__ for form in FORMS}
