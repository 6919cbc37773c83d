"""nginx drops a page that has changed, and shows what it keeps while the widget is gone.

Here, pages are kept for a second instead of a minute. Nothing else differs from the shipped files.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Main
from tests.content import RURITANIA
from tests.nginx.conftest import front_of, served
from tests.nginx.front import Front, until
from tests.sites import Server

HTMX = {"HX-Request": "true"}
PASSPORT, OTHER_WORDS = "Which passport do you hold?", "Which passport will you travel with?"
NEW = """
[questions.before]
text = "Have you been to Ruritania before?"
short = "Been there"
options.yes = { text = "Yes", goto = "nationality" }
options.no = { text = "No", goto = "nationality" }

[questions.nationality]"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(RURITANIA, tmp_path / "visa"))


@pytest.fixture
def server(content: Path, tmp_path: Path) -> Iterator[Server]:
    with served(content, tmp_path / "log", "tests.nginx.hurried:app") as server:
        yield server


@pytest.fixture
def front(server: Server) -> Iterator[Front]:
    with front_of(server.port) as front:
        yield front


def edit(content: Path, old: str, new: str) -> None:
    rules = content / "rules.toml"
    text = rules.read_text()
    assert old in text
    rules.write_text(text.replace(old, new))


def shows(front: Front, address: str, *words: str) -> bool:
    """Whether a page shows all of these texts."""
    page = front.ask(address).body.decode()
    return all(each in page for each in words)


def test_changed_rules_are_shown_without_a_purge(
    front: Front, server: Server, content: Path
) -> None:
    """This includes a tab that was opened before the change and asks for an old fragment."""
    page = front.ask("/office/en/").body.decode()
    assert PASSPORT in page
    open_tab = Main(page).options["other"]["data-hx-get"]
    assert front.ask(open_tab, HTMX).header("HX-Push-Url") == "/office/en/?nationality=other"

    edit(content, PASSPORT, OTHER_WORDS)
    server.reload()
    until(lambda: shows(front, "/office/en/", OTHER_WORDS))
    moved = "/office/en/?nationality=other"
    until(lambda: front.ask(open_tab, HTMX).header("HX-Redirect") == moved)

    until(lambda: shows(front, "/office/en/?before=yes", OTHER_WORDS))
    edit(content, 'start = "nationality"', 'start = "before"')
    edit(content, "\n[questions.nationality]", NEW)
    edit(content, "answers = { nationality", 'answers = { before = "no", nationality')
    server.reload()
    until(lambda: shows(front, "/office/en/", "Have you been to Ruritania before?"))
    until(lambda: shows(front, "/office/en/?before=yes", OTHER_WORDS, "Been there"))


def test_nginx_drops_the_pages_of_a_removed_partner(
    front: Front, server: Server, content: Path
) -> None:
    """`stale-if-error` covers failures, and a 404 is none."""
    assert front.ask("/inn/en/").status == 200
    (content / "partners" / "inn.toml").unlink()
    server.reload()
    until(lambda: front.ask("/inn/en/").status == 404)


def test_kept_pages_are_shown_while_the_widget_is_gone(front: Front, server: Server) -> None:
    addresses = "/", "/office/en/", "/office/ru/?nationality=other", "/static/share.png"
    encodings: list[dict[str, str]] = [{}, {"Accept-Encoding": "gzip"}]
    asked = [(address, headers) for address in addresses for headers in encodings]
    before = [front.ask(*each) for each in asked]
    server.kill()
    until(lambda: bool(front.ask("/") and '"stale"' in front.log.read_text()))
    after = [front.ask(*each) for each in asked]
    assert [(each.status, each.body) for each in after] == [
        (each.status, each.body) for each in before
    ]
    assert front.ask("/office/en/?nationality=other").status == 502
