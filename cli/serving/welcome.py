"""What `serve` tells the newcomer once everything runs."""

import shlex
from collections.abc import Iterator

from cli.clock import clock_words
from cli.wording import welcome as say
from workflows.services.installation import Installation, install
from workflows.services.signin import any_officer
from workflows.services.welcome import links
from workflows.settings import Settings


def greeting(running: Settings) -> list[str]:
    """The lines to print, with addresses that can be clicked."""
    return [
        say.IS_RUNNING,
        *_who_is_here(running),
        say.cases_line(running.base_url),
        say.hearings_line(running.base_url),
        f"  API            {running.base_url}/api/v1/openapi.json",
        say.data_line(running.data),
    ]


def _who_is_here(running: Settings) -> Iterator[str]:
    """What there is to try outside production; everywhere how to make the first officer."""
    house = install(running)
    try:
        if not running.production:
            yield from _to_try(house)
        if any_officer(house) is None:
            yield say.NO_OFFICER_YET
            yield f"    {say.ADD_AN_OFFICER.format(data=shlex.quote(str(running.data)))}"
    finally:
        house.database.dispose()


def _to_try(house: Installation) -> Iterator[str]:
    """A moved clock, a hearing to answer, the way in, where the mails lie."""
    note, offered = clock_words(house), links(house)
    if note:
        yield f"  {note}"
    if offered.answer:
        yield say.answer_line(offered.answers_as)
        yield f"    {offered.answer}"
    if offered.sign_in:
        yield say.SIGN_IN_LINE
        yield f"    {offered.sign_in}"
    if house.settings.smtp_url is None:
        yield say.mailbox_line(house.settings.base_url)
