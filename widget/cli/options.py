"""Arguments and options of several commands: the rules, and the language of the words."""

from __future__ import annotations

from pathlib import Path

import click

from widget.content import check_directory, rules_path
from widget.languages import SOURCE
from widget.rules.file import load_rules
from widget.rules.model import Ruleset
from widget.rules.proof import verify
from widget.settings import Settings

# Reading the file reports what is wrong with it. click would report it in other words.
RULES_FILE = click.Path(path_type=Path, readable=False)

rules_file = click.argument("file", type=RULES_FILE, required=False)
in_language = click.option(
    "--language", default=SOURCE, show_default=True, help="The language of the words."
)


def read_rules(file: Path | None) -> Ruleset:
    """Return the rules of a file or a content directory, or the working files' for None.

    Raises Problems when the file is malformed or cannot be read.
    """
    if file:
        return load_rules(rules_path(file) if file.is_dir() else file)
    content = Settings.from_environment().content
    check_directory(content)
    return load_rules(rules_path(content), "rules.toml")


def read_proven_rules(file: Path | None) -> Ruleset:
    """Return the proven rules of a file or a content directory, or the working files' for None.

    They may break promises. Raises Problems when the file is malformed or its rules are wrong.
    """
    ruleset = read_rules(file)
    verify(ruleset, promises=False)
    return ruleset
