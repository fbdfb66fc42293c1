"""A virus scanner that speaks clamd's protocol, and knows one virus: the test file of EICAR."""

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
BROKEN = b"this file breaks the scanner"


class _Session(socketserver.StreamRequestHandler):
    """One connection, which looks at one file."""

    def handle(self) -> None:
        """Read the file in its pieces and say what is in it."""
        assert self.rfile.read(10) == b"zINSTREAM\0"
        content = b""
        while length := struct.unpack(">I", self.rfile.read(4))[0]:
            content += self.rfile.read(length)
        if BROKEN in content:
            self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
        elif EICAR in content:
            self.wfile.write(b"stream: Eicar-Signature FOUND\0")
        else:
            self.wfile.write(b"stream: OK\0")


@contextmanager
def scanner_running(socket_file: Path | None = None) -> Iterator[str]:
    """Yields its address, as `SAGSGANG_CLAMD_URL`."""
    server: Any
    if socket_file is None:
        server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Session)
        url = f"tcp://127.0.0.1:{server.server_address[1]}"
    else:
        server = socketserver.ThreadingUnixStreamServer(str(socket_file), _Session)
        url = f"unix://{socket_file}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield url
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
