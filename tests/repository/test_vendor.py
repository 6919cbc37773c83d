"""The vendored htmx is the published one, and static/ has no other script."""

from __future__ import annotations

import gzip
from hashlib import sha256

from flask import Flask

from widget.settings import STATIC, TEMPLATES

HTMX = STATIC / "vendor" / "htmx-4.0.0"


def test_htmx_is_the_file_that_was_published() -> None:
    """The hash is that of `dist/htmx.min.js` in the npm tarball of htmx.org 4.0.0."""
    digest = sha256((HTMX / "htmx.min.js").read_bytes()).hexdigest()
    assert digest == "e484d9171a9db30a39c8f16e3d709d4137f3211c659f8e6125816635033d593f"


def test_the_version_of_htmx_is_that_of_its_folder() -> None:
    """4.0.1 swallows Ctrl-, Shift- and Cmd-clicks on links."""
    assert '"4.0.0"' in (HTMX / "htmx.min.js").read_text()
    assert [path.name for path in (STATIC / "vendor").iterdir()] == ["htmx-4.0.0"]


def test_the_licence_of_htmx_is_beside_it() -> None:
    licence = (HTMX / "LICENSE").read_text()
    assert licence.startswith("Zero-Clause BSD")
    assert "Permission to use, copy, modify, and/or distribute" in licence
    assert {path.name for path in HTMX.iterdir()} == {"htmx.min.js", "LICENSE"}


def test_there_is_no_other_script() -> None:
    files = [path for path in STATIC.parent.rglob("*") if path.is_file()]
    scripts = {path for path in files if path.suffix in {".js", ".mjs", ".ts", ".wasm"}}
    assert scripts == {HTMX / "htmx.min.js"}
    sources = [path.read_text().count("<script") for path in TEMPLATES.rglob("*.html")]
    assert sum(sources) == 1


def test_the_style_sheet_is_small_and_loads_nothing(app: Flask) -> None:
    """Each page contains it with the theme: at most 4 kB together, compressed."""
    css = app.extensions["widget.content"].stylesheets["visakaz"].css.encode()
    assert len(gzip.compress(css, 9)) <= 4_000
    assert not [word for word in (b"@import", b"url(", b"//") if word in css]
