"""The benchmarks still run, on a taste of what they measure; how fast is not asked here."""

from benchmarks.__main__ import measured
from benchmarks.figures import Figure, at_least, at_most, document, row
from benchmarks.sizes import TASTE


def test_every_subject_gives_its_figures() -> None:
    figures = list(measured(TASTE))
    assert {figure.subject for figure in figures} == {
        "engine",
        "embedded",
        "fill",
        "closing",
        "desk",
        "sweep",
        "acts",
        "page",
        "reminders",
        "memory",
    }
    found = {figure.name: figure.value for figure in figures}
    # Among so few deadlines an index is not worth looking into.
    assert [name for name in found if found[name] <= 0] in (
        [],
        ["the plan uses the index of what is pending"],
    )
    assert found["statements of an ordinary act, begin and commit too"] == 5
    assert len(document(figures, 1.0)["figures"]) == len(figures)


def test_a_target_is_missed_on_its_own_side() -> None:
    assert Figure("acts", "act / floor", 0.8, target=at_least(0.9)).missed
    assert not Figure("sweep", "most / least", 1.2, target=at_most(1.3)).missed
    assert "missed" in row(Figure("sweep", "most / least", 1.4, target=at_most(1.3)))
