"""The next release: a copy of this checkout with a higher version, other code and another word."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from babel.messages.mofile import write_mo

from tests.reword import copy_checkout
from widget.po import read_catalogue
from widget.settings import PRODUCT

NEXT = "0.2.0"
FOOT = "Nothing you answer is stored."
"""A text of the product, at the foot of each page."""
RELEASE_WORD = "Отныне: "
"""What stands before the Russian translation of that text in the next release."""
RELEASE_HEADER = "Release"
"""A header that the code of the next release adds to each answer."""

CODE = f"""
answer = app


def app(environ, start_response):
    def start(status, headers, *error):
        return start_response(status, [*headers, ("{RELEASE_HEADER}", "{NEXT}")], *error)

    return answer(environ, start)
"""
"""What the next release has at the end of wsgi.py."""


def build(checkout: Path, into: Path) -> Path:
    """Build the wheel of a checkout in an empty directory."""
    wheel = ["wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", into, checkout]
    subprocess.run([sys.executable, "-m", "pip", "--quiet", *wheel], check=True)
    (built,) = into.glob("*.whl")
    return built


def make_next_release(copy: Path) -> None:
    """Make a copy of the checkout that is the next release."""
    copy_checkout(copy)
    project = copy / "pyproject.toml"
    project.write_text(project.read_text().replace(f'"{PRODUCT}"', f'"{NEXT}"'))
    with (copy / "wsgi.py").open("a") as file:
        file.write(CODE)
    for path in copy.glob("translations/*/LC_MESSAGES/messages.po"):
        compile_catalogue(path, RELEASE_WORD if "ru" in path.parts else "")


def compile_catalogue(path: Path, word: str) -> None:
    """Compile a catalogue, with a word before the text at the foot of each page."""
    catalogue = read_catalogue(path, path.name)
    message = catalogue[FOOT]
    assert message
    message.string = f"{word}{message.string}"
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalogue)
