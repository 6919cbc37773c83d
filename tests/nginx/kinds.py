"""Each kind of answer through nginx: an address, the status, and all headers that come with it."""

from __future__ import annotations

import re
from functools import cache

from tests.browser.steps import TOURIST
from tests.content import ORIGIN
from tests.nginx.front import Answer, Front

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'sha256-…'; connect-src 'self'; "
    f"img-src 'self' {ORIGIN}; form-action 'self'; base-uri 'none'; frame-ancestors "
)
HOTEL = "'self' https://hotel.example https://xn--80askd87bd4l.xn--80ao21a:8443"

ALL = {
    "server": "nginx",
    "date": "…",
    "connection": "keep-alive",
    "content-length": "…",
    "content-type": "text/html; charset=utf-8",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "cross-origin-resource-policy": "cross-origin",
    "cross-origin-embedder-policy": "require-corp",
}
FOR_A_MINUTE = {"cache-control": "public, max-age=60, stale-if-error=86400, no-transform"}
FOR_A_YEAR = {"cache-control": "public, max-age=31536000, immutable, no-transform"}
NEVER = {"cache-control": "no-store, no-transform"}
HOTELS = {"content-security-policy": POLICY + HOTEL}
NOBODYS = {"content-security-policy": f"{POLICY}'none'", "x-frame-options": "DENY"}
ANYBODYS = {"content-security-policy": f"{POLICY}*"}
IMAGES = {
    "content-security-policy": "default-src 'none'; img-src data:; style-src 'unsafe-inline'; "
    "base-uri 'none'; frame-ancestors 'none'; sandbox",
    "x-frame-options": "DENY",
}
ENGLISH = {"content-language": "en"}
TEXT = {"vary": "Accept-Encoding"}
FILE = {"last-modified": "…", "etag": "…"}

