"""The command `widget`, and the start of the server, with good and with wrong files."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.conftest import HOTEL
from tests.generated import ANY, generated
from widget.cli import main
from widget.demo import ROOT
from widget.rules_file import RULES


def widget(*arguments: str | Path) -> Result:
    """Run the command `widget`; nothing that it ends with may be a traceback."""
    result = CliRunner().invoke(main, [str(each) for each in arguments])
    assert isinstance(result.exception, SystemExit | None)
    return result


def program(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a program from the house's top directory."""
    return subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.fixture
def partners(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The directory of partners: a good partner's file and one with two mistakes."""
    directory = tmp_path / "partners"
    directory.mkdir()
    (directory / "hotel.toml").write_text(HOTEL)
    wrong = HOTEL.replace('"ru"', '"de"').replace("abroad", "moon")
    (directory / "inn.toml").write_text(wrong)
    monkeypatch.setenv("WIDGET_PARTNERS", str(directory))
    return directory


def test_check_tells_what_was_proven(partners: Path) -> None:
    (partners / "inn.toml").unlink()
    result = widget("check")
    assert (result.exit_code, result.stderr) == (0, "")
    rules, known = result.stdout.splitlines()
    assert "13 questions" in rules
    assert "325 paths, 2 to 8 answers long" in rules
    assert known == "Partners: hotel, visakaz."


def test_check_tells_all_that_is_wrong_with_the_rules(tmp_path: Path) -> None:
    text = RULES.read_text().replace('goto = "ask_purpose"', 'goto = "ask_propose"')
    text = text.replace('clause = "TOU-1"', 'clause = "TOU-2"')
    file = tmp_path / "wrong.toml"
    file.write_text(text.replace('goto = "transit_right"', 'goto = "location"'))
    result = widget("check", file)
    assert (result.exit_code, result.stdout) == (1, "")
    told = result.stderr
    assert all(line.startswith("wrong.toml: ") for line in told.splitlines())
    purpose = "wrong.toml: questions.purpose.options"
    assert f"{purpose}.other.goto: There is no question or outcome ask_propose. Allowed: " in told
    assert f"{purpose}.tourism.when.location.abroad.clause: TOU-2 is no clause" in told
    assert f"{purpose}.transit.when.location.abroad: This leads back to location" in told


@pytest.mark.slow
def test_check_tells_of_rules_with_countless_paths(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, partners = tmp_path / "large.toml", tmp_path / "partners"
    file.write_text(generated(1, ANY))
    partners.mkdir()
    monkeypatch.setenv("WIDGET_PARTNERS", str(partners))
    result = widget("check", file)
    assert (result.exit_code, result.stderr) == (0, "")
    assert (
        "200 questions, 1200 options, 2 outcomes. More paths than can be counted" in result.stdout
    )


def test_check_tells_all_that_is_wrong_with_the_partners(partners: Path) -> None:
    result = widget("check")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines() == [
        "inn.toml: languages: There is no language 'de'. Allowed: en, kk, ru.",
        "inn.toml: presets.location: There is no option of location 'moon'. "
        "Allowed: abroad, kazakhstan.",
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "rules.toml cannot be read"),
        ("= start", "rules.toml: This is no TOML"),
        ("", "rules.toml: start: This key is missing."),
        ("start = 'Wörter'", "rules.toml: line 1: This is no UTF-8."),
    ],
    ids=["not there", "no TOML", "empty", "another encoding"],
)
def test_check_tells_what_is_wrong_with_a_file_that_cannot_be_read(
    content: str | None, words: str, tmp_path: Path
) -> None:
    file = tmp_path / "rules.toml"
    if content is not None:
        file.write_bytes(content.encode("latin-1"))
    result = widget("check", file)
    assert (result.exit_code, result.stdout) == (1, "")
    assert words in result.stderr


def changed_rules(directory: Path, right: str, wrong: str) -> Path:
    """A rules file with a mistake."""
    text = RULES.read_text()
    assert right in text
    file = directory / "wrong.toml"
    file.write_text(text.replace(right, wrong))
    return file


