"""The secret of a mailed link is cut out however a mail program wrote it; other words stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from workflows.engine.link_secrets import CUT, without_link_secrets

SECRET = "k3y7." + "abcdefgh234567ij" * 3 + "klmn"
LINK = "https://norddjurs.example/svar/018b89e5-7c00-78b3-af86-73371934cad9/"


@pytest.mark.parametrize(
    "written",
    [
        SECRET,
        SECRET.upper(),
        f"{SECRET[:30]}\n{SECRET[30:]}",
        f"{SECRET[:30]} \r\n> {SECRET[30:]}",
        f"{SECRET[:3]}=\n{SECRET[3:30]}=\r\n{SECRET[30:]}",
        f"{SECRET[:6]}=20\r\n> {SECRET[6:]}",
        f"{SECRET[:4]}\n> > {SECRET[4:]}",
        f"{SECRET[:5]}\n\n  |  {SECRET[5:40]}\n{SECRET[40:]}",
        SECRET.replace(".", "=2E"),
        SECRET.replace(".", "&#46;"),
        SECRET.replace(".", "&#x2E;"),
        SECRET.replace(".", "&period;"),
        f"{SECRET[:20]}\u200b{SECRET[20:]}",
    ],
)
def test_a_secret_is_cut_out_however_it_is_broken(written: str) -> None:
    assert without_link_secrets(f"> {LINK}{written}\n> Hilsen") == f"> {LINK}{CUT}\n> Hilsen"


def test_a_secret_in_a_link_that_a_filter_has_packed_is_cut_out() -> None:
    packed = f"https://eur01.filter.example/?url=https%3A%2F%2Fn.example%2Fsvar%2F{SECRET}&data=5"
    assert SECRET not in without_link_secrets(packed)


@pytest.mark.parametrize(
    "text",
    [
        "Pkt.\n" + "\n".join(["rampe", "elevator", "parkering", "stier", "bus", "lys"] * 3),
        "Kære alle.\n\nVi støtter forslaget\n> om frivillighed\n\nHilsen\nBo",
        "abcd." + "a" * 53,
        "abcd." + "a" * 51,
        "abcd." + " ".join(["rampen"] * 12),
        "sha." + "0189" * 13,
    ],
)
def test_other_words_stay_as_they_are(text: str) -> None:
    assert without_link_secrets(text) == text


@given(some.text("abc2.\n >", max_size=300))
def test_what_is_cut_twice_is_as_what_is_cut_once(text: str) -> None:
    once = without_link_secrets(text)
    assert without_link_secrets(once) == once
