"""Signs that nobody sees in a line are told by their number, and ordinary ones are not."""

import pytest

from workflows.engine.hidden_signs import hidden_sign_fault, is_empty


@pytest.mark.parametrize(
    ("sign", "does"),
    [
        (0x200B, "har ingen bredde"),
        (0xFEFF, "har ingen bredde"),
        (0x200E, "vender skriveretningen"),
        (0x200F, "vender skriveretningen"),
        (0x202A, "vender skriveretningen"),
        (0x202E, "vender skriveretningen"),
        (0x2066, "vender skriveretningen"),
        (0x2069, "vender skriveretningen"),
    ],
)
def test_a_sign_that_nobody_sees_is_told(sign: int, does: str) -> None:
    fault = hidden_sign_fault(f"Strategi{chr(sign)} for frivillighed")
    assert fault == f"har et usynligt tegn, U+{sign:04X}, der {does}; slet det, og skriv igen"


def test_what_is_seen_may_stand_in_a_line() -> None:
    assert hidden_sign_fault("Ældre- og Sundhedsudvalget – »Ñandú« 👍 שלום") == ""


@pytest.mark.parametrize("unseen", ["", " \n\t", "\u200b", " \u200b\ufeff ", "\u2060\u00ad"])
def test_what_nobody_sees_is_nothing(unseen: str) -> None:
    assert is_empty(unseen)
    assert not is_empty(f"{unseen}§{unseen}")
