"""Gathers the faults of one cause: a renamed code is one fault, not one for each place of use."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from workflows.engine.faults import Fault, Unknown
from workflows.engine.naming import folded
from workflows.engine.quoting import nearest_name, shown
from workflows.engine.wording import faults as say


def with_causes(faults: Iterable[Fault], spare: Mapping[str, Collection[str]]) -> Iterator[Fault]:
    """The faults, where a name that several places use and no file defines is one of them.

    `spare` holds, by file, the names defined there that nothing uses: what it may be called now.
    """
    listed = tuple(dict.fromkeys(faults))
    together = defaultdict[tuple[str, str], list[Fault]](list)
    for fault in listed:
        if fault.unknown:
            together[_name_of(fault.unknown)].append(fault)
    for fault in listed:
        uses = together[_name_of(fault.unknown)] if fault.unknown else []
        if len({(use.file, use.key) for use in uses}) < 2:
            yield fault
        elif fault is uses[0] and fault.unknown:
            yield _cause(fault.unknown, uses, spare.get(fault.unknown.file, ()))


def _name_of(unknown: Unknown) -> tuple[str, str]:
    return unknown.file, folded(unknown.name)


def _cause(unknown: Unknown, uses: Sequence[Fault], spare: Collection[str]) -> Fault:
    now = nearest_name(unknown.name, spare)
    asked = say.is_it_renamed(now) if now else say.MEND_THE_PLACES
    places = tuple(dict.fromkeys(f"{use.file}: {use.key}" for use in uses))
    return Fault(
        unknown.file,
        unknown.key,
        say.is_used_but_not_there(shown(unknown.name), len(places)),
        say.or_write_a_section(asked, unknown.key),
        places=places,
    )
