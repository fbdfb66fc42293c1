"""The line of a fault, by its key."""

import pytest

from workflows.engine.fault_places import line_of

TEXT = """\
name = "Lilleby"
# sender kommer her
sender = "a@b.example"

[[body]]
code = "KB"
name = "Byrådet"

[[body]]
code = "ÆR"
name = "Ældrerådet"
contacts = [
    { name = "Ane", email = "ane" },
]

[[body.extra]]
days = 2
[ladder]
at = "08:00"
"""


@pytest.mark.parametrize(
    ("key", "line"),
    [
        ("linje 7, tegn 3", 7),
        ("sender", 3),
        ("body[KB].name", 7),
        ("body[ÆR].name", 11),
        ("body[ÆR].kind", 9),
        ("body[ÆR].contacts[1].email", 13),
        ("body[2].code", 10),
        ("body[ÆR].extra[1].days", 17),
        ("ladder.at", 19),
        ("ladder.rungs", 18),
        ("findes_ikke", None),
        ("body[XX].name", None),
        ("filen", None),
        ("", None),
    ],
)
def test_the_line_of_a_key(key: str, line: int | None) -> None:
    assert line_of(TEXT, key) == line
