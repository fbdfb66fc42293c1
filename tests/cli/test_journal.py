"""`sagsgang verify` names every row that was tampered with, and `replay` every case gone astray."""

import io
import json
import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from cli.app import run
from tests.casebook import Casebook, installed
from tests.hostile_files import PDF
from workflows.engine.vocabulary import Trigger
from workflows.services.anchoring import anchor, anchor_again, anchored
from workflows.services.uploads import keep, path_of
from workflows.settings import settings

Spoil = Callable[[Casebook, str], None]
ERASE = ["erase", "--officer", "karla", "--reason", "Anmodning om sletning"]


@pytest.fixture
def book(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Casebook]:
    monkeypatch.setenv("SAGSGANG_DATABASE_URL", database)
    monkeypatch.setenv("SAGSGANG_DATA", str(tmp_path))
    settings.cache_clear()
    yield installed(database, tmp_path)
    settings.cache_clear()


def by_sql(statement: str) -> Spoil:
    """A change of the case's rows behind the services' back; SQLite's references set aside."""

    def spoil(book: Casebook, case: str) -> None:
        book.write(statement, id=case)

    return spoil


def swapped(book: Casebook, case: str) -> None:
    for before, after in ((2, 99), (3, 2), (99, 3)):
        book.write(
            "UPDATE journal SET seq = :after WHERE case_id = :id AND seq = :before",
            id=case,
            before=before,
            after=after,
        )


def cut(book: Casebook, case: str) -> None:
    for table in ("journal", "journal_payloads"):
        book.write(f"DELETE FROM {table} WHERE case_id = :id AND seq > 3", id=case)


def resealed(book: Casebook, case: str) -> None:
    """The tail is cut, and the case's number set back; but its hash is still that of the tail."""
    cut(book, case)
    book.write("UPDATE cases SET seq = 3 WHERE id = :id", id=case)


