"""Addresses that people shared before the rules changed."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.conftest import Main
from tests.content import RULES, serve, write_content

SAID = "Part of this link didn’t work."
RETIRED = "visa_type=old"
ENGLISH = {"Accept-Language": "en"}
TOURIST = "location=abroad&passport=national&capacity=none&purpose=tourism"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A site whose rules once asked `visa_type`."""
    content = write_content(tmp_path_factory.mktemp("content"))
    start = 'start = "location"'
    rules = RULES.read_text().replace(start, f'{start}\nretired = ["visa_type"]')
    (content / "rules.toml").write_text(rules)
    return serve(content).test_client()


OLD = {
    "an answer to a retired question, then a question": (
        f"location=abroad&{RETIRED}",
        200,
        {"data-question": "passport"},
    ),
    "a retired question alone": (RETIRED, 200, {"data-question": "location"}),
    "an option that is gone": (
        "location=abroad&passport=gone&capacity=none",
        400,
        {"data-question": "passport"},
    ),
}


@pytest.mark.parametrize(("answers", "status", "marks"), OLD.values(), ids=OLD)
def test_the_visitor_is_told_and_goes_on_from_the_last_answer_that_holds(
    answers: str, status: int, marks: dict[str, str], site: FlaskClient
) -> None:
    response = site.get(f"/visakaz/en/?{answers}")
    main = Main(response.text)
    assert response.status_code == status
    assert main.marks == marks
    assert SAID in main.words
    assert "Please answer this question" in main.words


def test_a_result_tells_it_too(site: FlaskClient) -> None:
    main = Main(site.get(f"/visakaz/en/?{TOURIST}&{RETIRED}").text)
    assert main.marks["data-outcome"] == "tourist"
    assert f"{SAID} Please look through your answers." in main.words


def test_it_is_told_once_since_no_link_keeps_the_old_answer(site: FlaskClient) -> None:
    main = Main(site.get(f"/visakaz/en/?location=abroad&{RETIRED}").text)
    assert not [given for _, given in main.links if "visa_type" in given["href"]]
    assert SAID not in site.get(main.options["national"]["href"]).text


@pytest.mark.parametrize("entry", ["/", "/visakaz/"])
def test_an_entry_passes_it_on(entry: str, site: FlaskClient) -> None:
    main = Main(
        site.get(f"{entry}?{RETIRED}&location=abroad", headers=ENGLISH, follow_redirects=True).text
    )
    assert main.marks == {"data-question": "passport"}
    assert SAID in main.words


@pytest.mark.parametrize("query", [TOURIST, "utm_source=mail&fbclid=1", ""])
def test_other_addresses_tell_nothing(query: str, site: FlaskClient) -> None:
    assert SAID not in site.get(f"/visakaz/en/?{query}").text


def test_the_same_result_is_not_promised(site: FlaskClient) -> None:
    words = Main(site.get(f"/visakaz/en/?{TOURIST}").text).words
    assert "same result" not in words
    assert "the result by the rules of that day" in words
