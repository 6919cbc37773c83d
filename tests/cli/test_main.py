"""The command `widget` as a whole: help, version, and what all commands have in common."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.cli.command import refused, widget
from tests.content import ROOT, RURITANIA, mistakes
from tests.rules.generated import edited, in_a_row

HELP = """\
Usage: widget [OPTIONS] COMMAND [ARGS]...

  Check, show and try out what the widget asks and answers.

  The exit code is 0 if all is well, 1 if something is wrong or differs, and 2
  if the command is mistyped.

Options:
  --version  Show the version and exit.
  --help     Show this message and exit.

Rules:
  table      Show which answers lead to each result.
  draw       Draw the rules as a picture.
  why        Explain a visitor's result.
  diff       Show what a change does, and to whom.
  cases      Show what the cases cover, and who is missing.
  cases add  Add a person to cases.csv.

Partners:
  partner new   Write a new partner's file.
  partner show  Print the line to embed.

Words:
  words update  Bring the translations up to date with the rules.

Publishing:
  init      Make a content directory of your own.
  check     Check the rules, cases, partners, words and settings.
  demo      Serve the widget and a sample page.
  publish   Publish the working files.
  rollback  Switch to another edition.
  editions  List the editions, the newest first.

Watching:
  report  Count a month's views in the logs.
"""

WITHOUT_FLASK = """
import sys
from widget.cli.main import main
main(["check", sys.argv[1]], standalone_mode=False)
sys.exit("flask" in sys.modules)
"""


def test_help_lists_the_commands_by_group() -> None:
    result = widget("--help")
    assert (result.exit_code, result.stdout) == (0, HELP)


def test_the_version_is_that_of_the_installed_package() -> None:
    assert widget("--version").stdout == f"Version {version('visa-widget')}.\n"


def test_what_the_system_refuses_is_told_in_a_line() -> None:
    name = "a" * 256
    assert refused("table", name) == [f"{name}: It cannot be used: File name too long."]


def test_output_that_cannot_be_written_is_told_in_a_line() -> None:
    table = [Path(sys.executable).with_name("widget"), "table"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(table, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.stderr == "the output: It cannot be used: No space left on device.\n"


def test_the_command_loads_no_flask() -> None:
    """A check needs no web framework, and does not wait for one."""
    check = [sys.executable, "-c", WITHOUT_FLASK, RURITANIA]
    done = subprocess.run(check, capture_output=True, text=True, check=False)
    assert (done.returncode, mistakes(done.stderr)) == (0, [])
    assert done.stdout.startswith("rules.toml: 3 questions")


SHOWING = {
    "table": ["table"],
    "draw": ["draw"],
    "why": ["why", "location=abroad"],
    "cases": ["cases"],
}
"""Commands that show the rules in a language."""


@pytest.mark.parametrize("command", SHOWING.values(), ids=SHOWING)
def test_an_unknown_language_is_refused(command: list[str]) -> None:
    assert refused(*command, "--language", "rus") == [
        "--language: There is no language 'rus'. Did you mean ru? Allowed: en, kk, ru."
    ]


@pytest.mark.parametrize("command", SHOWING.values(), ids=SHOWING)
def test_a_command_reads_the_configured_content(command: list[str], tmp_path: Path) -> None:
    assert refused(*command, WIDGET_CONTENT=tmp_path) == ["rules.toml: There is no such file."]


OTHER_RULES = {
    "table": ["table"],
    "draw": ["draw"],
    "why": ["why", "nationality=other&purpose=visit&stay=up_to_90"],
}
"""Commands that show the rules of a file or a directory, with arguments for another agency."""


@pytest.mark.parametrize("name", ["", "rules.toml"], ids=["a directory", "a file in it"])
@pytest.mark.parametrize("command", OTHER_RULES.values(), ids=OTHER_RULES)
def test_other_rules_are_shown_with_their_own_words(command: list[str], name: str) -> None:
    agency = ROOT / "examples" / "agency"
    served = widget(*command, "--language", "ru", WIDGET_CONTENT=agency)
    assert (served.exit_code, served.stderr) == (0, "")
    assert widget(*command, agency / name, "--language", "ru").stdout == served.stdout
    assert "Гостевая виза" in served.stdout


LONG_PATH = "&".join([*(f"q{number}=on1" for number in range(319)), "q319=end"])
"""The answers of a path with 320 questions."""


@pytest.fixture
def few_nested_calls() -> Iterator[None]:
    """Python refuses more than 300 nested calls, in place of 1,000: fewer questions show it."""
    usual = sys.getrecursionlimit()
    sys.setrecursionlimit(300)
    yield
    sys.setrecursionlimit(usual)


@pytest.mark.parametrize(
    ("command", "part"),
    [
        (["table"], "| **That is all** | VIS |"),
        (["draw"], '_q319 -->|"That is all<br>VIS"| _visa'),
        (["why", LONG_PATH], "320. Question 319\n   That is all\n\nResult: Visa (Single entry)"),
        (["diff", "old.toml"], "Other entry options for 1 of 2 ways through the questions."),
    ],
    ids=["table", "draw", "why", "diff"],
)
def test_more_questions_in_a_row_than_calls_may_nest_are_no_problem(
    command: list[str],
    part: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    few_nested_calls: None,  # noqa: ARG001 - it is in force
) -> None:
    text = in_a_row(320)
    (tmp_path / "new.toml").write_text(text)
    (tmp_path / "old.toml").write_text(edited(text, ('entry = ["single"]', 'entry = ["multiple"]')))
    monkeypatch.chdir(tmp_path)
    assert part in widget(*command, "new.toml").stdout
