"""What each decision word would do to a case, told before the decision is written."""

from collections.abc import Iterable, Mapping

from workflows.engine.definition import Body
from workflows.engine.facts import CaseFacts
from workflows.engine.recording import foreseen
from workflows.engine.vocabulary import Effect
from workflows.services.wording.cases import effect_words, outcome_words, referral_words


def outcomes(facts: CaseFacts) -> Mapping[Effect, str]:
    """For every effect, in Danish, where it leads the case; in general where that is not known."""
    return {effect: _outcome(facts, effect) for effect in Effect}


def _outcome(facts: CaseFacts, effect: Effect) -> str:
    has = any(word.effect is effect for word in facts.case_type.words)
    told = foreseen(facts, effect) if has else None
    return outcome_words(effect, *told) if told else effect_words(effect)


def referrals(facts: CaseFacts, bodies: Iterable[Body]) -> Mapping[str, str]:
    """For every body that the case may be referred to, by code, where it goes by way of that."""
    led = ((body, foreseen(facts, Effect.REFER, body)) for body in bodies)
    return {body.code: referral_words(body, *told) if told else body.name for body, told in led}
