"""Which addresses may be written to or linked to; asked when one is entered, never when used."""

from urllib.parse import urlsplit

from email_validator import EmailNotValidError, validate_email

from workflows.engine.wording import values as say


def address_fault(address: str) -> str:
    """What is wrong with a mail address, in Danish; empty when it may be used.

    One plain address is taken: no name beside it, no line break, an ASCII local part.
    """
    if not address.isprintable():
        return say.HAS_BREAKS_OR_UNSEEN
    if address.count("@") == 0:
        return say.HAS_NO_AT
    if address.count("@") > 1:
        return say.IS_SEVERAL_ADDRESSES
    if not address.partition("@")[0].isascii():
        return say.HAS_ODD_LETTERS_BEFORE_AT
    try:
        validate_email(
            address,
            check_deliverability=False,
            allow_smtputf8=False,
            test_environment=True,
            strict=True,
        )
    except EmailNotValidError:
        return say.IS_NO_ADDRESS
    return ""


def is_https_address(address: str) -> bool:
    """Whether the text is the address of a page that is reached encrypted, and nothing besides."""
    if not address.isprintable() or any(sign in address for sign in ' "<>\\'):
        return False
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return False
    host = parts.hostname or ""
    return parts.scheme == "https" and "." in host.strip(".") and parts.username is None
