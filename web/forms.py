"""Reads a form as it streams in, within bounds, and keeps what was written when a bound is hit."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from enum import Enum, auto
from tempfile import SpooledTemporaryFile
from typing import IO
from urllib.parse import unquote_to_bytes

from fastapi import Request
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

MOST_FIELDS = 200
MOST_FIELD_BYTES = 2 * 1024 * 1024
"""Of all fields together, files not counted."""

_IN_MEMORY = 1024 * 1024


class FormFault(Enum):
    """Why a form was not read to its end, or not as it was sent."""

    TOO_LONG = auto()
    FILE_TOO_BIG = auto()
    FILES_TOO_BIG = auto()
    """Together."""
    TOO_MANY_FIELDS = auto()
    TOO_MANY_FILES = auto()
    BROKEN = auto()
    """Cut off, or no form at all."""
    UNREADABLE_TEXT = auto()
    """Text with control characters, or that is not UTF-8; they are kept as signs to be seen."""


@dataclass(frozen=True, slots=True)
class FileBounds:
    """How many files a form may bring, and how many bytes each and all of them may have."""

    count: int
    each: int
    together: int


NO_FILES = FileBounds(0, 0, 0)


@dataclass(slots=True)
class ReadFile:
    """An uploaded file, in memory or, when it is big, on disk until it is closed."""

    field: str
    name: str
    content: IO[bytes]
    size: int = 0
    is_whole: bool = False
    """Whether it was read to its end."""


@dataclass(slots=True)
class Form:
    """What was read of a form."""

    fields: dict[str, list[str]] = field(default_factory=dict)
    files: list[ReadFile] = field(default_factory=list)
    fault: FormFault | None = None
    unreadable: set[tuple[str, int]] = field(default_factory=set)
    """Where something cannot be shown: the field, and which of its values, counted from 1."""

    def text(self, name: str) -> str:
        """The first value of a field, or nothing."""
        return next(iter(self.fields.get(name, ())), "")

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of a field."""
        return tuple(self.fields.get(name, ()))

    def close(self) -> None:
        """Give back what the files hold."""
        for file in self.files:
            file.content.close()


async def read_form(request: Request, bounds: FileBounds) -> Form:
    """The form of a request; whatever is wrong with it stands in its `fault`, never raised.

    Raises only when the client goes away, and then nothing is left behind.
    """
    media_type, options = parse_options_header(request.headers.get("content-type"))
    form = Form()
    try:
        if media_type == b"multipart/form-data" and options.get(b"boundary"):
            await _Parts(form, bounds).read(options[b"boundary"], request.stream())
        elif media_type == b"application/x-www-form-urlencoded":
            await _read_pairs(form, request.stream())
        else:
            form.fault = FormFault.BROKEN
    except _Refused as refused:
        form.fault = refused.fault
    except FormParserError:
        form.fault = FormFault.BROKEN
    except BaseException:
        form.close()
        raise
    return form


class _Refused(Exception):
    """A bound was hit; what came before is kept."""

    def __init__(self, fault: FormFault) -> None:
        super().__init__(fault.name)
        self.fault = fault


