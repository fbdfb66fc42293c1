"""What a line of the journal tells besides its heading, in Danish, for the page of the case."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from workflows.engine.daywords import day_figures
from workflows.engine.definition import CaseType
from workflows.engine.route import Route
from workflows.engine.vocabulary import Channel, DeadlineKind, Effect, MessageKind, Tie
from workflows.engine.workdays import WorkCalendar
from workflows.records.case_pages import ShownEntry
from workflows.services.wording.cases import effect_words, state_words, tie_words
from workflows.services.wording.deadlines import deadline_kind_words
from workflows.services.wording.hearings import channel_words
from workflows.services.wording.mails import message_kind_words
from workflows.services.wording.promises import rhythm_words


@dataclass(frozen=True, slots=True)
class Names:
    """What the ids and codes of a journal are called."""

    calendar: WorkCalendar
    case_type: CaseType
    route: Route
    parties: Mapping[str, str]
    """By id."""
    bodies: Mapping[str, str]
    """By code."""
    marks: Mapping[str, str]
    """By code."""


Told = Callable[[Any, Names], str]


def entry_details(entry: ShownEntry, names: Names) -> list[str]:
    """What the line tells, one sentence each; nothing where its payload was erased."""
    return [*_moved(entry, names), *_told(entry.payload, names)]


def actor_words(actor: str) -> str:
    """Who acted, as people are called: the name without the kind."""
    kind, _, name = actor.partition(":")
    return f"{name} (høringspart)" if kind == "party" else name or actor


def _moved(entry: ShownEntry, names: Names) -> Iterator[str]:
    if entry.to_state is not None and entry.to_state != entry.from_state:
        yield f"Sagen står nu: {state_words(entry.to_state, names.route)}"


def _told(payload: Mapping[str, Any], names: Names) -> Iterator[str]:
    for key, tell in _TOLD.items():
        value = payload.get(key)
        if value not in (None, "", [], False) or (key == "member" and value == ""):
            yield tell(value, names)


def _day(value: Any) -> str:
    return day_figures(date.fromisoformat(value))


def _instant(value: Any, names: Names) -> str:
    local = names.calendar.local(datetime.fromisoformat(value))
    return f"{day_figures(local.date())} kl. {local:%H.%M}"


def _word(value: Any, names: Names) -> str:
    word = names.case_type.word(value)
    return word.text if word else str(value)


def _marks(codes: Any, names: Names) -> str:
    return ", ".join(names.marks.get(code, code) for code in codes)


def _called(value: Any, names: Names) -> str:
    return names.parties.get(value, "en part, der ikke er med mere")


_TOLD: Mapping[str, Told] = {
    "number": lambda value, names: f"Sagsnummer: {value}",
    "title": lambda value, names: f"Titel: {value}",
    "marks": lambda value, names: f"Mærker: {_marks(value, names)}",
    "marks_before": lambda value, names: f"Mærker før: {_marks(value, names)}",
    "rewritten": lambda value, names: f"Skrevet om: {', '.join(map(_part, value))}",
    "points": lambda value, names: f"Punkter i indstillingen: {value}",
    "party": lambda value, names: f"Part: {_called(value, names)}",
    "parties": lambda value, names: f"Parter: {', '.join(map(str, value))}",
    "not_heard": lambda value, names: (
        "Høres ikke: " + "; ".join(f"{one['name']} ({one['reason']})" for one in value)
    ),
    "documents": lambda value, names: f"Dokumenter: {', '.join(one['name'] for one in value)}",
    "jointly_with": lambda value, names: (
        f"Sammen med: {', '.join(_called(each, names) for each in value)}"
    ),
    "received_at": lambda value, names: f"Modtaget {_instant(value, names)}",
    "introduction": lambda value, names: "Indledningen",
    "commented": lambda value, names: (
        f"Om svaret fra: {', '.join(_called(each, names) for each in value)}"
    ),
    "report_version": lambda value, names: f"Udgave {value}",
    "late": lambda value, names: "Svaret kom efter fristen",
    "beside": lambda value, names: "Det svar, der var, gælder stadig",
    "channel": lambda value, names: f"Kom ind som: {channel_words(Channel(value)).lower()}",
    "redacted": lambda value, names: "Noget er udeladt af det, der vises",
    "files": lambda value, names: f"Filer: {len(value)}",
    "recipient": lambda value, names: f"Adresse: {value}",
    "letter": lambda value, names: f"Brev: {message_kind_words(MessageKind(value)).lower()}",
    "replaced": lambda value, names: f"Det forkerte dokument: {value}",
    "document": lambda value, names: f"Det rigtige dokument: {value}",
    "before": lambda value, names: _before(value),
    "due_on": lambda value, names: f"Frist: {_day(value)}",
    "route": lambda value, names: f"Sagsgang: {value['line']}",
    "left_out": lambda value, names: f"Udeladt af sagsgangen: {', '.join(value)}",
    "body": lambda value, names: f"Udvalg: {names.bodies.get(value, value)}",
    "meets_on": lambda value, names: f"Møde: {_day(value)}",
    "late_reason": lambda value, names: f"Kom efter dagsordensfristen, fordi: {value}",
    "word": lambda value, names: f"Beslutning: {_word(value, names)}",
    "text": lambda value, names: f"Ordlyd: {value}",
    "decided_effect": lambda value, names: f"Virkning: {effect_words(Effect(value)).lower()}",
    "member": lambda value, names: f"Krævet af: {value or 'ikke oplyst'}",
    "target": lambda value, names: f"Til: {names.bodies.get(value, value)}",
    "kind": lambda value, names: f"Frist: {deadline_kind_words(DeadlineKind(value)).lower()}",
    "lines": lambda value, names: f"Linje {', '.join(map(str, value))}",
    "file": lambda value, names: f"Fil: {value}",
    "attachments": lambda value, names: f"Bilag i teksten: {'; '.join(value)}",
    "follows": lambda value, names: f"Opfølgning på sag {value}",
    "promise": lambda value, names: f"Lovet: {value}",
    "promised_for": lambda value, names: f"Lovet til {_day(value)}",
    "proposal": lambda value, names: f"I den indførte tekst: {value}",
    "first_on": lambda value, names: f"Første gang: {_day(value)}",
    "every_months": lambda value, names: f"Gentages {rhythm_words(value)}",
    "last_on": lambda value, names: f"Slutter {_day(value)}",
    "officer": lambda value, names: f"Sagsbehandler: {value}",
    "tie": lambda value, names: tie_words(Tie(value)),
    "related": lambda value, names: f"Sag {value}",
    "told": lambda value, names: f"Besked til: {', '.join(value)}",
    "responsible": lambda value, names: f"Ansvarlig: {value}",
    "became": lambda value, names: f"Blev til sag {value}",
    "skipped": lambda value, names: f"{_times(value)} før den blev ikke til en sag",
    "next_on": lambda value, names: f"Næste gang: {_day(value)}",
    "promises": lambda value, names: f"Lovet i teksten: {' '.join(value)}",
    "doubts": lambda value, names: f"Ikke sikkert læst: {'; '.join(value)}",
    "not_recorded": lambda value, names: f"Ikke ført ind: {'; '.join(value)}",
    "held_before_import": lambda value, names: "Holdt, før sagen blev ført ind",
    "reason": lambda value, names: f"Begrundelse: {_reason(value)}",
}
"""In the order in which they are told; ids of hearings and rows say nothing to people."""


def _part(name: str) -> str:
    return {"text": "sagsfremstillingen", "proposer": "hvem der indstiller"}.get(name, name)


def _before(value: Any) -> str:
    """An extension tells the day it was, a new route the line it was."""
    try:
        return f"Før: {_day(value)}"
    except ValueError:
        return f"Før: {value}"


def _times(count: int) -> str:
    return "Én gang" if count == 1 else f"{count} gange"


def _reason(value: Any) -> str:
    return "følger af beslutningen" if value == "decision" else str(value)
