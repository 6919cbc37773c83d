"""The command `widget`, and the start of the server, with good and with wrong files."""

from __future__ import annotations

import errno
import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.conftest import HOTEL
from tests.rules.generated import edited, in_a_row
from widget.cli.demo import ROOT, unusable
from widget.cli.main import main
from widget.rules.file import RULES

BARRED = pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to the administrator")


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
    assert all(line.startswith(f"{file}: ") for line in told.splitlines())
    purpose = f"{file}: questions.purpose.options"
    asked = "There is no question or outcome 'ask_propose'. Did you mean ask_purpose? Allowed: "
    assert f"{purpose}.other.goto: {asked}" in told
    assert f"{purpose}.tourism.when.location.abroad.clause: TOU-2 is not a clause" in told
    assert f"{purpose}.transit.when.location.abroad.goto: location stands above; a goto" in told


ALL = "&".join([*(f"q{number}=on1" for number in range(1199)), "q1199=end"])
"""The answers of everybody who is asked 1,200 questions and gives the last answer of the last."""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "told"),
    [
        (["table"], "| **That is all** | VIS |"),
        (["draw"], '_q1199 -->|"That is all<br>VIS"| _visa'),
        (["why", ALL], "1200. Question 1199\n   That is all\n\nResult: Visa (Single entry)"),
        (["diff", "old.toml"], "Changed: 1 of 2 paths."),
    ],
    ids=["table", "draw", "why", "diff"],
)
def test_1200_questions_in_a_row_are_not_too_many(
    command: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Python itself goes no further than 1,000 calls within each other."""
    text = in_a_row(1200)
    (tmp_path / "new.toml").write_text(text)
    (tmp_path / "old.toml").write_text(edited(text, ('entry = ["single"]', 'entry = ["multiple"]')))
    monkeypatch.chdir(tmp_path)
    assert told in widget(*command, "new.toml").stdout


@pytest.mark.slow
def test_check_tells_of_rules_with_countless_paths(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, partners = tmp_path / "large.toml", tmp_path / "partners"
    file.write_text(in_a_row(questions=20, answers=9))
    partners.mkdir()
    monkeypatch.setenv("WIDGET_PARTNERS", str(partners))
    result = widget("check", file)
    assert (result.exit_code, result.stderr) == (0, "")
    told = f"20 questions, 181 options, 2 outcomes. {9**19 * 10} paths, 20 to 20 answers long."
    assert told in result.stdout


@pytest.mark.usefixtures("partners")
def test_check_tells_all_that_is_wrong_with_the_partners() -> None:
    result = widget("check")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines() == [
        "inn.toml: languages, entry 2: There is no language 'de'. Allowed: en, kk, ru.",
        "inn.toml: presets.location: There is no option of location 'moon'. "
        "Allowed: abroad, kazakhstan.",
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "rules.toml: It cannot be read: No such file or directory."),
        ("= start", "rules.toml: line 1, column 1: This is not valid TOML"),
        ("", "rules.toml: start: This key is missing."),
        ("start = 'Wörter'", "rules.toml: line 1: This is not UTF-8."),
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
LANGUAGES = ["inn.toml", "languages, entry 2"]
PRESETS = ["inn.toml", "presets.location"]


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ('start = "location"', 'start = "locatoin"', ["wrong.toml", "start"]),
        ("\nstart =", "\nstrat =", ["wrong.toml", "strat"]),
        ("[questions.location]", "[questions.location", ["wrong.toml", "line 17, column 20"]),
    ],
    ids=["rules that are wrong", "rules of another shape", "rules that are no TOML"],
)
@pytest.mark.usefixtures("partners")
def test_check_tells_all_that_is_wrong_anywhere(
    right: str, wrong: str, told: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WIDGET_ORIGIN", "visa.example")
    result = widget("check", changed_rules(tmp_path, right, wrong))
    assert (result.exit_code, result.stdout) == (1, "")
    lines = result.stderr.removeprefix(f"{tmp_path}/").replace(f"\n{tmp_path}/", "\n").splitlines()
    found = [line.split(": ")[:2] for line in lines]
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
    assert {line.split(": ")[0] for line in result.stderr.splitlines()} == {str(file)}


def nothing(directory: Path) -> Path:
    return directory / "nothing"


def a_file(directory: Path) -> Path:
    (directory / "file").touch()
    return directory / "file"


def a_link_to_itself(directory: Path) -> Path:
    (directory / "link").symlink_to(directory / "link")
    return directory / "link"


def too_long_a_name(directory: Path) -> Path:
    return directory / ("a" * 300)


def one_without_rights(directory: Path) -> Path:
    (directory / "closed").mkdir(mode=0)
    return directory / "closed"


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (nothing, "No such file or directory"),
        (a_file, "Not a directory"),
        (a_link_to_itself, "Too many levels of symbolic links"),
        (too_long_a_name, "File name too long"),
        pytest.param(one_without_rights, "Permission denied", marks=BARRED),
    ],
    ids=["nothing", "a file", "a link to itself", "too long a name", "one without rights"],
)
def test_check_tells_of_partners_that_cannot_be_listed_and_of_the_rest(
    make: Callable[[Path], Path], why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    directory = make(tmp_path)
    monkeypatch.setenv("WIDGET_PARTNERS", str(directory))
    monkeypatch.setenv("WIDGET_ORIGIN", "visa.example")
    result = widget("check")
    assert result.exit_code == 1
    partners, origin = result.stderr.splitlines()
    assert partners == (
        f"{directory}: It cannot be listed: {why}. Allowed: the directory of the partners' files."
    )
    assert origin.startswith("the environment: WIDGET_ORIGIN: ")


@BARRED
def test_rules_that_may_not_be_read_are_told_as_all_else(tmp_path: Path) -> None:
    file = tmp_path / "rules.toml"
    file.touch(mode=0)
    result = widget("check", file)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"{file}: It cannot be read: Permission denied.\n"


def test_check_judges_the_words_of_the_file_that_is_named(tmp_path: Path) -> None:
    file = changed_rules(tmp_path, '"Where are you now?"', '"Where <b>are</b> you?"')
    result = widget("check", file)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        f"{file}: location: “Where <b>are</b> you?” is more than words. Allowed: words alone, "
        "without <, >, &, {, }, an address or \\n.\n"
    )


def test_the_demo_tells_that_a_port_is_taken() -> None:
    """Be it the widget's own or the sample page's, on the next one."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        for asked in (port, port - 1):
            result = widget("demo", "--port", str(asked))
            assert (result.exit_code, result.stdout) == (1, "")
            assert re.fullmatch(
                r"port \d+: It is taken\. Allowed: another one, as in widget demo --port 9000\.\n",
                result.stderr,
            )


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (PermissionError(errno.EACCES, "Permission denied"), "Only the administrator may use it."),
        (
            OSError(errno.EADDRNOTAVAIL, "Cannot assign address"),
            "It cannot be used: Cannot assign address.",
        ),
    ],
    ids=["not permitted", "anything else"],
)
def test_why_a_port_cannot_be_used_is_told(error: OSError, words: str) -> None:
    assert unusable(80, error).what == words