ORIGIN = ["the environment", "WIDGET_ORIGIN"]
LANGUAGES = ["inn.toml", "languages"]
PRESETS = ["inn.toml", "presets.location"]


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ('start = "location"', 'start = "locatoin"', ["wrong.toml", "start"]),
        ("\nstart =", "\nstrat =", ["wrong.toml", "strat"]),
        ("[questions.location]", "[questions.location", ["wrong.toml", "This is no TOML"]),
    ],
    ids=["rules that are wrong", "rules of another shape", "rules that are no TOML"],
)
def test_check_tells_all_that_is_wrong_anywhere(
    right: str,
    wrong: str,
    told: list[str],
    partners: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("WIDGET_ORIGIN", "visa.example")
    result = widget("check", changed_rules(tmp_path, right, wrong))
    assert (result.exit_code, result.stdout) == (1, "")
    found = [line.split(": ")[:2] for line in result.stderr.splitlines()]
    for each in (told, ORIGIN, LANGUAGES):
        assert each in found
    # An option can be looked up only where the questions could be read.
    assert (PRESETS in found) == (wrong == 'start = "locatoin"')


def test_check_does_not_judge_presets_together_by_wrong_rules(
    partners: Path, tmp_path: Path
) -> None:
    file = changed_rules(tmp_path, 'start = "location"', 'start = "purpose"')
    (partners / "inn.toml").write_text(HOTEL)
    result = widget("check", file)
    assert result.exit_code == 1
    assert {line.split(": ")[0] for line in result.stderr.splitlines()} == {"wrong.toml"}


def test_check_tells_of_a_directory_that_is_not_there_and_of_the_rest(
    partners: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(partners)
    monkeypatch.setenv("WIDGET_ORIGIN", "visa.example")
    result = widget("check")
    assert result.exit_code == 1
    found = [line.split(": ") for line in result.stderr.splitlines()]
    assert {Path(each[0]).name for each in found} == {"the environment", "partners"}


@pytest.mark.parametrize("port", ["70000", "65535", "-1", "x"])
def test_the_demo_refuses_a_port_that_cannot_be(port: str) -> None:
    result = widget("demo", "--port", port)
    assert result.exit_code != 0
    assert "port" in result.stderr


def test_the_command_is_installed(partners: Path) -> None:
    result = program(str(Path(sys.executable).with_name("widget")), "check")
    assert result.returncode == 1
    assert "inn.toml: languages: " in result.stderr
    assert "Traceback" not in result.stderr


def test_the_server_starts_with_good_files(partners: Path) -> None:
    (partners / "inn.toml").unlink()
    result = program(sys.executable, "-c", "import wsgi")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_the_server_starts_with_a_wrong_partner_and_logs_it(partners: Path) -> None:
    result = program(sys.executable, "-c", "import wsgi")
    assert (result.returncode, result.stdout) == (0, "")
    told = [line.partition("a partner is not served: ")[2] for line in result.stderr.splitlines()]
    assert [problem.split(": ")[:2] for problem in told] == [
        ["inn.toml", "languages"],
        ["inn.toml", "presets.location"],
    ]


def test_the_server_does_not_start_when_the_default_partner_is_wrong(partners: Path) -> None:
    (partners / "inn.toml").rename(partners / "visakaz.toml")
    result = program(sys.executable, "-c", "import wsgi")
    assert result.returncode == 1
    first, *problems = result.stderr.splitlines()
    assert first == "The widget does not start."
    assert [problem.split(": ")[:2] for problem in problems] == [
        ["visakaz.toml", "languages"],
        ["visakaz.toml", "presets.location"],
        ["visakaz.toml", "contacts"],
    ]


def test_the_server_does_not_start_with_a_wrong_address_of_its_own() -> None:
    result = program(sys.executable, "-c", "import wsgi", WIDGET_ORIGIN="visa.example")
    assert result.returncode == 1
    first, problem = result.stderr.splitlines()
    assert first == "The widget does not start."
    assert problem.startswith("the environment: WIDGET_ORIGIN: 'visa.example' is no origin.")
