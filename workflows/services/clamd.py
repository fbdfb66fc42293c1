"""Asks a virus scanner about a file, in the protocol of clamd (`INSTREAM`)."""

import os
import socket
import struct
from enum import Enum, auto
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

PORT = 3310
CONNECT_SECONDS = 2.0
REPLY_SECONDS = 20.0
"""For each step; the sender of an answer waits meanwhile, and no longer than this."""

_CHUNK = 256 * 1024
_LONGEST_REPLY = 4096


class Finding(Enum):
    """What the scanner says of a file."""

    NOTHING = auto()
    HARMFUL = auto()


class NotScanned(Exception):
    """The scanner could not look at the file; the text says why."""


class ScannerAway(NotScanned):
    """The scanner cannot be reached, whichever file it is."""


def scan(url: str, content: BinaryIO) -> Finding:
    """What the scanner at `tcp://host:port` or `unix:///path` says of the bytes.

    Raises NotScanned for everything but a clear word, and ScannerAway where nobody answers at all.
    """
    try:
        connection = _connected(url)
    except OSError as error:
        raise ScannerAway(f"{type(error).__name__}: {error}") from error
    try:
        with connection:
            _send(connection, content)
            reply = _reply(connection)
    except OSError as error:
        raise NotScanned(f"{type(error).__name__}: {error}") from error
    if reply == "stream: OK":
        return Finding.NOTHING
    if reply.startswith("stream: ") and reply.endswith(" FOUND"):
        return Finding.HARMFUL
    raise NotScanned(reply or "no reply")


def _connected(url: str) -> socket.socket:
    parts = urlsplit(url)
    if parts.scheme == "unix":
        connection = socket.socket(socket.AF_UNIX)
        connection.settimeout(CONNECT_SECONDS)
        try:
            connection.connect(unquote(parts.path))
        except BaseException:
            connection.close()
            raise
    else:
        place = (parts.hostname or "", parts.port or PORT)
        connection = socket.create_connection(place, CONNECT_SECONDS)
    connection.settimeout(REPLY_SECONDS)
    return connection


def _send(connection: socket.socket, content: BinaryIO) -> None:
    content.seek(0, os.SEEK_SET)
    connection.sendall(b"zINSTREAM\0")
    while chunk := content.read(_CHUNK):
        connection.sendall(struct.pack(">I", len(chunk)) + chunk)
    connection.sendall(struct.pack(">I", 0))


def _reply(connection: socket.socket) -> str:
    said = bytearray()
    while b"\0" not in said and len(said) < _LONGEST_REPLY:
        part = connection.recv(_LONGEST_REPLY)
        if not part:
            break
        said += part
    return said.partition(b"\0")[0].decode("utf-8", "replace").strip()
