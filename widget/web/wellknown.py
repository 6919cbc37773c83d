"""The addresses that every well-kept site has."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import cast

from flask import Blueprint, Response, jsonify
from flask.typing import ResponseReturnValue

from widget.partners.model import Contacts
from widget.web.context import content
from widget.web.headers import cache_briefly, no_store

wellknown = Blueprint("wellknown", __name__)


@wellknown.get("/healthz")
def health() -> ResponseReturnValue:
    """Tell a monitor that the widget is served, by which code, and which partners are not."""
    broken = sorted(content().partners.broken)
    status = "some partners are not served" if broken else "ok"
    return no_store(jsonify(status=status, version=content().code[:12], broken=broken))


@wellknown.get("/robots.txt")
def robots() -> ResponseReturnValue:
    """Keep robots from fragments; pages say for themselves whether they may be indexed."""
    return cache_briefly(Response("User-agent: *\nDisallow: /*/step/\n", mimetype="text/plain"))


@wellknown.get("/.well-known/security.txt")
def security() -> ResponseReturnValue:
    """Tell where a vulnerability is reported (RFC 9116)."""
    # Without contacts in the agency's own file, nothing is served.
    contacts = cast(Contacts, content().agency.contacts)
    expires = (datetime.now(UTC) + timedelta(days=180)).strftime("%Y-%m-%dT00:00:00Z")
    lines = (
        f"Contact: mailto:{contacts.email}",
        f"Expires: {expires}",
        f"Preferred-Languages: {', '.join(content().languages)}",
    )
    return cache_briefly(Response("\n".join(lines) + "\n", mimetype="text/plain"))
