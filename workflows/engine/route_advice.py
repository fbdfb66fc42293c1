"""How to write what a piece of a sagsgang line probably means, when it cannot be read."""

import re

from workflows.engine.wording import routes as say

WHO_IS_HEARD = say.HEARD_ARE_CHOSEN_ON_THE_CASE
NO_NUMBER = say.LEAVE_OUT_THE_NUMBER
_PREPOSITION = r"(?:i|hos|ved|af|fra|til|på|for|blandt)"
_HEARD = re.compile(rf":|{_PREPOSITION}\b", re.IGNORECASE)
_ADVICE = (
    (r"h(?:ø|oe)ring(?:en)?\s*:.*", WHO_IS_HEARD),
    (r"igen\.?", say.WRITE_WHO_TREATS_IT_AGAIN),
    (
        r"(?:evt\.?|eventuelt|måske)",
        say.WRITE_THE_STEP_OR_LEAVE_IT,
    ),
    (
        rf"(?:(?:sendes|går|videre|via)\s+)?{_PREPOSITION}|sendes|går|videre|via",
        say.LEAVE_OUT_THE_WORD,
    ),
    (r"[x×]?\s*[0-9]{1,3}\s*(?:[.x×]|gange?)?", NO_NUMBER),
)
_WORDS = tuple((re.compile(form, re.IGNORECASE | re.DOTALL), said) for form, said in _ADVICE)


def advice_on(text: str, *, after_hearing: bool) -> str:
    """What to write instead of the text; empty where that cannot be told.

    `after_hearing` says whether only a blank or a dash parts it from a hearing before it.
    """
    if after_hearing and _HEARD.match(text):
        return WHO_IS_HEARD
    return next((said for form, said in _WORDS if form.fullmatch(text)), "")


def advice_on_bracket(before: str | None, *, bodies: bool, hearing: bool) -> str:
    """The same of a bracket that holds bodies or a hearing, by the code of the body before it.

    `before` is None after a hearing.
    """
    if before is None:
        return WHO_IS_HEARD if bodies else ""
    return say.write_the_hearing_by_itself(before) if hearing else ""
