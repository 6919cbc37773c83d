"""Browsers come over TLS alone."""

from __future__ import annotations

import ssl
from http.client import HTTPSConnection

from tests.content import ORIGIN
from tests.nginx.front import Front, ask, read
from tests.nginx.kinds import PAGE, REFUSED, headers_of


def test_over_tls_browsers_are_told_to_come_so_again(front: Front) -> None:
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    connection = HTTPSConnection("127.0.0.1", front.tls_port, context=trusting, timeout=60)
    for path, expected in ("/hotel/en/", PAGE), (f"/{'a' * 9000}", REFUSED):
        connection.request("GET", path)
        answer = read(connection.getresponse())
        told = {"strict-transport-security": "max-age=63072000"}
        assert headers_of(answer) == expected | told | {"connection": answer.header("Connection")}
    connection.close()


def test_without_tls_an_address_leads_to_the_same_one_with_it(front: Front) -> None:
    answer = ask(front.plain_port, "/hotel/en/?location=abroad")
    headers = dict(answer.headers)
    del headers["date"]
    assert answer.status == 301
    assert headers == {
        "server": "nginx",
        "connection": "keep-alive",
        "content-length": str(len(answer.body)),
        "content-type": "text/html",
        "location": f"{ORIGIN}/hotel/en/?location=abroad",
    }
