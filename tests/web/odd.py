"""Paths, queries and headers that Hypothesis makes up.

They consist of ids that the widget knows, of texts that attackers send, and of random characters.
"""

from __future__ import annotations

from urllib.parse import quote, quote_from_bytes

from hypothesis import strategies as st

from tests.browser.steps import RULESET, STEPS, TOURIST
from tests.content import ORIGIN

KNOWN_SEGMENTS = (
    *("visakaz", "hotel", "inn", "example-university", "en", "ru", "kk", "de", "step", "old"),
    *("changes", "citizenship", "kit", "qr.svg", "qr.png", "visas", "tourist", "sources"),
    *("privacy", "accessibility", "logo", "image", "static", "oembed", "healthz", "robots.txt"),
    *("sitemap.xml", ".well-known", "security.txt", "", ".", "..", "%2e%2e", "%00", "%2f", "*"),
)
KNOWN_KEYS = (
    *(*RULESET.questions, "citizenship", "entry", "url", "format", "maxwidth", "maxheight"),
    *("kit-language", "kit-height", "utm_source", "fbclid", "amp;location", ""),
)
KNOWN_VALUES = (
    *(key for question in RULESET.questions.values() for key in question.options),
    *("DE", "QQ", "json", "xml", "en", "700", "-1", "1e9", "٣", "9" * 1500, "0x10", ""),
    *(f"{ORIGIN}/hotel/en/", f"{ORIGIN}/hotel/en/?{TOURIST}", "https://[", "//a", "https://a:b"),
)
HEADERS = (
    *("Host", "Accept-Language", "Accept-Encoding", "HX-Request", "HX-History-Restore-Request"),
    *("HX-Current-URL", "If-None-Match", "If-Modified-Since", "If-Range", "Range", "Cookie"),
    *("Referer", "User-Agent", "Origin", "X-Request-Id", "X-Forwarded-For", "X-Forwarded-Host"),
    *("X-Forwarded-Proto", "Forwarded", "Authorization", "Content-Type", "Date", "Via"),
)
KNOWN_HEADER_VALUES = (
    *("true", "*", '"', 'W/"', "bytes=0-9", "bytes=9-0", "bytes=-99999999999999999999", "gzip"),
    *(
        "gzip;q=x",
        "kk;q=2",
        "de-DE-x-\xff",
        "-",
        ";",
        ",",
        "=",
        "a=b; c",
        "0" * 5000,
        "evil.example",
    ),
    *("Basic", "Basic =", "Digest a=b", "Thu, 99 Foo 0000 99:99:99 GMT", "[::1", ":", "a:99999"),
    *("multipart/form-data", "multipart/form-data; boundary=", "application/json; charset=\xff"),
)

anything = st.text(st.characters(exclude_categories=("Cs",)), max_size=40).map(
    lambda text: quote(text, safe="/:;=&?+,.~()[]'\"!*")
)
any_bytes = st.binary(max_size=30).map(lambda raw: quote_from_bytes(raw, safe=""))
segments = st.one_of(st.sampled_from(KNOWN_SEGMENTS), anything, any_bytes)
paths = st.lists(segments, max_size=6).map(lambda parts: "/" + "/".join(parts))

names = st.one_of(st.sampled_from(KNOWN_KEYS), anything, any_bytes)
values = st.one_of(st.sampled_from(KNOWN_VALUES).map(quote), anything, any_bytes)
pairs = st.tuples(names, values).map("=".join)
queries = st.one_of(
    st.lists(pairs, max_size=8).map("&".join),
    st.tuples(st.sampled_from([*STEPS.values()]), pairs).map("&".join),
    anything,
    any_bytes,
)
"""All of them are percent-encoded."""

any_value = st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=60)
headers = st.dictionaries(
    st.sampled_from(HEADERS),
    st.one_of(st.sampled_from(KNOWN_HEADER_VALUES), any_value).map(str.strip),
    max_size=5,
)
methods = st.sampled_from(
    (*("GET",) * 6, "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "get", "BREW")
)
