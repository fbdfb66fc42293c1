"""Publishing answers: what an officer has checked is shown to the public, and can be taken back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from workflows.engine.commands.answers import PublicFile, PublishResponse, UnpublishResponse
from workflows.engine.commands.files import UploadedFile
from workflows.engine.errors import Incomplete, Lack, Missing, WrongInput
from workflows.engine.facts import Actor, CaseFacts
from workflows.engine.vocabulary import FileStatus
from workflows.records.database import Transaction, in_transaction
from workflows.records.given_answers import ShownResponse, StoredFile
from workflows.records.hearing_pages import ShownHearing
from workflows.records.published import Published, counts, published_in
from workflows.services.acting import Done, act_within
from workflows.services.installation import Installation
from workflows.services.wording import files as say


@dataclass(frozen=True, slots=True)
class Checked:
    """An answer as an officer lets the public see it."""

    text: str
    files: Mapping[str, UploadedFile | None]
    """By the id of each of the answer's files: what is shown for it, or None to leave it out."""


def standing(house: Installation, case: str) -> Mapping[str, Published]:
    """The answers of a case that are published now, by id; the case is known to be visible."""
    with house.database.connect() as connection:
        return published_in(connection, case)


def publish(
    house: Installation,
    case: str,
    hearing: ShownHearing,
    response: ShownResponse,
    checked: Checked,
    actor: Actor,
    *,
    expected_version: int | None = None,
    request_id: str | None = None,
) -> Done:
    """Publish an answer in the form that was checked.

    Raises Incomplete: OPEN_CASE for a case that the public may not see, STALE_ANSWER when a newer
    answer has come since; WrongInput for a file that may not be fetched.
    """
    text = _same_lines(checked.text)
    files = tuple(
        PublicFile(file.id, shown)
        for file in response.files
        if (shown := checked.files.get(file.id)) is not None
    )
    _refuse_unclean(response, files)
    redacted = text != _same_lines(response.text) or [f.shown.sha256 for f in files] != [
        f.sha256 for f in response.files
    ]

    def asked(standing: Published | None, still_counts: bool) -> PublishResponse:
        if not still_counts:
            raise Incomplete(Missing(Lack.STALE_ANSWER))
        return PublishResponse(
            response=response.id,
            hearing=hearing.id,
            party=response.party,
            text=text,
            files=files,
            redacted=redacted,
            replaces=standing.id if standing else None,
        )

    return _act(house, case, response, asked, actor, expected_version, request_id)


def take_back(
    house: Installation,
    case: str,
    hearing: ShownHearing,
    response: ShownResponse,
    actor: Actor,
    *,
    expected_version: int | None = None,
    request_id: str | None = None,
) -> Done:
    """Let the public see an answer no more; raises Incomplete(PUBLISHED) when it does not."""

    def asked(standing: Published | None, _still_counts: bool) -> UnpublishResponse:
        return UnpublishResponse(
            response.id, hearing.id, response.party, standing.id if standing else None
        )

    return _act(house, case, response, asked, actor, expected_version, request_id)


_Asked = Callable[[Published | None, bool], PublishResponse | UnpublishResponse]


def _act(
    house: Installation,
    case: str,
    response: ShownResponse,
    asked: _Asked,
    actor: Actor,
    expected_version: int | None,
    request_id: str | None,
) -> Done:
    """Ask with what is read once the case is locked, so that it stays true."""

    def work(connection: Transaction) -> Done:
        def made(_facts: CaseFacts, _now: datetime) -> PublishResponse | UnpublishResponse:
            standing = published_in(connection, case).get(response.id)
            return asked(standing, counts(connection, response.id))

        return act_within(
            connection,
            house,
            case,
            made,
            actor,
            expected_version=expected_version,
            request_id=request_id,
        )

    return in_transaction(house.database, work)


def _refuse_unclean(response: ShownResponse, files: tuple[PublicFile, ...]) -> None:
    """What waits for its virus check is not shown to the public either."""
    originals: Mapping[str, StoredFile] = {file.id: file for file in response.files}
    for file in files:
        original = originals[file.file]
        if original.sha256 == file.shown.sha256 and original.status is not FileStatus.CLEAN:
            raise WrongInput(say.cannot_be_shown_as_it_is(original.name))
        if file.shown.status is not FileStatus.CLEAN:
            raise WrongInput(say.waits_for_the_scanner(file.shown.name))


def _same_lines(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
