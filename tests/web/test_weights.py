"""What a visitor loads after a tap is light: it also comes where the network is slow."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from bench.weights import PARTNERS, fragments, weight
from tests.conftest import LANGUAGES, Main

BOUNDS = {"outcome": 3600, "changes": 6000, "citizenship": 6000}
"""The most bytes of a fragment, compressed by gzip -9, by what it shows."""

FAMILY = "passport=stateless&capacity=family&relative=organisation&relative_rank=no"
HEAVIEST = {
    "a business trip from inside": f"location=kazakhstan&need=stay&{FAMILY}&purpose=business",
    "a business trip from abroad": f"location=abroad&{FAMILY}&purpose=business",
    "an investor's family from inside": f"location=kazakhstan&need=stay&{FAMILY}"
    "&purpose=investment&investment_role=family",
}
"""The answers of the heaviest results; those to look at first when the slow test fails."""


@pytest.mark.slow  # `make reworded`, which runs the quick tests, makes words heavier
@pytest.mark.parametrize("partner", PARTNERS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("answers", HEAVIEST.values(), ids=HEAVIEST)
def test_the_heaviest_results_are_light(
    answers: str, language: str, partner: str, client: FlaskClient
) -> None:
    page = Main(client.get(f"/{partner}/{language}/").text)
    path = next(iter(page.options.values()))["data-hx-get"].partition("?")[0]
    assert weight(client, f"{path}?{answers}", **{"HX-Request": "true"}) <= BOUNDS["outcome"]


@pytest.mark.slow
def test_every_result_and_each_screen_beside_it_is_light(client: FlaskClient) -> None:
    found = fragments(client)
    for kind, most in BOUNDS.items():
        assert max(found[kind])[0] <= most
