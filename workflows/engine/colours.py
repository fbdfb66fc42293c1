"""Whether text can be read on a colour (WCAG 2.2, success criterion 1.4.3)."""

import re

LEAST_CONTRAST = 4.5
"""Between text of ordinary size and what it stands on."""

_COLOUR = re.compile(r"#[0-9a-f]{6}")


def is_colour(text: str) -> bool:
    """Whether the text is a colour such as `#123f5a`, in small letters."""
    return _COLOUR.fullmatch(text) is not None


def contrast_to_white(colour: str) -> float:
    """From 1, for white itself, to 21."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return 1.05 / (luminance + 0.05)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
