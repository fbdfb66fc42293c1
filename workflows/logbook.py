"""How the processes log: JSON in production, plain lines in development, and never a token."""

import logging
import re
import sys

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

# The secret half of a mailed link, wherever its path is printed.
_LINK_PATH = re.compile(r"(/(?:svar|medlem)/[^/\s\"']+/)[^\s\"'?#]+")
# Anything else that looks drawn at random: bearer tokens, sign-in links, keys. A hexadecimal run is
# a checksum, and ids are shorter than this.
_RANDOM = re.compile(r"(?<![\w-])(?![0-9a-f]+(?![\w-]))[A-Za-z0-9_-]{40,}(?![\w-])")
# Whose mail it is; the part after the sign tells which mail server is spoken of.
_MAILBOX = re.compile(r"[^\s<>()\[\]\"',:;=/\\@]{1,64}@(?=[\w-]+(?:\.[\w-]+)+)")
_HIDDEN = "[skjult]"
_SERVERS = ("uvicorn.access", "uvicorn.error", "uvicorn.asgi")
"""Loggers that have handlers of their own when the web server is started by hand."""

_SHARED: tuple[Processor, ...] = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
)


def redact(line: str) -> str:
    """The line without tokens of mailed links, all else that looks like one, and mail addresses."""
    hidden = _RANDOM.sub(_HIDDEN, _LINK_PATH.sub(rf"\g<1>{_HIDDEN}", line))
    return _MAILBOX.sub(f"{_HIDDEN}@", hidden)


def configure(*, as_json: bool) -> None:
    """Send everything that is logged, also by the libraries, to stderr as redacted lines."""
    structlog.configure(
        processors=[*_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*_SHARED, structlog.stdlib.PositionalArgumentsFormatter()],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                _json_line if as_json else _plain_line,
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.INFO)
    # It tells of every state entered and left, twice; the journal says it better.
    logging.getLogger("transitions").setLevel(logging.WARNING)
    # It tells which database it speaks to, whenever it is asked for the schema.
    logging.getLogger("alembic").setLevel(logging.WARNING)


def redact_the_servers_own() -> None:
    """Hide secrets also in what a web server logs in its own form, however it was started."""
    for name in _SERVERS:
        logging.getLogger(name).addFilter(_redact_record)


def _redact_record(record: logging.LogRecord) -> bool:
    """Redact the record where it lies, for its formatter is not ours; every record is let through.

    The web server's formatter takes the arguments apart, so their number and order stay.
    """
    if isinstance(record.args, tuple) and record.args:
        record.args = tuple(map(_redacted, record.args))
    else:
        record.msg = _redacted(record.msg)
    if record.exc_info:
        record.exc_text = redact(logging.Formatter().formatException(record.exc_info))
    return True


def _redacted(value: object) -> object:
    return redact(value) if isinstance(value, str) else value


def _json_line(logger: WrappedLogger, method: str, event: EventDict) -> str:
    return redact(str(structlog.processors.JSONRenderer(ensure_ascii=False)(logger, method, event)))


def _plain_line(logger: WrappedLogger, method: str, event: EventDict) -> str:
    return redact(str(structlog.dev.ConsoleRenderer(colors=False)(logger, method, event)))
