"""docs/notices.md: its example is a valid file, and the page names each key."""

from __future__ import annotations

import re
from pathlib import Path

from tests.cli.schemas import NOTICES, keys_of
from tests.repository.documents import block, read
from widget.notices import load_notices

PAGE = read("docs/notices.md")


def test_the_example_works(tmp_path: Path) -> None:
    (tmp_path / "notices.toml").write_text(block(PAGE, "toml"))
    assert load_notices(tmp_path)["privacy"].title.english == "Privacy"


def test_each_key_is_on_the_page() -> None:
    named = {*re.findall("[a-z_]+", " ".join(re.findall(r"`([^`\n]+)`", PAGE)))}
    assert {where.rpartition(".")[2] for where, _ in keys_of(NOTICES)} - named == set()
