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

    The port 443 is https's own, and left out as browsers do.
    For trying out, `http://localhost` and `http://127.0.0.1` with a port are origins too.
    Raises ValueError, saying what is allowed, for everything else.
    """
    refusal = ValueError(f"{text!r} is not an origin. Allowed: {ALLOWED}")
    if not re.fullmatch(r"https?://[^\s/?#@;,'\"*\\]*[^\s/?#@;,'\"*\\:]", text):
        raise refusal
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").encode("idna").decode()
        kept = _keeps_letters(parts.hostname or "")
        port = parts.port
        if port == 0:
            raise refusal
    except ValueError:
        raise refusal from None
    trying_out = parts.scheme == "http" and host in _LOOPBACK and port
    if not _HOST.fullmatch(host) or (parts.scheme != "https" and not trying_out):
        raise refusal
    if not kept:
        what = f"{text!r} is not read alike by all: to some its host is {host}"
        raise ValueError(f"{what}. Allowed: the host in its xn-- form, as a browser copies it")
    usual = port is None or (parts.scheme, port) == ("https", 443)
    return f"{parts.scheme}://{host}" + ("" if usual else f":{port}")


def _keeps_letters(host: str) -> bool:
    """Tell whether a host's letters stay themselves in the form `xn--…`.

    Python follows IDNA 2003, which makes ß ss: another host, and maybe another owner's.
    """
    labels = [label for label in host.split(".") if not label.isascii()]
    return all(label.encode("idna").decode("idna") == label for label in labels)


def is_loopback(host: str) -> bool:
    """Tell whether a request's Host (`name` or `name:port`) is this machine's own."""
    return re.sub(r":[0-9]+$", "", host) in _LOOPBACK