class _Parts:
    """The parts of a multipart form, one after another."""

    def __init__(self, form: Form, bounds: FileBounds) -> None:
        self._form = form
        self._bounds = bounds
        self._header = (bytearray(), bytearray())
        self._name = ""
        self._value = bytearray()
        self._file: ReadFile | None = None
        self._bytes = 0
        self._bytes_of_files = 0
        self._count = 0
        self._ended = False

    async def read(self, boundary: bytes, stream: AsyncIterator[bytes]) -> None:
        """Read every part; raises what stops the reading."""
        parser = MultipartParser(
            boundary,
            {
                "on_part_begin": self._begin,
                "on_header_field": self._header_field,
                "on_header_value": self._header_value,
                "on_header_end": self._header_end,
                "on_part_data": self._data,
                "on_part_end": self._end,
                "on_end": self._finish,
            },
        )
        try:
            async for chunk in stream:
                parser.write(chunk)
        except _Refused:
            self._keep_begun_field()
            raise
        if not self._ended:
            raise _Refused(FormFault.BROKEN)

    def _begin(self) -> None:
        self._name, self._value, self._file = "", bytearray(), None
        self._count += 1
        if self._count > MOST_FIELDS:
            raise _Refused(FormFault.TOO_MANY_FIELDS)

    def _header_field(self, data: bytes, start: int, end: int) -> None:
        self._header[0].extend(data[start:end])

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._header[1].extend(data[start:end])

    def _header_end(self) -> None:
        name, value = bytes(self._header[0]).lower(), self._header[1].decode("latin-1")
        self._header = (bytearray(), bytearray())
        if name != b"content-disposition":
            return
        _, options = parse_options_header(value)
        self._name = options.get(b"name", b"").decode("utf-8", "replace")
        if b"filename" in options:
            self._begin_file(options[b"filename"].decode("utf-8", "replace"))

    def _begin_file(self, name: str) -> None:
        content = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
        self._file = ReadFile(self._name, name, content)

    def _data(self, data: bytes, start: int, end: int) -> None:
        if self._file is not None:
            self._add_to_file(self._file, data[start:end])
            return
        self._bytes += end - start
        self._value.extend(data[start:end])
        if self._bytes > MOST_FIELD_BYTES:
            raise _Refused(FormFault.TOO_LONG)

    def _add_to_file(self, file: ReadFile, data: bytes) -> None:
        if file.size == 0:
            self._keep_file(file)
        file.size += len(data)
        self._bytes_of_files += len(data)
        if file.size > self._bounds.each:
            raise _Refused(FormFault.FILE_TOO_BIG)
        if self._bytes_of_files > self._bounds.together:
            raise _Refused(FormFault.FILES_TOO_BIG)
        file.content.write(data)

    def _keep_file(self, file: ReadFile) -> None:
        if len(self._form.files) == self._bounds.count:
            raise _Refused(FormFault.TOO_MANY_FILES)
        self._form.files.append(file)

    def _end(self) -> None:
        if self._file is None:
            _add(self._form, self._name, bytes(self._value))
            return
        self._file.is_whole = True
        if self._file.name and self._file.size == 0:
            self._keep_file(self._file)  # chosen, but empty

    def _keep_begun_field(self) -> None:
        if self._file is None and self._name:
            _add(self._form, self._name, bytes(self._value))

    def _finish(self) -> None:
        self._ended = True


async def _read_pairs(form: Form, stream: AsyncIterator[bytes]) -> None:
    raw = bytearray()
    try:
        async for chunk in stream:
            raw.extend(chunk)
            if len(raw) > 3 * MOST_FIELD_BYTES:  # three characters may write one byte
                raise _Refused(FormFault.TOO_LONG)
    finally:
        for pair in bytes(raw).split(b"&", MOST_FIELDS)[:MOST_FIELDS]:
            name, _, value = pair.replace(b"+", b" ").partition(b"=")
            _add(form, unquote_to_bytes(name).decode("utf-8", "replace"), unquote_to_bytes(value))
    if raw.count(b"&") >= MOST_FIELDS:
        raise _Refused(FormFault.TOO_MANY_FIELDS)


_ENDS_OF_LINES = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
"""Whatever ends a line where the text was copied from ends it here too."""

_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_PICTURES = {**{code: 0x2400 + code for code in range(0x20)}, 0x7F: 0x2421}


def visible(text: str) -> str:
    """The text with one kind of line ends, and a picture for each control character, as ␛."""
    lines = _ENDS_OF_LINES.sub("\n", text)
    return _INVISIBLE.sub(lambda found: chr(_PICTURES.get(ord(found[0]), 0xFFFD)), lines)


def _add(form: Form, name: str, raw: bytes) -> None:
    try:
        value, is_whole = raw.decode(), True
    except UnicodeDecodeError:
        value, is_whole = raw.decode("utf-8", "replace"), False
    shown, values = visible(value), form.fields.setdefault(name, [])
    values.append(shown)
    if not is_whole or shown != _ENDS_OF_LINES.sub("\n", value):
        form.fault = form.fault or FormFault.UNREADABLE_TEXT
        form.unreadable.add((name, len(values)))
