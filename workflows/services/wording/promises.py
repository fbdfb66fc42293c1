"""Says in Danish how often a promise is kept."""

from collections.abc import Mapping

RHYTHMS: Mapping[int, str] = {
    1: "hver måned",
    3: "hvert kvartal",
    4: "tre gange om året",
    6: "hvert halve år",
    12: "hvert år",
    24: "hvert andet år",
    36: "hvert tredje år",
}
"""Those that a page lets an officer choose from, by their months."""


def rhythm_words(every_months: int | None) -> str:
    """How often: `hvert halve år`, `én gang`."""
    if every_months is None:
        return "én gang"
    return RHYTHMS.get(every_months, f"hver {every_months}. måned")
