"""Checks that no two names mean the same, whatever their case, spacing or Unicode form."""

from collections.abc import Iterable, Mapping

from workflows.engine.naming import folded
from workflows.engine.quoting import shown
from workflows.engine.sections import Section
from workflows.engine.wording import faults as say

Named = tuple[Section, str, str]
"""Where a name stands (table and key) and the name."""


def report_equal_names(names: Iterable[Named], reserved: Mapping[str, str] | None = None) -> None:
    """A fault for each name that is taken: by one before it, or for what `reserved` says."""
    owners = {folded(name): owner for name, owner in (reserved or {}).items()}
    files: dict[str, str] = {}
    for section, key, name in names:
        same = folded(name)
        if same in owners:
            elsewhere = f"{files[same]}: " if files.get(same, section.file) != section.file else ""
            section.fault(
                key, say.is_the_same_as(shown(name), elsewhere, owners[same]), say.GIVE_EACH_A_NAME
            )
        elif name:
            owners[same] = section.path(key)
            files[same] = section.file
