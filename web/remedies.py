"""What an officer can do about a caution with one click: another value of one field of the plan."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from web.fields import Form
from web.party_lines import with_day
from web.wording import remedies as say
from workflows.engine.advising import AdvisedParty, Caution
from workflows.engine.daywords import day_words
from workflows.engine.naming import ascii_key
from workflows.engine.vocabulary import CautionCode
from workflows.services.wording.cautions import caution_words, extension_words

EVERYBODY = "due_on"
"""The field of the hearing's own deadline."""

_AD_HOC = "ad_hoc:"
_OWN = "due-"
_SEVERAL = ("bodies", "without")
"""Fields that have many values, of which a remedy adds one."""


@dataclass(frozen=True, slots=True)
class Remedy:
    """A button: what it says, and the field that it sets."""

    label: str
    take: str
    """The field's name, `=`, the value."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A caution as the page shows it."""

    words: str
    unlawful: bool
    """Whether the plan is not even kept like this: a day past, or less time than the law gives."""
    remedies: tuple[Remedy, ...]


def shown(cautions: Iterable[Caution]) -> list[Shown]:
    """The cautions with their words and buttons."""
    return [
        Shown(caution_words(one), one.code in _NOT_KEPT, tuple(_remedies(one))) for one in cautions
    ]


_NOT_KEPT = (CautionCode.DAY_PAST, CautionCode.MINIMUM_PERIOD)


def shown_of_extension(cautions: Iterable[Caution]) -> list[Shown]:
    """The cautions of a later deadline; its form has one day, which every proposal is for."""
    return [Shown(extension_words(one), False, tuple(_other_day(one.proposed))) for one in cautions]


def _other_day(proposed: date | None) -> Iterable[Remedy]:
    if proposed is not None:
        yield Remedy(say.choose_the_day(day_words(proposed)), f"{EVERYBODY}={proposed.isoformat()}")


def seen_mark(cautions: Iterable[Shown]) -> str:
    """What a form sends back to tell which cautions its page showed; nothing for none."""
    told = "\n".join(one.words for one in cautions)
    return sha256(told.encode()).hexdigest()[:32] if told else ""


def _remedies(caution: Caution) -> Iterable[Remedy]:
    party, proposed = caution.party, caution.proposed
    if caution.code is CautionCode.NOT_HEARD and caution.not_heard is not None:
        yield Remedy(say.take_along(caution.not_heard.name), f"bodies={caution.not_heard.body}")
    elif caution.code is CautionCode.HEARD_BEFORE:
        if party is not None and party.body:
            yield Remedy(say.take_along(party.name), f"bodies={party.body}")
    elif caution.code is CautionCode.UNREACHABLE:
        yield Remedy(say.do_not_write_to(caution.detail), f"without={caution.detail}")
    elif proposed is not None:
        if party is not None:
            yield Remedy(
                say.give_until(party.name, day_words(proposed)),
                f"{deadline_field(party)}={proposed.isoformat()}",
            )
        if party is None or caution.code is CautionCode.NO_MEETING:
            label = say.GIVE_ALL_UNTIL if party else say.CHOOSE
            yield Remedy(f"{label} {day_words(proposed)}", f"{EVERYBODY}={proposed.isoformat()}")


def deadline_field(party: AdvisedParty) -> str:
    """The field of a party's own deadline."""
    return own_deadline(party.body) if party.body else f"{_AD_HOC}{party.name}"


def own_deadline(body: str) -> str:
    """The field of the own deadline of a body of the register, by its code."""
    return f"{_OWN}{ascii_key(body)}"


def why_not_heard(body: str) -> str:
    """The field for why a body that must be heard is not, by its code."""
    return f"reason-{ascii_key(body)}"


def taken(form: Form, take: str) -> Form:
    """The form with a remedy taken; one that makes no sense changes nothing."""
    field, _, value = take.rpartition("=")
    if field.startswith(_AD_HOC):
        lines = with_day(form.shown("ad_hoc"), field.removeprefix(_AD_HOC), value)
        return form.changed("ad_hoc", [lines])
    if field in _SEVERAL:
        return form.changed(field, [*form.shown_all(field), value])
    if field == EVERYBODY or field.startswith(_OWN):
        return form.changed(field, [value])
    return form


def day_of(party_due: date, due_on: date) -> str:
    """A party's own deadline for its field; empty where it is the hearing's."""
    return "" if party_due == due_on else party_due.isoformat()
