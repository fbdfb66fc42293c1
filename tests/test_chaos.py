"""Chaos sees what it looks for: what was broken is counted, and what it breaks does break."""

import smtplib
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from benchmarks.figures import Figure, at_most, told
from benchmarks.population import add_officer as add_officer_of_copies
from benchmarks.population import case_in_hearing, copy_case, today
from chaos.differences import differences
from chaos.faults import Kept, kill_in_turn
from chaos.hearings import open_hearing
from chaos.leases import leases, run_out
from chaos.load import Fate, Kind, Load, Operation
from chaos.sealing import seal_copies
from chaos.sink import Fault, FaultySink
from chaos.town import Town, officers
from cli.serving.supervisor import Child, kept_running
from tests.waiting import until
from workflows.engine.facts import Actor
from workflows.records.database import in_transaction
from workflows.records.outbox import claim
from workflows.services.cases import NewCase, open_case, open_case_within
from workflows.services.installation import install
from workflows.services.replaying import replay_cases
from workflows.services.signin import NewOfficer, add_officer
from workflows.services.verifying import verify
from workflows.settings import read_settings

MAIL = b"Message-ID: <1@norddjurs.example>\r\nSubject: Svar\r\n\r\nTak.\r\n"


@pytest.fixture
def place(postgres: str, tmp_path: Path) -> Town:
    house = install(read_settings(env="test", data=tmp_path, database_url=postgres))
    add_officer(house, NewOfficer("maja", "Maja Holt", "maja@norddjurs.example"))
    return Town(house, FaultySink(), 0)


def test_a_town_takes_and_tells_instants_alike_on_both_databases(
    database: str, tmp_path: Path
) -> None:
    house = install(read_settings(env="test", data=tmp_path, database_url=database))
    place = Town(house, FaultySink(), 0)
    officer = add_officer(house, NewOfficer("maja", "Maja Holt", "maja@norddjurs.example"))
    maja = Actor("officer", "Maja Holt", officer)
    case = open_case(house, NewCase("Cykelsti", "politisk-sag", "VPU, ØK, KB"), officer, maja)
    moment = datetime(2023, 11, 6, 9, tzinfo=UTC)
    place.write("UPDATE cases SET opened_at = :at WHERE id = :case", [{"at": moment, "case": case}])
    asked = "SELECT opened_at FROM cases WHERE opened_at <= :at"
    assert place.rows(asked, at=moment) == [(moment,)]
    assert place.rows(asked, at=moment - timedelta(seconds=1)) == []


def done(place: Town, kind: Kind, fate: Fate) -> Operation:
    """An operation that made one line in the journal, and what its asker was told of it."""
    operation = Operation(kind, persistent=False, fate=fate)
    officer = officers(place)[0]
    new = NewCase("Cykelsti", "politisk-sag", "VPU, ØK, KB")
    in_transaction(
        place.house.database,
        lambda connection: open_case_within(
            connection, place.house, new, str(officer.id), officer, request_id=operation.id
        ),
    )
    return operation


def test_an_operation_that_is_not_as_its_asker_was_told_is_counted(place: Town) -> None:
    right = [
        done(place, Kind.OPEN, Fate.ACKNOWLEDGED),
        done(place, Kind.OPEN, Fate.UNANSWERED),
        Operation(Kind.OPEN, persistent=False, fate=Fate.UNANSWERED),
        Operation(Kind.OPEN, persistent=False, fate=Fate.REFUSED),
    ]
    load = Load(place, place.clock(), operations=right)
    assert [figure.value for figure in differences(place, load, "P1")] == [0, 0, 0]
    load.operations += [
        Operation(Kind.ANSWER, persistent=True, fate=Fate.ACKNOWLEDGED),
        done(place, Kind.HEAR, Fate.UNANSWERED),
        done(place, Kind.OPEN, Fate.REFUSED),
    ]
    found = list(differences(place, load, "P1"))
    assert [figure.value for figure in found] == [1, 1, 1]
    assert all(figure.missed for figure in found)


@pytest.mark.parametrize(
    ("fault", "kept", "confirmed"),
    [
        (Fault.NONE, 1, [True]),
        (Fault.LATER, 0, []),
        (Fault.DROP, 1, [False]),
    ],
)
def test_the_sink_knows_which_senders_could_know(
    fault: Fault, kept: int, confirmed: list[bool]
) -> None:
    with FaultySink().listening() as sink:
        sink.faults = (fault,)
        where = urlsplit(sink.url)
        with smtplib.SMTP(where.hostname or "", where.port or 0) as server:
            if fault is Fault.NONE:
                server.sendmail("a@x.example", "b@x.example", MAIL)
            else:
                with pytest.raises((smtplib.SMTPServerDisconnected, smtplib.SMTPDataError)):
                    server.sendmail("a@x.example", "b@x.example", MAIL)
        assert len(sink.mails) == kept
        assert [copy.confirmed for copy in sink.copies] == confirmed


def test_only_the_leases_of_the_dead_run_out(place: Town) -> None:
    open_hearing(place, "a", today() + timedelta(days=40), parties=2)
    now = place.house.real_clock()

    def take(minutes: int) -> int:
        lease = now + timedelta(minutes=minutes)
        return in_transaction(
            place.house.database, lambda connection: len(claim(connection, now, now, lease, 1))
        )

    assert take(15) == 1
    of_the_dead = leases(place)
    assert take(10) == 1
    run_out(place, of_the_dead)
    left = leases(place)
    assert len(left) == 1
    assert left[0] not in of_the_dead


def test_copied_cases_have_journals_of_their_own(place: Town) -> None:
    add_officer_of_copies(place.house)
    model = case_in_hearing(place.house, today() + timedelta(days=40))
    copy_case(place.house, model, 3)
    assert sum(bool(one.faults) for one in verify(place.house)) == 3
    seal_copies(place, model, 3)
    verified = list(verify(place.house))
    assert [one.faults for one in verified] == [()] * 4
    assert all(replayed.right for replayed in replay_cases(place.house))


def test_what_is_kept_running_is_killed_again_and_again(tmp_path: Path) -> None:
    told_of: list[str] = []
    code = "import time; time.sleep(600)"
    prey = Kept(code)
    with kept_running(
        [Child("barn", (sys.executable, "-c", code))],
        environment={},
        logs=tmp_path,
        tell=told_of.append,
    ):
        kill_in_turn([prey], 3, lambda: 0.0)
        until(lambda: len(told_of) == 3)
    assert "SIGKILL" in told_of[0]
    assert prey() == []


def test_a_broken_promise_ends_with_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = Figure("P1", "acknowledged and not in the journal", 0, "", at_most(0))
    lost = Figure("P1", "acknowledged and not in the journal", 1, "", at_most(0))
    assert told([kept], None) == 0
    assert told([kept, lost], str(tmp_path / "chaos.json")) == 1
    assert "missed" in capsys.readouterr().out
    assert '"missed": true' in (tmp_path / "chaos.json").read_text()
