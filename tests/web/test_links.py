"""Links that leave the widget: in a frame, they must not put another site in its place."""

from __future__ import annotations

import pytest

from tests.browser.steps import STEPS
from tests.conftest import Fetch, Main
from tests.web.test_headers import PAGES

WHERE = PAGES | {f"a hotel's {name}": f"/hotel/en/?{answers}" for name, answers in STEPS.items()}
WHERE |= {"the kit": "/hotel/en/kit", "the agency's kit": "/visakaz/ru/kit"}


@pytest.mark.parametrize("address", WHERE.values(), ids=WHERE)
def test_a_link_that_leaves_opens_a_tab_of_its_own(address: str, fetch: Fetch) -> None:
    tags = Main(fetch.page(address).text).tags
    links = [given for tag, given in tags if tag == "a" and ":" in given["href"]]
    assert [each["href"] for each in links if each.get("target") != "_blank"] == []
    assert [each["href"] for each in links if each.get("rel") != "noopener"] == []


@pytest.mark.parametrize("scheme", ["https:", "mailto:", "tel:"])
def test_a_result_has_links_of_each_kind(scheme: str, fetch: Fetch) -> None:
    main = Main(fetch.page(f"/hotel/en/?{STEPS['tourist']}").text)
    leaving = [(words, given["href"]) for words, given in main.links if ":" in given["href"]]
    assert [words for words, address in leaving if address.startswith(scheme)]


def test_contacts_can_be_read_where_their_links_are_dead(fetch: Fetch) -> None:
    """As in a sandboxed frame."""
    words = Main(fetch.page(f"/hotel/en/?{STEPS['tourist']}").text).words
    for contact in ("migration.kz@gmail.com", "+7 7172 39-45-75", "www.visakaz.kz"):
        assert contact in words
