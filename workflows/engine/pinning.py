"""The definition that a case is pinned to: a case type as a document, and the hash of it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import time
from typing import Any

from workflows.engine.definition import CaseType, DecisionWord, HearingRule, Ladder
from workflows.engine.periods import Period, Unit
from workflows.engine.vocabulary import Effect


def case_type_document(case_type: CaseType) -> dict[str, Any]:
    """The case type as JSON values: all that a case keeps when its definition is changed."""
    document: dict[str, Any] = json.loads(json.dumps(asdict(case_type), default=time.isoformat))
    return document


def case_type_from_document(document: Mapping[str, Any]) -> CaseType:
    """The case type that the document was made from; raises KeyError, TypeError or ValueError."""
    return CaseType(
        name=document["name"],
        title=document["title"],
        version=document["version"],
        words=tuple(_word(word) for word in document["words"]),
        ladder=_ladder(document["ladder"]),
        hearings=tuple(_hearing_rule(rule) for rule in document["hearings"]),
        route=document["route"],
    )


def document_sha256(document: Mapping[str, Any]) -> str:
    """Hex SHA-256 of the document as canonical JSON: sorted keys, no spaces, UTF-8."""
    canonical = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _word(document: Mapping[str, Any]) -> DecisionWord:
    return DecisionWord(document["code"], document["text"], Effect(document["effect"]))


def _ladder(document: Mapping[str, Any]) -> Ladder:
    rungs = tuple(_period(rung) for rung in document["rungs"])
    return Ladder(rungs, time.fromisoformat(document["at"]))


def _hearing_rule(document: Mapping[str, Any]) -> HearingRule:
    return HearingRule(
        code=document["code"],
        title=document["title"],
        usual=_period(document["usual"]),
        minimum=_period(document["minimum"]) if document["minimum"] else None,
        source=document["source"],
        close_when_all_answered=document["close_when_all_answered"],
    )


def _period(document: Mapping[str, Any]) -> Period:
    return Period(document["count"], Unit(document["unit"]))
