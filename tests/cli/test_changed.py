"""A preview prints where the draft differs from the published edition."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.cli.command import refused, widget
from tests.content import RURITANIA, compare_today
from tests.rules.generated import edited
from widget.cli.changed import changed_addresses
from widget.settings import Settings
from widget.web.app import create_app


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A content directory whose first edition is published."""
    content = Path(shutil.copytree(RURITANIA, tmp_path_factory.mktemp("first") / "content"))
    done = widget("publish", "--note", "The first", WIDGET_CONTENT=compare_today(content))
    assert done.exit_code == 0, done.stderr
    return content


@pytest.fixture
def draft(first: Path, tmp_path: Path) -> Path:
    """A copy of it, which the test may change."""
    return Path(shutil.copytree(first, tmp_path / "draft", symlinks=True))


def edit(draft: Path, *edits: tuple[str, str]) -> None:
    rules = draft / "rules.toml"
    rules.write_text(edited(rules.read_text(), *edits))


CHANGES = {
    "nothing": ((), []),
    "a title": ((('title = "Visa for Ruritania"', 'title = "A visa"'),), [""]),
    "a name": (
        (('name = "Visitor visa"', 'name = "Visa for visitors"'),),
        ["?nationality=other&purpose=visit&stay=up_to_90"],
    ),
}


@pytest.mark.parametrize(("edits", "addresses"), CHANGES.values(), ids=CHANGES)
def test_the_changed_pages_are_listed(
    edits: tuple[tuple[str, str], ...], addresses: list[str], draft: Path
) -> None:
    edit(draft, *edits)
    assert changed_addresses(draft) == addresses


def test_before_the_first_edition_there_are_none(tmp_path: Path) -> None:
    assert widget("init", tmp_path / "visa").exit_code == 0
    assert changed_addresses(tmp_path / "visa") == []


@pytest.fixture
def previewer() -> FlaskClient:
    """Somebody who looks at a draft."""
    return create_app(Settings(content=RURITANIA, preview=True)).test_client()


@pytest.mark.parametrize("path", ["/", "/office/en/", "/office/en/kit", "/office/en/visas/"])
def test_each_page_of_a_preview_says_so_and_is_kept_by_nobody(
    path: str, previewer: FlaskClient
) -> None:
    response = previewer.get(path, follow_redirects=True)
    assert "Preview, not in force" in response.text
    assert response.headers["Cache-Control"] == "no-store, no-transform"
    assert response.headers["X-Robots-Tag"] == "noindex"


def test_what_is_in_force_says_nothing(client: FlaskClient) -> None:
    response = client.get("/visakaz/en/")
    assert "Preview" not in response.text
    assert "X-Robots-Tag" not in response.headers


def test_a_partner_that_does_not_exist_is_refused() -> None:
    assert refused("demo", "--content", str(RURITANIA), "--partner", "in") == [
        "--partner: There is no partner 'in'. Did you mean inn? Allowed: inn, office."
    ]
