"""The headings that agenda items have, in the words of several municipalities."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from workflows.engine.items.letters import loosely


class Part(StrEnum):
    """The parts of an agenda item."""

    HEAD = "head"
    """Title, number and openness, which stand before the first heading."""
    ROUTE = "route"
    NUMBER = "number"
    OFFICER = "officer"
    MEETING = "meeting"
    PROSE = "prose"
    RECOMMENDATION = "recommendation"
    DECISION = "decision"
    ABSENT = "absent"
    ATTACHMENTS = "attachments"
    ASIDE = "aside"
    """What is no part of the case, such as who was present."""


HEADINGS: Mapping[Part, tuple[str, ...]] = {
    Part.ROUTE: (
        "Sagsgang", "Sagsforløb", "Forventet sagsgang", "Sagens gang", "Sagens forløb",
        "Sagsgang og sagstype", "Videre sagsgang", "Politisk behandling", "Behandlingsforløb",
        "Den videre proces og sagsgang", "Beslutningsproces", "Behandles i", "Behandling i",
    ),
    Part.NUMBER: (
        "Sagsnr.", "Sagsnr", "Sagsnummer", "Sags nr.", "Sag nr.", "Sagsid", "Sags-id", "Sag",
        "Journalnr.", "Journalnummer", "Journal nr.", "J.nr.", "J. nr.", "Sagsid.", "ESDH-nr.",
        "ESDH-sag", "SBSYS-sag", "Acadre-nr.",
    ),
    Part.OFFICER: (
        "Sagsbehandler", "Sagsansvarlig", "Sagsbeh.", "Ansvarlig", "Kontaktperson",
        "Initialer", "Forfatter",
    ),
    Part.MEETING: (
        "Punkttype", "Sagstype", "Mødedato", "Møde", "Dato", "Mødested", "Udvalg", "Mødetidspunkt",
        "Tid",
    ),
    Part.PROSE: (
        "Sagsfremstilling", "Sagsfremstilling og vurdering", "Resumé", "Resume", "Sagsresumé",
        "Sagsbeskrivelse", "Tema", "Historik", "Sagens historik", "Beslutningshistorik",
        "Sagens indhold", "Sagens baggrund", "Baggrund", "Baggrund for sagen", "Beskrivelse",
        "Uddybning", "Kort resumé", "Indledning", "Formål", "Supplerende sagsfremstilling",
        "Sammenhæng til andre politikker/strategier og fagområder", "Økonomi",
        "Sammenhæng til andre politikker", "Sammenhæng til andre politikker og strategier",
        "Økonomiske konsekvenser", "Økonomiske og personalemæssige konsekvenser",
        "Økonomi og bevillingsmæssige konsekvenser", "Konsekvenser", "Lovgrundlag",
        "Retsgrundlag", "Lovgrundlag, planer mv.", "Lovgrundlag m.v.", "Juridiske forhold",
        "Høring", "Høring og borgerinddragelse", "Høringssvar", "Vurdering", "Alternativer",
        "Forvaltningens vurdering", "Forvaltningens bemærkninger", "Administrationens bemærkninger",
        "Kommunikation", "Kommunikation og borgerinddragelse", "Borgerinddragelse", "Bæredygtighed",
        "Klima og bæredygtighed", "Klimakonsekvenser", "Miljømæssige konsekvenser",
        "Personalemæssige konsekvenser", "Sundhedsmæssige konsekvenser", "Tidsplan",
        "Tidsplan og opfølgning", "Opfølgning", "Videre proces", "Den videre proces", "Proces",
        "Handicap- og ældreråd", "Handicaprådets bemærkninger", "Ældrerådets bemærkninger",
        "Effekt", "Indsatser", "Ydelse", "Organisering", "Ressourcer", "Implikationer",
        "Hvorfor fremsendes indstillingen", "Høringsparter",
        "Beslutningstema", "Tidligere behandling", "Supplerende oplysninger", "Evaluering",
        "Faglig vurdering", "Risikovurdering", "Konklusion", "Anledning", "Sagens behandling",
    ),
    Part.RECOMMENDATION: (
        "Indstilling", "Indstillinger", "Forvaltningens indstilling",
        "Administrationens indstilling",
        "Direktionens indstilling", "Forslag til beslutning", "Anbefaling", "Indstilling fra",
        "Direktørens indstilling", "Indstilles", "Magistratens indstilling", "Beslutningsforslag",
    ),
    Part.ABSENT: (
        "Fraværende", "Fraværende med afbud", "Fravær", "Afbud", "Afbud fra", "Med afbud",
        "Ikke til stede", "Ikke tilstede", "Ikke deltagende", "Fraværende medlemmer",
        "Følgende var fraværende", "Fraværende ved punktet", "Fraværende under punktet",
        "Deltog ikke", "Meldt afbud", "Forfald", "Fraværende (afbud)", "Fraværende uden afbud",
    ),
    Part.ATTACHMENTS: (
        "Bilag", "Bilagsliste", "Bilagsoversigt", "Vedlagte bilag", "Bilag til sagen",
        "Bilag til punktet", "Vedhæftede filer", "Bilagsfortegnelse", "Vedhæftet", "Vedlagt",
    ),
    Part.ASIDE: (
        "Tilstede", "Til stede", "Deltagere", "Mødedeltagere", "Mødte", "Underskrift",
        "Baggrundsmateriale", "Sagsakter", "Beslutningskompetence", "Kompetence",
        "Protokoltilførsel gæster", "Underskrifter",
    ),
}  # fmt: skip
"""A row here is all that a new heading takes."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that begins a part."""

    part: Part
    name: str
    """As the table writes it."""
    rest: str
    """What stands after it on its line."""


_INLINE = {Part.ROUTE, Part.NUMBER, Part.OFFICER, Part.MEETING, Part.ABSENT, Part.ATTACHMENTS}
"""Parts that may begin and go on in one line, after a colon."""


def heading_in(line: str) -> Heading | None:
    """The heading that the line is or begins with, or None; more words stand after a colon."""
    for part, name, pattern in _known():
        found = pattern.match(line)
        if found is None:
            continue
        colon, rest = found["colon"], found["rest"].strip()
        if not rest or (colon and (part in _INLINE or part is Part.RECOMMENDATION)):
            return Heading(part, name, rest)
        if colon and len(line) > len(name) + 2 and part is Part.PROSE:
            return Heading(part, name, rest)
        if name.endswith(".") and part is Part.NUMBER and rest[:1].isdigit():
            return Heading(part, name, rest)
        if name == "Afbud fra":
            return Heading(part, name, rest)
    return None


@lru_cache(maxsize=1)
def _known() -> tuple[tuple[Part, str, re.Pattern[str]], ...]:
    named = [(part, name) for part, names in HEADINGS.items() for name in names]
    named.sort(key=lambda each: -len(each[1]))
    return tuple((part, name, _pattern(name)) for part, name in named)


def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?:#+\s*|\*\*)?{loosely(name)}(?:\*\*)?(?!\w)\s*(?P<colon>[:;]?)(?:\*\*)?(?P<rest>.*)",
        re.IGNORECASE,
    )
