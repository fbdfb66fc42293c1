"""Every code that people can meet has Danish words, and details are written as Danes write them."""

from collections.abc import Callable
from enum import Enum

import pytest

from workflows.engine import vocabulary
from workflows.engine.definition import Body
from workflows.engine.errors import Lack, Missing
from workflows.engine.route import CLOSED, DRAFTING, ON_HOLD, WITHDRAWN, read_route, states_of
from workflows.engine.vocabulary import BodyKind
from workflows.services.wording.cases import (
    attachment_kind_words,
    effect_words,
    event_words,
    openness_words,
    state_words,
    trigger_words,
)
from workflows.services.wording.deadlines import deadline_kind_words, deadline_status_words
from workflows.services.wording.hearings import (
    body_kind_words,
    channel_words,
    file_status_words,
    party_status_words,
    phase_words,
    stance_words,
)
from workflows.services.wording.lacks import lack_words
from workflows.services.wording.mails import (
    mail_reason_words,
    mail_status_words,
    message_kind_words,
    message_status_words,
)
from workflows.services.wording.notices import notice_words

WORDS: dict[type[Enum], Callable[..., str]] = {
    vocabulary.Trigger: trigger_words,
    vocabulary.Event: event_words,
    vocabulary.Stance: stance_words,
    vocabulary.PartyStatus: party_status_words,
    vocabulary.HearingPhase: phase_words,
    vocabulary.Effect: effect_words,
    vocabulary.Openness: openness_words,
    vocabulary.Channel: channel_words,
    vocabulary.BodyKind: body_kind_words,
    vocabulary.AttachmentKind: attachment_kind_words,
    vocabulary.MessageKind: message_kind_words,
    vocabulary.MessageStatus: message_status_words,
    vocabulary.DeadlineKind: deadline_kind_words,
    vocabulary.DeadlineStatus: deadline_status_words,
    vocabulary.FileStatus: file_status_words,
    vocabulary.MailStatus: mail_status_words,
    vocabulary.MailReason: mail_reason_words,
}

ROUTE = read_route(
    "BUU, høring, BUU, KB",
    [
        Body("BUU", "Børne- og Ungdomsudvalget", BodyKind.COMMITTEE),
        Body("KB", "Kommunalbestyrelsen", BodyKind.COUNCIL),
    ],
)


@pytest.mark.parametrize("codes", WORDS, ids=lambda codes: codes.__name__)
def test_each_code_has_words_of_its_own(codes: type[Enum]) -> None:
    words = [WORDS[codes](code) for code in codes]
    assert all(words)
    assert len(set(words)) == len(words)


@pytest.mark.parametrize("code", Lack)
def test_whatever_is_missing_is_said_with_and_without_detail(code: Lack) -> None:
    for detail in ("", "Ældrerådet", "2024-05-14", "{nobody}"):
        said = lack_words(Missing(code, detail))
        assert said.endswith(".")
        assert "None" not in said
        assert "2024-05-14" not in said


def test_a_date_and_its_legal_source() -> None:
    missing = Missing(Lack.MINIMUM_PERIOD, "2024-05-14 planloven § 24, stk. 3")
    said = lack_words(missing)
    assert said == (
        "Fristen er for kort: tidligst tirsdag den 14. maj 2024 (planloven § 24, stk. 3)."
    )


def test_every_state_of_a_route_is_told_apart() -> None:
    ends = [DRAFTING, ON_HOLD, WITHDRAWN, CLOSED]
    states = [*ends, *(state for step in ROUTE.steps for state in states_of(step))]
    words = [state_words(state, ROUTE) for state in states]
    assert len(set(words)) == len(words)
    assert not set(words) & set(states)
    assert state_words("hearing-1.open", ROUTE) == "I høring"
    assert state_words("kb-1.waiting", ROUTE) == ("Venter på behandling i Kommunalbestyrelsen")
    assert state_words("buu-2.on_agenda", ROUTE) == (
        "På dagsordenen i Børne- og Ungdomsudvalget, 2. gang"
    )


def test_what_an_officer_is_told() -> None:
    told = {"body": "ØK", "meets_on": "2024-01-16", "about": "decision_overdue"}
    said = notice_words("decision_overdue", told)
    assert "i ØK tirsdag den 16. januar 2024 er holdt" in said
    assert notice_words("something new", {}) == "Der er noget at se til på sagen."
