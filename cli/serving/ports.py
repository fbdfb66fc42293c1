"""Ports on the loopback address, which is the only one that anything here listens on."""

import socket

from cli.wording import house as say
from cli.wording.system_faults import cause
from workflows.engine.errors import EnvironmentMissing

HOST = "127.0.0.1"


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def must_be_free(port: int) -> None:
    """Raises `EnvironmentMissing` when the port is taken, or not ours to listen on."""
    try:
        with socket.socket() as probe:
            # As the web server does: a port whose last connections only linger counts as free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((HOST, port))
            probe.listen()
    except OSError as error:
        raise EnvironmentMissing(say.port_cannot_be_used(port, cause(error))) from None
