"""Every fault of the rules on whom to hear is found when the folder is read."""

from pathlib import Path

import pytest

import definitions
from tests.definitions.folders import NORDDJURS, faults_of, norddjurs_in, replace_in

FILE = "whom_to_hear.toml"

EDITS = [
    # text in the file, what it becomes; how the fault begins, what it says
    ('body = "HR"', 'body = "HX"', "rule[HX].body: ", "kender ikke"),
    ('body = "HR"', 'body = "VPU"', "rule[VPU].body: ", "har ingen, der kan skrives til"),
    ('body = "HR"', "", "rule[1].body: ", "mangler"),
    ('marks = ["handicap"]', 'marks = ["handikap"]', "rule[HR].marks[1]: ", "mente du `handicap`?"),
    ('marks = ["handicap"]', "", "rule[HR].marks: ", "hvilke sager"),
    ('"kommuneplan"', '"komuneplan"', "rule[DN].case_types[2]: ", "mente du `kommuneplan`?"),
    ('source = "retssikkerhedsloven § 37 a"', "", "rule[HR].source: ", "mangler"),
    ('code = "aeldre"', 'code = "Ældre"', "mark[Ældre].code: ", "skriv for eksempel aeldre"),
    ('code = "unge"', 'code = "natur"', "mark[natur].code: ", "det samme som"),
    ('label = "Socialområdet"', 'lable = "Socialområdet"', "mark[socialomraadet].lable: ", "label"),
]


@pytest.mark.parametrize(("text", "becomes", "begins", "says"), EDITS)
def test_a_spoilt_rule_is_one_line_that_says_what_and_where(
    tmp_path: Path, text: str, becomes: str, begins: str, says: str
) -> None:
    folder = norddjurs_in(tmp_path)
    replace_in(folder / FILE, text, becomes)
    faults = [fault for fault in faults_of(folder) if fault.startswith(f"{FILE}: {begins}")]
    assert len(faults) == 1
    assert says in faults[0]


def test_a_rule_that_stands_twice_is_a_fault(tmp_path: Path) -> None:
    file = norddjurs_in(tmp_path) / FILE
    rule = file.read_text().split("[[rule]]")[1]
    file.write_text(f"{file.read_text()}\n[[rule]]{rule}")
    assert faults_of(file.parent) == [f"{FILE}: rule[HR].body: reglen står to gange — slet den ene"]


def test_a_municipality_may_leave_whom_to_hear_to_people(tmp_path: Path) -> None:
    folder = norddjurs_in(tmp_path)
    (folder / FILE).unlink()
    read = definitions.read(folder)
    assert (read.marks, read.whom_to_hear) == ((), ())


def test_the_rules_of_norddjurs_name_the_laws() -> None:
    sources = {rule.body: rule.source for rule in definitions.read(NORDDJURS).whom_to_hear}
    assert sources["HR"] == "retssikkerhedsloven § 37 a"
    assert sources["ÆR"] == "retssikkerhedsloven § 30"
    assert sources["OMU"] == "MED-rammeaftalen § 7"