def told(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, Any]:
    code = run([*words, "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_journals_that_nobody_touched_are_whole(
    book: Casebook, capsys: pytest.CaptureFixture[str]
) -> None:
    cases = [book.open_hearing() for _ in range(3)]
    entries = sum(len(book.journal(case)) for case in cases)
    assert told(capsys, "verify") == (
        0,
        {"ok": True, "cases": 3, "entries": entries, "faults": []},
    )
    assert told(capsys, "verify", cases[1])[1]["cases"] == 1
    assert told(capsys, "verify", "23/2")[1]["cases"] == 1
    assert run(["verify"]) == 0
    assert capsys.readouterr().out == f"Ingen fejl: {entries} journallinjer i 3 sager.\n"


@pytest.mark.parametrize(
    ("spoil", "faults"),
    [
        *[
            (
                by_sql(f"UPDATE journal SET {change} WHERE case_id = :id AND seq = 2"),
                {(2, "altered")},
            )
            for change in (
                "actor = 'officer:En anden'",
                "event = 'case:edited'",
                "from_state = 'drafting'",
                "to_state = 'closed'",
                "request_id = 'x'",
                "at = '2023-11-01T08:00:00.000001Z'",
                "payload_digest = 'x'",
                "hash = 'x'",
            )
        ],
        (
            by_sql("UPDATE journal SET hash = 'x' WHERE case_id = :id AND seq = 4"),
            {(4, "altered")},
        ),
        (
            by_sql("UPDATE journal_payloads SET payload = '{}' WHERE case_id = :id AND seq = 2"),
            {(2, "payload_altered")},
        ),
        (
            by_sql("UPDATE journal_payloads SET salt = 'x' WHERE case_id = :id AND seq = 2"),
            {(2, "payload_altered")},
        ),
        (
            by_sql("DELETE FROM journal WHERE case_id = :id AND seq = 2"),
            {(2, "missing"), (2, "stray_payload")},
        ),
        (
            by_sql("DELETE FROM journal WHERE case_id = :id AND seq = 1"),
            {(1, "missing"), (1, "stray_payload")},
        ),
        # The fourth was not touched, but stands now after another line than it was sealed with.
        (swapped, {(2, "altered"), (3, "altered"), (4, "altered"), (2, "payload_altered")}),
        (cut, {(4, "missing")}),
        (resealed, {(3, "head_altered")}),
        (by_sql("UPDATE cases SET head_hash = 'x' WHERE id = :id"), {(4, "head_altered")}),
        (by_sql("UPDATE cases SET seq = 5 WHERE id = :id"), {(5, "missing")}),
        (by_sql("UPDATE cases SET seq = 3 WHERE id = :id"), {(4, "added"), (3, "head_altered")}),
        (
            by_sql(
                "INSERT INTO journal SELECT case_id, 5, at, actor, event, from_state, to_state,"
                " request_id, payload_digest, hash FROM journal WHERE case_id = :id AND seq = 4"
            ),
            {(5, "added")},
        ),
    ],
)
def test_every_kind_of_tampering_is_named_by_its_row(
    book: Casebook,
    capsys: pytest.CaptureFixture[str],
    spoil: Spoil,
    faults: set[tuple[int, str]],
) -> None:
    book.open_hearing()
    case = book.open_hearing()
    spoil(book, case)
    code, document = told(capsys, "verify")
    assert code == 1
    assert not document["ok"]
    assert {(fault["seq"], fault["what"]) for fault in document["faults"]} >= faults
    assert {fault["seq"] for fault in document["faults"]} == {seq for seq, _ in faults}
    assert {fault["case"] for fault in document["faults"]} <= {"23/2", case}
    assert run(["verify", "23/1"]) == 0
    assert run(["verify", "23/2"]) == 1
    assert "23/2: linje" in capsys.readouterr().out


def test_a_payload_that_is_gone_is_a_fault_unless_the_journal_says_that_it_was_erased(
    book: Casebook, capsys: pytest.CaptureFixture[str]
) -> None:
    case = book.open_hearing()
    assert run([*ERASE, "23/1", "2", "3"]) == 0
    assert "2 journallinjer er slettet" in capsys.readouterr().out
    assert told(capsys, "verify")[0] == 0
    assert told(capsys, "replay", "--all")[0] == 0
    assert book.rows("SELECT seq FROM journal_payloads ORDER BY seq") == [(1,), (4,), (5,)]
    ((seq, event, *_),) = book.journal(case)[4:]
    assert (seq, event) == (5, "journal:erased")
    book.write("DELETE FROM journal_payloads WHERE case_id = :id AND seq = 4", id=case)
    code, document = told(capsys, "verify")
    assert code == 1
    assert document["faults"] == [{"case": "23/1", "seq": 4, "what": "payload_missing"}]


def test_a_payload_gone_before_or_with_the_line_that_says_so_is_a_fault(
    book: Casebook, capsys: pytest.CaptureFixture[str]
) -> None:
    case = book.open_hearing()
    assert run([*ERASE, "23/1", "2"]) == 0
    book.write("UPDATE journal SET actor = 'officer:En anden' WHERE seq = 5")
    book.write("DELETE FROM journal_payloads WHERE case_id = :id AND seq = 3", id=case)
    capsys.readouterr()
    _, document = told(capsys, "verify")
    assert [(fault["seq"], fault["what"]) for fault in document["faults"]] == [
        (5, "altered"),
        (2, "payload_missing"),
        (3, "payload_missing"),
    ]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["23/404", "2"], "Sagen »23/404« findes ikke"),
        (["23/1", "2", "9"], "Linje 9 findes ikke — journalen har "),
        (["23/1", "4"], "Linje 4 har intet indhold"),
        (["23/1", "5"], "Linje 5 siger, hvad der er slettet"),
        (["23/1", "6"], "Linje 6 findes ikke"),
        (["23/1", "3", "--reason", " "], "--reason"),
        (["23/1", "3", "--officer", "ingen"], "ingen sagsbehandler"),
        (["23/1"], "LINE"),
        (["23/1", "0"], "0"),
    ],
)
def test_what_cannot_be_erased_is_one_line_and_nothing_is(
    book: Casebook, capsys: pytest.CaptureFixture[str], words: list[str], says: str
) -> None:
    book.open_hearing()
    assert run([*ERASE, "23/1", "4"]) == 0
    before = book.dump()
    capsys.readouterr()
    assert run([*ERASE, *words]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert says in said.err
    assert len(said.err.splitlines()) == 1
    assert book.dump() == before


def test_cases_stand_where_their_journals_lead(
    book: Casebook, capsys: pytest.CaptureFixture[str]
) -> None:
    book.open_hearing()
    case = book.open_case("VPU")
    book.advance(case, Trigger.HOLD, reason="Afventer")
    assert told(capsys, "replay", "--all") == (0, {"ok": True, "cases": 2, "faults": []})
    assert run(["replay", "23/2"]) == 0
    assert "1 sag står, hvor journalen fører hen" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("UPDATE cases SET state = 'closed' WHERE id = :id", {"state"}),
        ("UPDATE cases SET held_state = 'drafting' WHERE id = :id", {"held_state"}),
        ("UPDATE cases SET version = 9 WHERE id = :id", {"version"}),
        ("UPDATE cases SET route = 'KB' WHERE id = :id", {"route"}),
        ("UPDATE cases SET route_document = '{}' WHERE id = :id", {"route_document"}),
        (
            "UPDATE journal SET to_state = 'closed' WHERE case_id = :id AND seq = 3",
            {"leads_elsewhere", "from_elsewhere"},
        ),
        (
            "UPDATE journal_payloads SET payload = 'spoilt' WHERE case_id = :id AND seq = 3",
            {"unreadable"},
        ),
        ("UPDATE pinned_definitions SET document = '{}' WHERE :id <> ''", {"definition_sha"}),
    ],
)
def test_every_difference_is_told(
    book: Casebook, capsys: pytest.CaptureFixture[str], statement: str, what: set[str]
) -> None:
    case = book.open_hearing()
    by_sql(statement)(book, case)
    code, document = told(capsys, "replay", "--all")
    assert code == 1
    assert {fault["what"] for fault in document["faults"]} == what
    assert run(["replay", "23/1"]) == 1
    assert "23/1: " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["verify", "23/404"], "Sagen »23/404« findes ikke"),
        (["replay", "23/404"], "Sagen »23/404« findes ikke"),
        (["replay"], "--all"),
        (["replay", "23/1", "--all"], "--all"),
    ],
)
def test_what_cannot_be_meant_is_wrong_input(
    book: Casebook, capsys: pytest.CaptureFixture[str], words: list[str], says: str
) -> None:
    assert run(words) == 2
    said = capsys.readouterr()
    assert says in said.err
    assert said.out == ""


