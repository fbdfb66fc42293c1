"""The municipality's mark: a drawing that stands on every page."""

from definitions.wording import folders as say
from workflows.engine.faults import Fault

LOGO = "logo.svg"

_MOST_BYTES = 100_000


def logo_fault(content: bytes) -> Fault | None:
    """Why the file cannot be shown, if so; no bytes are no logo."""
    if len(content) > _MOST_BYTES:
        return Fault(
            LOGO,
            "filen",
            say.takes_kilobytes(len(content) // 1000),
            say.at_most_kilobytes(_MOST_BYTES // 1000),
        )
    if content and b"<svg" not in content:
        return Fault(LOGO, "filen", say.IS_NO_SVG, say.SAVE_AS_SVG)
    return None
