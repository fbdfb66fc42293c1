"""The municipality's mark: a drawing that stands on every page."""

from workflows.engine.faults import Fault

LOGO = "logo.svg"

_MOST_BYTES = 100_000


def logo_fault(content: bytes) -> Fault | None:
    """Why the file cannot be shown, if so; no bytes are no logo."""
    if len(content) > _MOST_BYTES:
        hint = f"højst {_MOST_BYTES // 1000} kB; tegn den enklere"
        return Fault(LOGO, "filen", f"fylder {len(content) // 1000} kB", hint)
    if content and b"<svg" not in content:
        return Fault(LOGO, "filen", "er ikke en SVG-tegning", "gem logoet som SVG")
    return None
