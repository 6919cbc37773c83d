"""Any request gets one answer through nginx, and makes neither nginx nor the widget fail."""

from __future__ import annotations

from hypothesis import given

from tests.nginx.front import Front
from tests.web import odd

NOT_SUPPORTED = {501, 505}
"""501 for oEmbed in XML and unknown encodings, 505 for unknown versions of HTTP."""


@given(odd.methods, odd.paths, odd.queries, odd.headers)
def test_no_request_makes_nginx_or_the_widget_fail(
    front: Front, method: str, path: str, query: str, headers: dict[str, str]
) -> None:
    lines = [f"{method} {path}?{query} HTTP/1.1", "Connection: close"]
    lines += [f"{name}: {value}" for name, value in ({"Host": "a"} | headers).items()]
    received = front.send("\r\n".join([*lines, "", ""]).encode("latin-1"))
    head, _, body = received.partition(b"\r\n\r\n")
    status = int(head.split()[1])
    assert status < 500 or status in NOT_SUPPORTED
    assert b"x-content-type-options: nosniff" in head.lower()
    assert b"HTTP/1.1 " not in body, "one answer"
