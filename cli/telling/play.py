"""Plays all stories through real workers, broker, SMTP server and answer page."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from cli.serving.installation import installation_running
from cli.telling import after_decisions, scenes
from cli.telling.postman import postman_at_work
from cli.telling.stage import Stage
from workflows.engine.facts import Actor
from workflows.records.database import open_database
from workflows.records.schema import migrate
from workflows.services.anchoring import anchor_again
from workflows.services.installation import install
from workflows.services.signin import NewOfficer, add_officer
from workflows.services.starting import keep_key
from workflows.services.travelling import refuse_travelling, time_passes_again
from workflows.settings import Settings

TICK_SECONDS = 0.1
"""The demo's bell rings faster than real life, so that the story does not wait for it."""

DEPARTMENT = "Sundhed og Omsorg"
"""That of the two officers; one of the standard definitions'."""

STORIES = (
    scenes.development_process,
    scenes.shared_strategy,
    scenes.strategy_for_social_services,
    after_decisions.promised_status,
    scenes.strategy_for_children,
    after_decisions.day_care_plan,
    scenes.open_now,
)


@dataclass(frozen=True, slots=True)
class Played:
    """What the demo came to."""

    said: list[dict[str, str]]
    mails: int
    seconds: float


def play(chosen: Settings, port: int, say: Callable[[str], None]) -> Played:
    """Play every story into the empty database of the settings; ends with the clock at real time.

    Raises WrongInput where there are cases already, EnvironmentMissing when something that it runs
    on does not come up or does not keep up.
    """
    began = time.monotonic()
    migrate(open_database(chosen.database_url))
    keep_key(chosen)
    refuse_travelling(install(chosen))
    with _clock_given_back(chosen), postman_at_work(chosen.data / "mail") as (postman, smtp_url):
        chosen = chosen.model_copy(update={"smtp_url": smtp_url, "tick_seconds": TICK_SECONDS})
        with installation_running(chosen, port, say) as running:
            house = install(running)
            officer = add_officer(
                house,
                NewOfficer("mette", "Mette Vestergaard", "mette.vestergaard@norddjurs.example",
                           "89 59 10 00", sees_closed=True, administers=True,
                           department=DEPARTMENT),
            )  # fmt: skip
            colleague = "Sofie Lind", "sofie.lind@norddjurs.example"
            add_officer(house, NewOfficer("sofie", *colleague, department=DEPARTMENT))
            stage = Stage(house, postman, say, scenes.SCENES)
            for story in STORIES:
                story(stage, Actor("officer", "Mette Vestergaard", officer))
            mails = len(postman.mails())
    anchor_again(house)
    return Played(stage.said, mails, time.monotonic() - began)


@contextmanager
def _clock_given_back(chosen: Settings) -> Iterator[None]:
    """However the block ends, time passes again, once no worker is left to act on the jump."""
    try:
        yield
    finally:
        house = install(chosen)
        time_passes_again(house)
        house.database.dispose()
