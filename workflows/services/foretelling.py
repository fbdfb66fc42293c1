"""What each decision word would do to a case, told before the decision is written."""

from collections.abc import Mapping

from workflows.engine.facts import CaseFacts
from workflows.engine.recording import foreseen
from workflows.engine.vocabulary import Effect
from workflows.services.wording.cases import effect_words, outcome_words


def outcomes(facts: CaseFacts) -> Mapping[Effect, str]:
    """For every effect, in Danish, where it leads the case; in general where that is not known."""
    return {effect: _outcome(facts, effect) for effect in Effect}


def _outcome(facts: CaseFacts, effect: Effect) -> str:
    has = any(word.effect is effect for word in facts.case_type.words)
    told = foreseen(facts, effect) if has else None
    return outcome_words(effect, *told) if told else effect_words(effect)
