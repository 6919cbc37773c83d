"""Well-known addresses: /healthz, /robots.txt, /sitemap.xml, security.txt."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import cast

from flask import Blueprint, Response, abort, jsonify
from flask.typing import ResponseReturnValue

from widget.partners.model import Contacts
from widget.settings import PRODUCT
from widget.source.age import old_comparison, old_figures
from widget.web.context import current_content
from widget.web.headers import cache_briefly, no_store
from widget.web.urls import VISAS, urls

wellknown = Blueprint("wellknown", __name__)

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
"""The namespace of a sitemap (sitemaps.org)."""


@wellknown.get("/healthz")
def health() -> ResponseReturnValue:
    """Return as JSON: the version, the edition, broken partners, the age of facts, and warnings."""
    content = current_content()
    ruleset, citizenships = content.ruleset, content.besides.citizenships
    broken = sorted(content.partners.broken)
    status = "some partners are not served" if broken else "ok"
    today = datetime.now(UTC).date()
    old = old_comparison(ruleset, today), old_figures(citizenships, today)
    days = {"rules": ruleset.about.confirmed, "citizenship": citizenships and citizenships.as_of}
    warnings = [str(each) for each in (*content.partners.warnings, *old) if each]
    return no_store(
        jsonify(
            status=status,
            product=PRODUCT,
            edition=content.edition.number if content.edition else None,
            version=content.code[:12],
            broken=broken,
            days_since_checked={key: day and (today - day).days for key, day in days.items()},
            warnings=warnings,
        )
    )


@wellknown.get("/robots.txt")
def robots() -> ResponseReturnValue:
    """Return /robots.txt, which bars robots from fragments. Pages say if they may be indexed."""
    lines = ["User-agent: *", "Disallow: /*/step/"]
    if sitemap := urls().absolute("/sitemap.xml"):
        lines.append(f"Sitemap: {sitemap}")
    return cache_briefly(Response("\n".join(lines) + "\n", mimetype="text/plain"))


@wellknown.get("/sitemap.xml")
def sitemap() -> ResponseReturnValue:
    """Return the list of the agency's pages that may be indexed; 404 if our origin is unknown."""
    agency, ruleset = current_content().agency, current_content().ruleset
    links = urls().links(agency.id, agency.languages[0])
    pages = (path for paths in links.to_read.values() for path in paths.values())
    lists = links.to_read.get(VISAS, {}).values()
    categories = (f"{path}{category}" for path in lists for category in ruleset.categories)
    paths = [*links.languages.values(), *pages, *categories]
    addresses = [urls().absolute(path) for path in paths]
    if None in addresses:
        abort(404)
    listed = "".join(f"<url><loc>{each}</loc></url>" for each in addresses)
    xml = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{SITEMAP}">{listed}</urlset>\n'
    return cache_briefly(Response(xml, mimetype="application/xml"))


@wellknown.get("/.well-known/security.txt")
def security() -> ResponseReturnValue:
    """Return where to report a vulnerability (RFC 9116)."""
    # The application does not start if the agency's file has no contacts.
    contacts = cast(Contacts, current_content().agency.contacts)
    expires = (datetime.now(UTC) + timedelta(days=180)).strftime("%Y-%m-%dT00:00:00Z")
    lines = (
        f"Contact: mailto:{contacts.email}",
        f"Expires: {expires}",
        f"Preferred-Languages: {', '.join(current_content().languages)}",
    )
    # It depends on the clock, and our own cache never expires, so it must be `no-store`.
    return no_store(Response("\n".join(lines) + "\n", mimetype="text/plain"))