PAGE = {
    **(ALL | FOR_A_MINUTE | HOTELS | ENGLISH),
    "vary": "HX-History-Restore-Request, Accept-Encoding",
    "etag": "…",
}
SWAPPED = PAGE | {
    "vary": "HX-Request, Accept-Encoding",
    "hx-reswap": "outerMorph scroll:top scrollTarget:html",
}
READ = PAGE | TEXT
DRAWN = {
    **(ALL | FOR_A_MINUTE | HOTELS | TEXT),
    "etag": "…",
    "content-type": "image/svg+xml; charset=utf-8",
}
NEGOTIATED = {
    **(ALL | NEVER | ANYBODYS),
    "content-language": "ru",
    "vary": "Accept-Language, Accept-Encoding",
}
ANSWERS: dict[str, tuple[str, int, dict[str, str]]] = {
    "a page": ("/hotel/en/", 200, PAGE),
    "a fragment": (
        "FRAGMENT?location=abroad",
        200,
        SWAPPED | {"hx-push-url": "/hotel/en/?location=abroad"},
    ),
    "an entry": (
        "/hotel/",
        302,
        {
            **(ALL | NEVER | HOTELS),
            "vary": "Accept-Language",
            "location": "/hotel/en/?location=abroad&purpose=tourism",
        },
    ),
    "an error": ("/hotel/en/nowhere", 404, ALL | NEVER | ANYBODYS | ENGLISH | TEXT),
    "the kit": (
        "/hotel/en/kit",
        200,
        {
            **(ALL | FOR_A_MINUTE | NOBODYS | ENGLISH | TEXT),
            "etag": "…",
            "content-security-policy": NOBODYS["content-security-policy"].replace(
                "frame-ancestors", "frame-src 'self'; frame-ancestors"
            ),
        },
    ),
    "the script": (
        "/static/vendor/htmx-4.0.0/htmx.min.js",
        200,
        {
            **(ALL | FOR_A_YEAR | NOBODYS | TEXT | FILE),
            "content-type": "text/javascript; charset=utf-8",
            "content-disposition": "inline; filename=htmx.min.js",
        },
    ),
    "a picture": (
        "/static/share.png",
        200,
        {
            **(ALL | FOR_A_MINUTE | NOBODYS | FILE),
            "content-type": "image/png",
            "content-disposition": "inline; filename=share.png",
        },
    ),
    "a logo": (
        "LOGO",
        200,
        {
            **(ALL | FOR_A_YEAR | TEXT),
            "etag": "…",
            "content-type": "image/svg+xml; charset=utf-8",
            **IMAGES,
        },
    ),
    "health": (
        "/healthz",
        200,
        {**(ALL | NEVER | NOBODYS | TEXT), "content-type": "application/json", "etag": "…"},
    ),
    "the root": ("/", 302, {**(ALL | FOR_A_MINUTE | NOBODYS), "location": "/visakaz/"}),
    "an entry of the kit": (
        "/hotel/kit",
        302,
        {**(ALL | NEVER | HOTELS), "vary": "Accept-Language", "location": "/hotel/en/kit"},
    ),
    "an address without its last slash": (
        "/hotel/en",
        308,
        {**(ALL | NEVER | HOTELS), "location": "/hotel/en/"},
    ),
    "what would change a result": (f"/hotel/en/changes?{TOURIST}", 200, PAGE),
    "what would change no result": (
        "/hotel/en/changes",
        303,
        {**(ALL | FOR_A_MINUTE | HOTELS), "location": "/hotel/en/"},
    ),
    "the choice of a country": (f"/hotel/en/citizenship?{TOURIST}", 200, PAGE),
    "the same as a fragment": (
        f"FRAGMENT/changes?{TOURIST}",
        200,
        SWAPPED | {"hx-push-url": f"/hotel/en/changes?{TOURIST}"},
    ),
    "that choice as a fragment": (
        f"FRAGMENT/citizenship?{TOURIST}",
        200,
        SWAPPED | {"hx-push-url": f"/hotel/en/citizenship?{TOURIST}"},
    ),
    "an old fragment": (
        "/hotel/en/step/old?location=abroad",
        200,
        {
            **(ALL | NEVER | HOTELS | ENGLISH),
            "vary": "HX-Request",
            "etag": "…",
            "hx-redirect": "/hotel/en/?location=abroad",
        },
    ),
    "a refused answer": (
        "/hotel/en/?location=mars",
        400,
        {
            **(ALL | NEVER | HOTELS | ENGLISH),
            "vary": "HX-History-Restore-Request, Accept-Encoding",
        },
    ),
    "too long a query": (
        f"/hotel/en/?{'x' * 5000}",
        414,
        ALL | NEVER | ANYBODYS | ENGLISH | TEXT,
    ),
    "too long a path": (f"/{'a' * 8000}", 414, NEGOTIATED),
    "an entry with a long query that is damaged": (
        f"/hotel/?(location){'!' * 4000}",
        302,
        {
            **(ALL | NEVER | HOTELS),
            "vary": "Accept-Language",
            "location": f"/hotel/en/?location=abroad&purpose=tourism&%28location%29{'%21' * 4000}=",
        },
    ),
    "the privacy page": ("/hotel/en/privacy", 200, READ),
    "the sources": ("/hotel/en/sources/", 200, READ),
    "all categories": ("/hotel/en/visas/", 200, READ),
    "a category": ("/hotel/en/visas/diplomatic", 200, READ),
    "a result's QR code": (f"/hotel/en/qr.svg?{TOURIST}", 200, DRAWN),
    "the kit's QR code": ("/hotel/en/kit/qr.svg", 200, DRAWN),
    "the kit's QR code to print": (
        "/hotel/en/kit/qr.png",
        200,
        {**(ALL | FOR_A_MINUTE | HOTELS), "etag": "…", "content-type": "image/png"},
    ),
    "a picture for previews of links": (
        "IMAGE",
        200,
        {
            **(ALL | FOR_A_YEAR),
            "etag": "…",
            "content-type": "image/png",
            **IMAGES,
        },
    ),
    "robots.txt": (
        "/robots.txt",
        200,
        {
            **(ALL | FOR_A_MINUTE | NOBODYS | TEXT),
            "etag": "…",
            "content-type": "text/plain; charset=utf-8",
        },
    ),
    "the map of the site": (
        "/sitemap.xml",
        200,
        {
            **(ALL | FOR_A_MINUTE | NOBODYS | TEXT),
            "etag": "…",
            "content-type": "application/xml; charset=utf-8",
        },
    ),
    "security.txt": (
        "/.well-known/security.txt",
        200,
        {
            **(ALL | NEVER | NOBODYS | TEXT),
            "etag": "…",
            "content-type": "text/plain; charset=utf-8",
        },
    ),
    "oEmbed": (
        f"/oembed?url={ORIGIN}/hotel/en/",
        200,
        {
            **(ALL | FOR_A_MINUTE | NOBODYS | TEXT),
            "etag": "…",
            "content-type": "application/json",
        },
    ),
    "oEmbed in XML": (f"/oembed?url={ORIGIN}/hotel/en/&format=xml", 501, NEGOTIATED),
    "an unknown partner": ("/nobody/", 404, NEGOTIATED),
    "an unknown address": ("/a/b/c/d", 404, NEGOTIATED),
    "a fragment of nothing": (
        "/hotel/en/step/",
        404,
        ALL | NEVER | ANYBODYS | ENGLISH | TEXT | {"hx-reswap": SWAPPED["hx-reswap"]},
    ),
}

REFUSED = {
    **(ALL | NEVER),
    "content-language": "ru, kk, en",
    "content-security-policy": "default-src 'none'; style-src 'sha256-…'; form-action 'none'; "
    "base-uri 'none'; frame-ancestors *",
}
"""The headers of nginx's own error pages."""


def headers_of(answer: Answer) -> dict[str, str]:
    """The headers of an answer, with "…" for values that change from answer to answer."""
    shown = {name: answer.header(name) for name, _ in answer.headers}
    changing = {"date", "content-length", "etag", "last-modified"} & shown.keys()
    shown |= dict.fromkeys(changing, "…")
    policy = "content-security-policy"
    return shown | {policy: re.sub("'sha256-[^']+'", "'sha256-…'", shown[policy])}


def replaced(address: str, front: Front) -> str:
    """An address in which FRAGMENT, LOGO and IMAGE stand for addresses that the pages name."""
    return re.sub("[A-Z]{4,}", lambda found: _named(front)[found[0]], address)


@cache
def _named(front: Front) -> dict[str, str]:
    def find(pattern: str, page: str) -> str:
        return re.findall(pattern, front.ask(page).body.decode())[0]

    return {
        "FRAGMENT": find(r"/hotel/en/step/\w+", "/hotel/en/"),
        "LOGO": find(r"/example-university/logo/[\w.]+", "/example-university/en/"),
        "IMAGE": find(r"/example-hotel/image/[\w.]+", "/example-hotel/en/"),
    }
