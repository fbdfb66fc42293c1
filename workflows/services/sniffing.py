"""Finds out what a file is by its bytes, and refuses what is not what its name says or may harm."""

import re
import zlib
from collections.abc import Callable, Mapping
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

import filetype

from workflows.engine.errors import WrongInput
from workflows.services.filenames import extension
from workflows.services.wording import files as say

MOST_UNPACKED = 200_000_000
"""Bytes that a document's parts may come to, unpacked."""

MOST_PARTS = 3000
WORST_RATIO = 150
"""How much smaller than its content a packed document may be, beyond the first 10 MB."""

_FREE = 10_000_000
_BROKEN = (BadZipFile, zlib.error, NotImplementedError, ValueError, EOFError, OSError)
_ZIP_ENCRYPTED = 0x1
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ODT = b"application/vnd.oasis.opendocument.text"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ENCRYPTED_PDF = re.compile(rb"/Encrypt\s+\d+\s+\d+\s+R")
_SETTINGS = "word/_rels/settings.xml.rels"
# A template on the writer's own disk is named in ordinary documents; one on the net brings macros.
_FETCHED_TEMPLATE = re.compile(
    rb"<Relationship\b(?=[^>]*/attachedTemplate[\"'])[^>]*\bTarget=[\"']\s*(https?:|ftp:|\\\\)",
    re.IGNORECASE,
)
_MARKUP = re.compile(rb"\s*<(!doctype|html|svg|script|\?xml|body|iframe)", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_SIGNED_TEXT = ("utf-8-sig", "cp1252")
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


def media_type_of(name: str, content: BinaryIO) -> str:
    """The media type of a file whose bytes are what its name says.

    Raises WrongInput, in Danish, for every other file, and for encrypted ones, for macros and
    for documents that unpack to far more than they are.
    """
    check = _CHECKS.get(extension(name))
    if check is None:
        raise WrongInput(say.is_of_no_kind_taken(name, ACCEPTED_WORDS))
    return check(name, content)


def _unlike_its_name(name: str) -> WrongInput:
    return WrongInput(say.is_not_what_it_says(name))


def _locked(name: str) -> WrongInput:
    return WrongInput(say.has_a_password(name))


def _head(content: BinaryIO) -> bytes:
    content.seek(0)
    return content.read(8192)


def _as_guessed(wanted: str) -> Callable[[str, BinaryIO], str]:
    """A check that the bytes are of one media type."""

    def check(name: str, content: BinaryIO) -> str:
        guessed: str | None = filetype.guess_mime(_head(content))
        if guessed != wanted:
            raise _unlike_its_name(name)
        return wanted

    return check


def _pdf(name: str, content: BinaryIO) -> str:
    media_type = _as_guessed("application/pdf")(name, content)
    content.seek(0)
    if _ENCRYPTED_PDF.search(content.read()):
        raise _locked(name)
    return media_type


def _text(name: str, content: BinaryIO) -> str:
    content.seek(0)
    raw = content.read()
    if _MARKUP.match(raw.removeprefix(b"\xef\xbb\xbf")) or _CONTROL.search(_decoded(name, raw)):
        raise _unlike_its_name(name)
    return "text/plain"


def _decoded(name: str, raw: bytes) -> str:
    for encoding in ("utf-16",) if raw.startswith(_WIDE_MARKS) else _SIGNED_TEXT:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _unlike_its_name(name)


def _docx(name: str, content: BinaryIO) -> str:
    with _opened(name, content) as archive:
        parts = {part.filename for part in archive.infolist()}
        if not {"[Content_Types].xml", "word/document.xml"} <= parts:
            raise _unlike_its_name(name)
        if b"macroEnabled" in _part(archive, name, "[Content_Types].xml"):
            raise _macros(name)
        if _SETTINGS in parts and _FETCHED_TEMPLATE.search(_part(archive, name, _SETTINGS)):
            raise WrongInput(say.fetches_its_template(name))
    return _DOCX


def _odt(name: str, content: BinaryIO) -> str:
    with _opened(name, content) as archive:
        parts = {part.filename for part in archive.infolist()}
        if not {"mimetype", "content.xml"} <= parts or _part(archive, name, "mimetype") != _ODT:
            raise _unlike_its_name(name)
        # An OpenDocument file is encrypted inside its parts; only the manifest tells.
        if "META-INF/manifest.xml" in parts and b"encryption-data" in _part(
            archive, name, "META-INF/manifest.xml"
        ):
            raise _locked(name)
    return _ODT.decode()


def _opened(name: str, content: BinaryIO) -> ZipFile:
    """The file as a packed document, its directory found sane before anything is unpacked."""
    if _head(content).startswith(_OLD_OFFICE):
        raise _locked(name)
    content.seek(0)
    try:
        archive = ZipFile(content)
    except _BROKEN:
        raise _unlike_its_name(name) from None
    _refuse_harmful(name, archive.infolist(), _size(content))
    return archive


def _size(content: BinaryIO) -> int:
    return content.seek(0, 2)


def _refuse_harmful(name: str, parts: list[ZipInfo], size: int) -> None:
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if (
        len(parts) > MOST_PARTS
        or unpacked > min(MOST_UNPACKED, _FREE + WORST_RATIO * size)
        or packed > size  # parts that overlap, so that few bytes unpack to many
        or len({part.filename for part in parts}) < len(parts)
    ):
        raise WrongInput(say.unpacks_to_much_more(name))
    if any(part.flag_bits & _ZIP_ENCRYPTED for part in parts):
        raise _locked(name)
    if any(_is_macro(part.filename) for part in parts):
        raise _macros(name)


def _is_macro(part: str) -> bool:
    lowered = part.lower()
    return "vbaproject" in lowered or lowered.startswith(("basic/", "scripts/"))


def _macros(name: str) -> WrongInput:
    return WrongInput(say.has_macros(name))


def _part(archive: ZipFile, name: str, part: str) -> bytes:
    try:
        with archive.open(part) as opened:
            return opened.read(_FREE)
    except (*_BROKEN, RuntimeError):
        raise _unlike_its_name(name) from None


_CHECKS: Mapping[str, Callable[[str, BinaryIO], str]] = {
    ".pdf": _pdf,
    ".docx": _docx,
    ".odt": _odt,
    ".txt": _text,
    ".png": _as_guessed("image/png"),
    ".jpg": _as_guessed("image/jpeg"),
    ".jpeg": _as_guessed("image/jpeg"),
}

ACCEPTED = tuple(_CHECKS)
ACCEPTED_WORDS = say.KINDS_TAKEN
