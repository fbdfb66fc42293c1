"""Says in Danish what must be looked at before a document is given out."""

from collections.abc import Mapping

from workflows.services.export_marks import Review


def review_words(review: Review) -> str:
    """The mark as it stands beside a document."""
    return _REVIEWS[review]


def review_explained(review: Review) -> str:
    """What the mark means, in a sentence."""
    return _EXPLAINED[review]


_REVIEWS: Mapping[Review, str] = {
    Review.CLOSED: "lukket",
    Review.PERSONAL_NUMBER: "personnummer?",
    Review.CONTACT_DETAILS: "mail eller telefon",
    Review.INTERNAL: "intern",
    Review.NOT_READ: "ikke læst",
}

_EXPLAINED: Mapping[Review, str] = {
    Review.CLOSED: "hører til en lukket sag eller er et lukket bilag",
    Review.PERSONAL_NUMBER: "der står noget, der ligner et personnummer",
    Review.CONTACT_DETAILS: "der står mailadresser eller telefonnumre",
    Review.INTERNAL: "skrevet af sagsbehandlere til hinanden (offentlighedsloven § 23)",
    Review.NOT_READ: "en fil, som andre har lavet; programmet har ikke læst den",
}
