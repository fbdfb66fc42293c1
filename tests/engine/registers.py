"""The bodies of three municipalities, as differently named as theirs are; all invented."""

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import strategies as st

from workflows.engine.checking_routes import steps_named
from workflows.engine.definition import Body
from workflows.engine.route import Route, read_route
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


@st.composite
def registers(draw: st.DrawFn) -> tuple[Body, ...]:
    """Bodies with codes that hold separators, and codes with one form in ASCII."""
    codes = draw(st.lists(st.text("ABØøÅÆ17 -/.og+&(", min_size=1, max_size=8), max_size=8))
    kinds = st.sampled_from(BodyKind)
    register = [Body("KB", "Kommunalbestyrelsen", BodyKind.COUNCIL)]
    for number, code in enumerate(codes):
        body = Body(code.strip(), f"Nævn {number}", draw(kinds))
        if all(_reads_as_itself(each, [*register, body]) for each in [*register, body]):
            register.append(body)
    return tuple(register)


def _reads_as_itself(body: Body, register: Sequence[Body]) -> bool:
    """As the checker of definitions asks of every body."""
    others = [other for other in register if other is not body]
    return steps_named(body.code, register) == (body.code,) and not steps_named(body.code, others)


@st.composite
def routes(draw: st.DrawFn, register: Sequence[Body] = LUNDBY, longest: int = 7) -> Route:
    """Routes of these bodies and hearings, not two hearings in a row."""
    codes = [body.code for body in register]
    names = draw(st.lists(st.sampled_from([*codes, "høring"]), min_size=1, max_size=longest))
    kept = names[:1] + [two for one, two in pairwise(names) if (one, two) != ("høring", "høring")]
    return read_route(", ".join(kept), register)
