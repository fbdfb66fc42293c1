"""Checks that no two names mean the same, whatever their case, spacing or Unicode form."""

from collections.abc import Iterable, Mapping

from workflows.engine.naming import folded
from workflows.engine.quoting import shown
from workflows.engine.sections import Section

Named = tuple[Section, str, str]
"""Where a name stands (table and key) and the name."""


def report_equal_names(names: Iterable[Named], reserved: Mapping[str, str] | None = None) -> None:
    """A fault for each name that is taken: by one before it, or for what `reserved` says."""
    taken = {folded(name): owner for name, owner in (reserved or {}).items()}
    for section, key, name in names:
        if not name:
            continue
        owner = taken.get(folded(name))
        if owner is not None:
            section.fault(key, f"{shown(name)} er det samme som {owner}", "giv dem hver sit navn")
        taken.setdefault(folded(name), section.path(key))