def cut_with_its_head(book: Casebook, case: str) -> None:
    """As somebody would who knows how: the head is set to the line that is then the last."""
    cut(book, case)
    book.write(
        "UPDATE cases SET seq = 3, head_hash ="
        " (SELECT hash FROM journal WHERE case_id = :id AND seq = 3) WHERE id = :id",
        id=case,
    )


def test_a_tail_cut_with_its_head_is_told_by_the_head_kept_outside(
    book: Casebook, capsys: pytest.CaptureFixture[str]
) -> None:
    case = book.open_hearing()
    written = anchor(book.house)
    assert written is not None
    assert written.stat().st_mode & 0o222 == 0
    assert anchor(book.house) is None, "nothing has moved"
    assert told(capsys, "verify")[0] == 0
    cut_with_its_head(book, case)
    code, document = told(capsys, "verify")
    assert code == 1
    assert [fault["what"] for fault in document["faults"]] == ["cut"]


def test_a_case_that_is_gone_altogether_is_told_too(
    book: Casebook, capsys: pytest.CaptureFixture[str]
) -> None:
    case = book.open_case()
    anchor(book.house)
    for table in ("journal_payloads", "journal", "search_words"):
        book.write(f"DELETE FROM {table} WHERE case_id = :id", id=case)
    book.write("DELETE FROM cases WHERE id = :id", id=case)
    code, document = told(capsys, "verify")
    assert code == 1
    assert document["faults"] == [{"case": case, "seq": 1, "what": "cut"}]


def test_what_moves_is_kept_outside_within_the_hour_and_written_once(book: Casebook) -> None:
    case = book.open_case()
    assert anchor(book.house) is not None
    book.advance(case, Trigger.SUBMIT)
    book.clock.now += timedelta(minutes=59)
    assert anchor(book.house) is None, "an hour is soon enough"
    book.clock.now += timedelta(minutes=1)
    written = anchor(book.house)
    assert written is not None
    assert len(written.read_text().splitlines()) == 1
    for _ in range(30):
        book.clock.now += timedelta(hours=1)
        assert anchor(book.house) is None, "nothing has moved"