@pytest.mark.parametrize("port", ["70000", "65535", "-1", "x"])
def test_the_demo_refuses_a_port_that_cannot_be(port: str) -> None:
    result = widget("demo", "--port", port)
    assert result.exit_code != 0
    assert "port" in result.stderr


@pytest.mark.usefixtures("partners")
def test_the_command_is_installed() -> None:
    result = program(str(Path(sys.executable).with_name("widget")), "check")
    assert result.returncode == 1
    assert "inn.toml: languages, entry 2: " in result.stderr
    assert "Traceback" not in result.stderr


def test_the_server_starts_with_good_files(partners: Path) -> None:
    (partners / "inn.toml").unlink()
    result = program(sys.executable, "-c", "import wsgi")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


@pytest.mark.usefixtures("partners")
def test_the_server_starts_with_a_wrong_partner_and_logs_it() -> None:
    result = program(sys.executable, "-c", "import wsgi")
    assert (result.returncode, result.stdout) == (0, "")
    told = [line.partition("a partner is not served: ")[2] for line in result.stderr.splitlines()]
    assert [problem.split(": ")[:2] for problem in told] == [
        ["inn.toml", "languages, entry 2"],
        ["inn.toml", "presets.location"],
    ]


def test_the_server_does_not_start_when_the_default_partner_is_wrong(partners: Path) -> None:
    (partners / "inn.toml").rename(partners / "visakaz.toml")
    result = program(sys.executable, "-c", "import wsgi")
    assert result.returncode == 1
    first, *problems = result.stderr.splitlines()
    assert first == "The widget does not start."
    assert [problem.split(": ")[:2] for problem in problems] == [
        ["visakaz.toml", "site"],
        ["visakaz.toml", "contacts.email"],
        ["visakaz.toml", "languages, entry 2"],
        ["visakaz.toml", "presets.location"],
    ]


def test_the_server_does_not_start_with_a_wrong_address_of_its_own() -> None:
    result = program(sys.executable, "-c", "import wsgi", WIDGET_ORIGIN="visa.example")
    assert result.returncode == 1
    first, problem = result.stderr.splitlines()
    assert first == "The widget does not start."
    assert problem.startswith("the environment: WIDGET_ORIGIN: 'visa.example' is not an origin.")
