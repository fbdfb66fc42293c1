"""Writes journals as an event log in XES (IEEE 1849), which programs for process mining read."""

from collections.abc import Iterable
from datetime import UTC, datetime
from xml.etree import ElementTree

from workflows.records.export_rows import CaseLines, JournalLine
from workflows.services.wording.cases import event_words

_EXTENSIONS = (
    ("Concept", "concept", "http://www.xes-standard.org/concept.xesext"),
    ("Time", "time", "http://www.xes-standard.org/time.xesext"),
    ("Organizational", "org", "http://www.xes-standard.org/org.xesext"),
    ("Lifecycle", "lifecycle", "http://www.xes-standard.org/lifecycle.xesext"),
)


def event_log(cases: Iterable[CaseLines]) -> bytes:
    """One trace for each case by its number, one event for each line of its journal.

    Of what the lines tell in full there is nothing: no title, no name of a party, no words. Who
    acted is told by kind (`officer`, `party`, `system`).
    """
    log = ElementTree.Element(
        "log",
        {"xes.version": "1849-2016", "xes.features": "", "xmlns": "http://www.xes-standard.org/"},
    )
    for name, prefix, uri in _EXTENSIONS:
        ElementTree.SubElement(log, "extension", name=name, prefix=prefix, uri=uri)
    ElementTree.SubElement(log, "classifier", name="Event", keys="concept:name")
    for case in cases:
        log.append(_trace(case))
    ElementTree.indent(log)
    return bytes(ElementTree.tostring(log, encoding="utf-8", xml_declaration=True))


def _trace(case: CaseLines) -> ElementTree.Element:
    trace = ElementTree.Element("trace")
    _text(trace, "concept:name", case.number)
    _text(trace, "sagsgang:case_type", case.case_type)
    _text(trace, "sagsgang:openness", case.openness)
    for line in case.lines:
        trace.append(_event(line))
    return trace


def _event(line: JournalLine) -> ElementTree.Element:
    event = ElementTree.Element("event")
    _text(event, "concept:name", event_words(line.event))
    _text(event, "lifecycle:transition", "complete")
    _text(event, "org:resource", line.actor.partition(":")[0])
    at = ElementTree.SubElement(event, "date", key="time:timestamp")
    at.set("value", _instant(line.at))
    _text(event, "sagsgang:event", line.event)
    for key, state in (("from_state", line.from_state), ("to_state", line.to_state)):
        if state is not None:
            _text(event, f"sagsgang:{key}", state)
    return event


def _text(parent: ElementTree.Element, key: str, value: str) -> None:
    ElementTree.SubElement(parent, "string", key=key, value=str(value))


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds")