def test_a_clock_that_was_ahead_puts_nothing_off(book: Casebook) -> None:
    case = book.open_case()
    anchor(book.house)
    book.clock.now -= timedelta(days=2)
    book.advance(case, Trigger.SUBMIT)
    assert anchor(book.house) is not None
    assert anchored(book.house).unreadable == []


def test_the_next_day_only_what_moved_is_written(book: Casebook) -> None:
    still, moving = book.open_case(), book.open_case()
    book.clock.now += timedelta(days=3)
    anchor(book.house)
    book.clock.now += timedelta(days=3)
    book.advance(moving, Trigger.WITHDRAW, reason="Bortfalder")
    written = anchor(book.house)
    assert written is not None
    assert [json.loads(line)["case"] for line in written.read_text().splitlines()] == [moving]
    heads = anchored(book.house).heads
    assert [head.seq for head in heads[still]] == [1]
    assert [head.seq for head in heads[moving]] == [1, 2]


def test_what_was_cut_and_written_over_before_the_next_anchor_is_told(
    book: Casebook, capsys: pytest.CaptureFixture[str]
) -> None:
    """The journal goes on after the cut, and its new head is kept outside in good faith."""
    case = book.open_case("VPU")
    book.advance(case, Trigger.HOLD, reason="Afventer")
    anchor(book.house)
    book.write("DELETE FROM journal_payloads WHERE seq = 2")
    book.write("DELETE FROM journal WHERE seq = 2")
    book.write(
        "UPDATE cases SET seq = 1, version = 1, state = 'drafting', held_state = NULL,"
        " head_hash = (SELECT hash FROM journal)"
    )
    book.clock.now += timedelta(days=1)
    book.advance(case, Trigger.SUBMIT)
    book.advance(case, Trigger.WITHDRAW, reason="Bortfalder")
    anchor(book.house)
    code, document = told(capsys, "verify")
    assert code == 1
    assert document["faults"] == [{"case": "23/1", "seq": 2, "what": "cut"}]


def test_at_every_start_what_no_file_has_yet_is_kept_outside(
    book: Casebook, capsys: pytest.CaptureFixture[str]
) -> None:
    anchor(book.house)
    assert anchor_again(book.house) is None, "nothing has happened yet"
    case = book.open_hearing()
    assert anchor_again(book.house) is not None
    assert anchor_again(book.house) is None
    cut_with_its_head(book, case)
    code, document = told(capsys, "verify")
    assert code == 1
    assert document["faults"] == [{"case": "23/1", "seq": 4, "what": "cut"}]


@pytest.mark.parametrize(
    "spoilt", [b"{}", b'{"case": "x", "seq": "1", "hash": 2}', b"[" * 100_000, b"\xff\n"]
)
def test_a_line_of_such_a_file_that_is_none_of_ours_is_told(
    book: Casebook, capsys: pytest.CaptureFixture[str], spoilt: bytes
) -> None:
    book.open_hearing()
    written = anchor(book.house)
    assert written is not None
    written.chmod(0o600)
    with written.open("ab") as file:
        file.write(spoilt)
    code, document = told(capsys, "verify")
    assert code == 1
    assert document["faults"] == [{"case": written.name, "seq": 2, "what": "anchor_altered"}]
    assert told(capsys, "verify", "23/1")[0] == 0


@pytest.mark.parametrize("named", ["\udcff", "23/1\n23/2", "findes ikke"])
@pytest.mark.parametrize("command", ["verify", "replay"])
def test_a_case_that_is_not_there_is_one_line(
    book: Casebook, capsys: pytest.CaptureFixture[str], command: str, named: str
) -> None:
    assert run([command, named]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1


def test_erasing_takes_the_files_along_that_nothing_names(
    book: Casebook, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    book.open_hearing()
    old, new = (keep(book.house, f"{n}.pdf", io.BytesIO(PDF + b"%" * n)) for n in (1, 2))
    os.utime(path_of(book.house, old.sha256), (0, 0))
    assert run([*ERASE, "23/1", "4"]) == 0
    said = capsys.readouterr().out
    assert "Filer slettet, som intet nævner længere: 1." in said
    assert "som er under et døgn gamle: 1. De slettes af sig selv" in said
    assert not path_of(book.house, old.sha256).exists()
    assert path_of(book.house, new.sha256).exists()
