"""Every fault of the members of bodies is found when the folder is read."""

from pathlib import Path

import pytest

import definitions
from tests.definitions.folders import NORDDJURS, faults_of, norddjurs_in

FILE = "members.toml"
ELSE = 'name = "Else Fyhn"\nrole = "A"\nemail = "else@b.dk"\nfrom = 2022-01-01\n'
BODIL = 'name = "Bodil Terp"\nrole = "F"\nemail = "bodil@b.dk"\nfrom = 2022-01-01\n'
CHAIR = 'office = "chair"\n'

FAULTS = [
    # the tables of the file; how the fault begins, what it says
    ([f'body = "BUV"\n{ELSE}'], "member[Else Fyhn].body: ", "mente du `BUU`?"),
    ([f'body = "KB"\n{ELSE}party = "A"'], "member[Else Fyhn].party: ", "ukendt nøgle"),
    (['body = "KB"\nname = "Else Fyhn"'], "member[Else Fyhn].from: ", "mangler"),
    ([f'body = "KB"\n{ELSE}to = 2021-12-31'], "member[Else Fyhn].to: ", "er før den dag"),
    ([f'body = "KB"\n{ELSE}office = "boss"'], "member[Else Fyhn].office: ", "kendte: member, cha"),
    ([f'body = "KB"\n{ELSE.replace("@", " ved ")}'], "member[Else Fyhn].email: ", "har intet @"),
    (
        [f'body = "KB"\n{ELSE}', f'body = "ØK"\n{BODIL.replace("bodil@", "ELSE@")}'],
        "member[Bodil Terp].email: ",
        "er allerede Else Fyhns adresse",
    ),
    (
        [f'body = "KB"\n{ELSE}', f'body = "KB"\n{ELSE.replace("else@", "e@")}'],
        "member[Else Fyhn].name: ",
        "står to gange i KB på samme tid",
    ),
    (
        [f'body = "KB"\n{ELSE}{CHAIR}', f'body = "KB"\n{BODIL}{CHAIR}'],
        "member[Bodil Terp].office: ",
        "har allerede en formand i perioden: Else Fyhn",
    ),
    (
        [f'body = "KB"\n{ELSE}', f'body = "KB"\n{BODIL}substitute_for = ["Else Fynh"]'],
        "member[Bodil Terp].substitute_for[1]: ",
        "mente du `Else Fyhn`?",
    ),
    (
        [f'body = "ØK"\n{ELSE}', f'body = "KB"\n{BODIL}substitute_for = ["Else Fyhn"]'],
        "member[Bodil Terp].substitute_for[1]: ",
        "er ikke medlem af KB i perioden — udvalget har ingen medlemmer",
    ),
    (
        [f'body = "KB"\n{ELSE}to = 2022-06-30',
         f'body = "KB"\n{BODIL.replace("01-01", "07-01")}substitute_for = ["Else Fyhn"]'],
        "member[Bodil Terp].substitute_for[1]: ",
        "er ikke medlem af KB i perioden",
    ),
    (
        [f'body = "KB"\n{ELSE}', f'body = "KB"\n{BODIL}{CHAIR}substitute_for = ["Else Fyhn"]'],
        "member[Bodil Terp].office: ",
        "en stedfortræder har ikke et hverv",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("tables", "begins", "says"), FAULTS)
def test_a_wrong_member_is_one_line_that_says_what_and_where(
    tmp_path: Path, tables: list[str], begins: str, says: str
) -> None:
    folder = norddjurs_in(tmp_path)
    (folder / FILE).write_text("".join(f"[[member]]\n{table}\n" for table in tables))
    found = [line for line in faults_of(folder) if line.startswith(f"{FILE}: {begins}")]
    assert len(found) == 1, faults_of(folder)
    assert says in found[0]


def test_one_after_the_other_is_no_fault(tmp_path: Path) -> None:
    folder = norddjurs_in(tmp_path)
    tables = (
        f'body = "KB"\n{ELSE}{CHAIR}to = 2025-12-31',
        f'body = "KB"\n{BODIL}to = 2025-12-31',
        f'body = "KB"\n{ELSE.replace("2022", "2026")}',
        f'body = "KB"\n{BODIL.replace("2022", "2026")}{CHAIR}',
    )
    (folder / FILE).write_text("".join(f"[[member]]\n{table}\n" for table in tables))
    assert faults_of(folder) == []


def test_all_faults_of_the_members_are_told_together(tmp_path: Path) -> None:
    folder = norddjurs_in(tmp_path)
    tables = [f'body = "XYZ"\n{ELSE}to = 2021-01-01', f'body = "KB"\n{BODIL}office = ""']
    (folder / FILE).write_text("".join(f"[[member]]\n{table}\n" for table in tables))
    assert [line.split(": ")[1] for line in faults_of(folder)] == [
        "member[Bodil Terp].office",
        "member[Else Fyhn].body",
        "member[Else Fyhn].to",
    ]


def test_a_municipality_may_leave_out_its_members(tmp_path: Path) -> None:
    folder = norddjurs_in(tmp_path)
    (folder / FILE).unlink()
    assert definitions.read(folder).members == ()


def test_those_who_sit_in_a_committee_of_norddjurs_sit_in_its_council() -> None:
    members = definitions.read(NORDDJURS).members
    council = {each.email for each in members if each.body == "KB"}
    assert {each.email for each in members if each.body in ("ØK", "BUU", "VPU")} <= council
