"""Whom a comment mentions: what stands after an @, and is no address."""

import pytest

from workflows.engine.mentions import mentioned


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@bo ser du på det?", ("bo",)),
        ("Spørg @Bo, eller @åse.ø.", ("bo", "åse.ø")),
        ("(@bo) og @bo igen", ("bo",)),
        ("Skriv til info@byen.dk eller se byen.dk/@bo", ()),
        ("@per@nord.dk", ("per@nord.dk",)),
        ("Kl. 10 @ rådhuset, @@bo", ()),
        ("", ()),
    ],
)
def test_names_are_found(text: str, names: tuple[str, ...]) -> None:
    assert mentioned(text) == names
