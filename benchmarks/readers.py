"""Readers of pages: a few connections that are kept, each with one request under way at a time."""

import socket
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

_END_OF_HEADERS = b"\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Readers:
    """Connections to one server, all in this thread: what is measured is the server's."""

    connections: Sequence[socket.socket]
    request: Callable[[], bytes]
    """The next request, whole."""

    def rate(self, seconds: float) -> float:
        """Pages per second, over so many seconds."""
        began = time.perf_counter()
        for connection in self.connections:
            connection.sendall(self.request())
        read = 0
        while time.perf_counter() - began < seconds:
            for connection in self.connections:
                _page(connection)
                connection.sendall(self.request())
            read += len(self.connections)
        for connection in self.connections:
            _page(connection)
        read += len(self.connections)
        return read / (time.perf_counter() - began)

    def page(self) -> str:
        """One page."""
        self.connections[0].sendall(self.request())
        return _page(self.connections[0]).decode()


@contextmanager
def readers(address: str, count: int, request: Callable[[], bytes]) -> Iterator[Readers]:
    """So many readers of the server at an address."""
    parts = urlsplit(address)
    with ExitStack() as stack:
        connections = []
        for _ in range(count):
            connection = socket.create_connection((parts.hostname or "", parts.port or 80), 30)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            connections.append(stack.enter_context(connection))
        yield Readers(connections, request)


def get(path: str, cookie: str) -> bytes:
    """A request as a browser sends it, but for what only tells of the browser."""
    return (
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/html\r\nCookie: {cookie}\r\n\r\n"
    ).encode()


def _page(connection: socket.socket) -> bytes:
    """The body of one answer; what is not a whole page ends the measurement."""
    came = connection.recv(65536)
    while (end := came.find(_END_OF_HEADERS)) < 0:
        came += _more(connection)
    head = came[:end].lower()
    assert head.startswith(b"http/1.1 200 "), came[:500]
    length = int(head.split(b"content-length:", 1)[1].split(b"\r\n", 1)[0])
    body = came[end + len(_END_OF_HEADERS) :]
    while len(body) < length:
        body += _more(connection)
    return body


def _more(connection: socket.socket) -> bytes:
    came = connection.recv(65536)
    assert came, "the server hung up"
    return came
