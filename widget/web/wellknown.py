"""The addresses that every well-kept site has."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import cast

from flask import Blueprint, Response, jsonify
from flask.typing import ResponseReturnValue

from widget.content import site
from widget.partners.model import Contacts
from widget.web.headers import for_a_while, never

service = Blueprint("service", __name__)


@service.get("/healthz")
def health() -> ResponseReturnValue:
    """Tell a monitor that the widget is served, by which code, and which partners are not."""
    broken = sorted(site().partners.broken)
    status = "some partners are not served" if broken else "ok"
    return never(jsonify(status=status, version=site().code[:12], broken=broken))


@service.get("/robots.txt")
def robots() -> ResponseReturnValue:
    """Keep robots from fragments; pages say for themselves whether they may be indexed."""
    return for_a_while(Response("User-agent: *\nDisallow: /*/step/\n", mimetype="text/plain"))


@service.get("/.well-known/security.txt")
def security() -> ResponseReturnValue:
    """Tell where a vulnerability is reported (RFC 9116)."""
    # Without contacts in the agency's own file, nothing is served.
    contacts = cast(Contacts, site().agency.contacts)
    expires = (datetime.now(UTC) + timedelta(days=180)).strftime("%Y-%m-%dT00:00:00Z")
    languages = ", ".join(site().languages)
    lines = (
        f"Contact: mailto:{contacts.email}",
        f"Expires: {expires}",
        f"Preferred-Languages: {languages}",
    )
    return for_a_while(Response("\n".join(lines) + "\n", mimetype="text/plain"))
