"""How well-known judges grade the headers of the widget behind nginx, without a network."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.content import ORIGIN
from tests.nginx.front import Front
from tests.nginx.kinds import ANSWERS, replaced
from tests.nginx.node import node

HOST = ORIGIN.removeprefix("https://")


# MDN's HTTP Observatory gives 100 points, and more for the best headers. A+ is from 100 points.

SCANNED = {
    "the host alone": f"{HOST}",
    "a page": f"{HOST}/visakaz/en/",
    "a result": f"{HOST}/visakaz/ru/?location=abroad&passport=service",
    "a page that a hotel's sites frame": f"{HOST}/hotel/en/",
    "the kit, which nobody frames": f"{HOST}/hotel/en/kit",
    "a page to read": f"{HOST}/visakaz/en/privacy",
}
GIVEN = {
    "content-security-policy": 10,
    "cookies": 0,
    "cross-origin-resource-policy": 0,
    "cross-origin-resource-sharing": 0,
    "redirection": 0,  # to HTTPS
    "referrer-policy": 5,
    "strict-transport-security": 0,
    "subresource-integrity": 5,
    "x-content-type-options": 0,
    "x-frame-options": 5,
}


@pytest.fixture(scope="module")
def scans(front: Front) -> Any:
    ports = str(front.plain_port), str(front.tls_port)
    return node("observatory.mjs", *ports, *SCANNED.values(), trusted=str(front.certificate))


@pytest.mark.parametrize("address", SCANNED.values(), ids=SCANNED)
def test_the_http_observatory_gives_its_best_grade(address: str, scans: Any) -> None:
    scan, tests = scans[address]["scan"], scans[address]["tests"]
    assert {name: test["scoreModifier"] for name, test in tests.items()} == GIVEN
    assert [name for name, test in tests.items() if not test["pass"]] == []
    assert (scan["grade"], scan["score"]) == ("A+", 100 + sum(GIVEN.values()))


# Google's CSP Evaluator.

HARMLESS = {"INFO", "NONE", "MEDIUM_MAYBE"}
"""MEDIUM_MAYBE depends on what else the host serves. Ours serves no JSONP and no uploads."""


@pytest.fixture(scope="module")
def policies(front: Front) -> list[str]:
    """The policies of every kind of answer and of nginx's own errors, each once."""
    answers = [front.ask(replaced(address, front)) for address, *_ in ANSWERS.values()]
    answers.append(front.ask("/hotel/en/", method="TRACE"))
    return sorted({answer.header("Content-Security-Policy") for answer in answers})


def test_the_csp_evaluator_finds_at_most_a_medium_maybe(policies: list[str]) -> None:
    found = node("policies.mjs", given=json.dumps(policies))
    assert len(found) == len(policies) > 5
    worse = {
        policy: [each for each in findings if each["severity"] not in HARMLESS]
        for policy, findings in zip(policies, found, strict=True)
    }
    assert not [each for each in worse.values() if each]
