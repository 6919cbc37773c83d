"""Browsers use TLS alone, in its newer versions."""

from __future__ import annotations

import socket
import ssl
from http.client import HTTPSConnection

import pytest

from tests.content import ORIGIN
from tests.nginx.front import Front, ask, read
from tests.nginx.kinds import PAGE, REFUSED, headers_of


def trusting() -> ssl.SSLContext:
    """What TLS needs to know, without a test of the certificate."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def test_over_tls_browsers_are_told_to_come_so_again(front: Front) -> None:
    connection = HTTPSConnection("127.0.0.1", front.tls_port, context=trusting(), timeout=60)
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


def connected(
    front: Front, version: ssl.TLSVersion, ciphers: str = "ALL:@SECLEVEL=0"
) -> tuple[str | None, str]:
    """The version of TLS and the cipher that nginx chooses for a browser with only these."""
    context = trusting()
    context.set_ciphers(ciphers)  # old versions need the security level 0
    context.minimum_version = context.maximum_version = version
    with (
        socket.create_connection(("127.0.0.1", front.tls_port), timeout=60) as plain,
        context.wrap_socket(plain) as connection,
    ):
        return connection.version(), connection.cipher()[0]


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
def test_old_versions_of_tls_are_refused(front: Front) -> None:
    assert connected(front, ssl.TLSVersion.TLSv1_3)[0] == "TLSv1.3"
    assert connected(front, ssl.TLSVersion.TLSv1_2)[0] == "TLSv1.2"
    with pytest.raises(ssl.SSLError, match="ALERT_PROTOCOL_VERSION"):
        connected(front, ssl.TLSVersion.TLSv1_1)


def test_the_strongest_cipher_is_chosen_and_weak_ones_are_refused(front: Front) -> None:
    version, aes128 = ssl.TLSVersion.TLSv1_2, "ECDHE-ECDSA-AES128-GCM-SHA256"
    assert connected(front, version, f"{aes128}:ALL")[1] == "ECDHE-ECDSA-AES256-GCM-SHA384"
    assert connected(front, version, aes128)[1] == aes128
    with pytest.raises(ssl.SSLError, match="HANDSHAKE_FAILURE"):
        connected(front, version, "ECDHE-ECDSA-AES128-SHA")
