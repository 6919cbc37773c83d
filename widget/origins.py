"""Web origins: who may frame the widget, and where it is served itself."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_HOST = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*")
_LOOPBACK = {"localhost", "127.0.0.1"}

ALLOWED = (
    "https://host or https://host:port, without a path; for trying out also "
    "http://localhost:port and http://127.0.0.1:port"
)


def origin(text: str) -> str:
    """Read an origin `https://host[:port]`, its host in any script, and give it as a header has it.

    For trying out, `http://localhost` and `http://127.0.0.1` with a port are origins too.
    Raises ValueError, saying what is allowed, for everything else.
    """
    refusal = ValueError(f"{text!r} is not an origin. Allowed: {ALLOWED}")
    if not re.fullmatch(r"https?://[^\s/?#@;,'\"*\\]*[^\s/?#@;,'\"*\\:]", text):
        raise refusal
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").encode("idna").decode()
        port = parts.port
        if port == 0:
            raise refusal
    except ValueError:
        raise refusal from None
    trying_out = parts.scheme == "http" and host in _LOOPBACK and port
    if not _HOST.fullmatch(host) or (parts.scheme != "https" and not trying_out):
        raise refusal
    return f"{parts.scheme}://{host}" + (f":{port}" if port else "")


def is_loopback(host: str) -> bool:
    """Tell whether a request's Host (`name` or `name:port`) is this machine's own."""
    return re.sub(r":[0-9]+$", "", host) in _LOOPBACK
