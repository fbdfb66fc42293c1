"""The bodies of three municipalities, as differently named as theirs are; all invented."""

from workflows.engine.definition import Body
from workflows.engine.vocabulary import BodyKind

LUNDBY = (
    Body("KB", "Kommunalbestyrelsen", BodyKind.COUNCIL),
    Body("ØK", "Økonomiudvalget", BodyKind.COMMITTEE, ("ØU",)),
    Body("BUU", "Børne- og Ungdomsudvalget", BodyKind.COMMITTEE, ("Børne- og Ungeudvalget",)),
    Body("VPU", "Voksen- og Plejeudvalget", BodyKind.COMMITTEE),
    Body("OMU", "Områdeudvalget", BodyKind.MED),
    Body("OMU Børn", "Områdeudvalg Børne- og Familieområdet", BodyKind.MED),
    Body("LMU Ørum", "Lokal MED Ørum", BodyKind.MED, ("Lokaludvalg Ørum, Øst og Vest",)),
    Body("HR", "Handicaprådet", BodyKind.ADVISORY),
)
"""Two codes begin alike, one holds a blank, and an alias holds a comma and an "og"."""

HAVNSTED = (
    Body("BY", "Byrådet", BodyKind.COUNCIL),
    Body("ØK", "Økonomiudvalget", BodyKind.COMMITTEE),
    Body("KF", "Kultur – og Fritidsudvalget", BodyKind.COMMITTEE),
    Body("KFU/B", "Fritidsudvalgets bestyrelse", BodyKind.MED),
)
"""A long dash in a name, and a slash in a code."""

STORKÆR = (
    Body("Kommunalbestyrelsen", "Kommunalbestyrelsen", BodyKind.COUNCIL, ("BR",)),
    Body("Økonomiudvalget", "Økonomiudvalget", BodyKind.COMMITTEE),
    Body("ÆS", "Udvalget for Ældre og Sundhed", BodyKind.COMMITTEE),
    Body("Æ", "Udvalget for Ældre", BodyKind.COMMITTEE),
    Body("S", "Sundhed", BodyKind.COMMITTEE),
    Body("Ældreråd", "Ældrerådet", BodyKind.ADVISORY),
)
"""Bodies without a short form, and a name that is made of two others with "og" between."""
