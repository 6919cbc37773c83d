"""The command in a locale without Cyrillic letters: it reads and writes UTF-8 all the same."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tomllib import loads

import pytest

from tests.content import ROOT, RURITANIA
from tests.rules.generated import edited
from widget.cli.words import words_in

RUN = """
import sys
from widget.cli.main import main
for command in "\\n".join(sys.argv[1:]).split("\\n;\\n"):
    main(command.split("\\n"), standalone_mode=False)
"""
"""Runs commands in one process, with arguments decoded as the system decodes them."""

ENVIRONMENT = {
    "LC_ALL": "C",
    "PYTHONUTF8": "0",
    "PYTHONCOERCECLOCALE": "0",
    "PYTHONIOENCODING": "iso-8859-1",
}
"""A locale with ASCII, and a terminal with Latin-1."""

NAME = "Қонақ үй «Қызғалдақ»"
ADDRESS = "nationality=other&purpose=work"
COMMANDS = [
    ["check"],
    ["table", "--language", "kk"],
    ["table", "--language", "ru", "--csv"],
    ["draw", "--language", "ru"],
    ["why", ADDRESS, "--language", "kk"],
    ["why", "страна=Казахстан"],
    ["diff", "қазір.toml", "--language", "kk"],
    ["diff", "кеше"],
    ["partner", "new", "tulip", "--name", NAME],
    ["partner", "show", "tulip"],
    ["partner", "show", "қызғалдақ"],
]


@pytest.mark.slow
def test_every_command_writes_utf_8(tmp_path: Path) -> None:
    content = Path(shutil.copytree(RURITANIA, tmp_path / "content"))
    (content / "words" / "kk.po").touch()
    rules = (content / "rules.toml").read_text(encoding="utf-8")
    (tmp_path / "қазір.toml").write_text(
        edited(rules, ('text = "To work"', 'text = "Работа"')), encoding="utf-8"
    )
    own = {"WIDGET_CONTENT": "content", "WIDGET_ORIGIN": "https://visa.example"}
    words = [word for command in COMMANDS for word in (";", *command)][1:]
    done = subprocess.run(
        [sys.executable, "-c", RUN, *(word.encode() for word in words)],
        cwd=tmp_path,
        env=os.environ | own | ENVIRONMENT | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr.decode().count("Traceback")) == (0, 0)
    result = words_in("kk").gettext("Results")
    for word in ("15 paths", "Гостевая виза", result, "Работа", "tulip.toml"):
        assert word in done.stdout.decode()
    for word in ("кеше: There is no such file", "There is no partner"):
        assert word in done.stderr.decode()
    tulip = content / "partners" / "tulip.toml"
    assert loads(tulip.read_text(encoding="utf-8"))["name"] == NAME
