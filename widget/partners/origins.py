"""Web origins: who may frame the widget, and where the widget itself is served."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import idna

ALLOWED = (
    "https://host or https://host:port, without a path; for trying out also "
    "http://localhost:port and http://127.0.0.1:port"
)

_PATTERN = re.compile(r"https?://[^\s/?#@;,'\"*\\]*[^\s/?#@;,'\"*\\:]")
_AROUND_HOST = re.compile(r"^(https?:?)?/+|[/?#].*", re.IGNORECASE)
_DOMAIN = re.compile(r"\.[^\W\d]")
_LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
_HOST = re.compile(rf"{_LABEL}(\.{_LABEL})*")
_LOOPBACK = {"localhost", "127.0.0.1", "[::1]"}


def origin(text: str) -> str:
    """Return the origin `https://host[:port]` as browsers and headers write it.

    The host may be in any script; the default port 443 and a slash at the end are left out. For
    trying out, `http://localhost`, `http://127.0.0.1` and `http://[::1]` are allowed with a port.
    Raises ValueError, which says what is meant or allowed, for any other text.
    """
    try:
        return _normalised(text.removesuffix("/"))
    except ValueError:
        what = f"{text!r} is not an origin.{_did_you_mean(text)}"
        raise ValueError(f"{what} Allowed: {ALLOWED}") from None


def readable(origin: str) -> str:
    """Return an origin with its host in the script in which people read it."""
    scheme, _, rest = origin.partition("://")
    host, colon, port = rest.partition(":")
    return f"{scheme}://{idna.decode(host) if 'xn--' in host else host}{colon}{port}"


def is_loopback(host: str) -> bool:
    """Return whether a request's Host (`name` or `name:port`) is this machine."""
    return re.sub(r":[0-9]+$", "", host) in _LOOPBACK


def _did_you_mean(text: str) -> str:
    """Return ` Did you mean X?` for the site of an address, or an empty text."""
    host = _AROUND_HOST.sub("", text.strip())
    if not _DOMAIN.search(host):
        return ""
    try:
        return f" Did you mean {readable(_normalised(f'https://{host}'))}?"
    except ValueError:
        return ""


def _normalised(text: str) -> str:
    if not _PATTERN.fullmatch(text):
        raise ValueError
    parts = urlsplit(text)
    host = _ascii_host(parts.hostname or "")
    if ":" in host:
        host = f"[{host}]"
    encrypted = parts.scheme == "https"
    trying_out = host in _LOOPBACK and parts.port is not None
    if (
        not (_HOST.fullmatch(host) or trying_out)
        or parts.port == 0
        or not (encrypted or trying_out)
    ):
        raise ValueError
    port = "" if parts.port is None or (encrypted and parts.port == 443) else f":{parts.port}"
    return f"{parts.scheme}://{host}{port}"


def _ascii_host(host: str) -> str:
    """Return the ASCII form of a host name, as browsers make it (UTS 46, then IDNA 2008).

    Raises ValueError when there is none.
    """
    if host.isascii() and "xn--" not in host:
        return host  # `idna` refuses names like v2--site.example, which browsers load.
    return idna.encode(host, uts46=True).decode()
