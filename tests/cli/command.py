"""The command `widget`, run within a test."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from widget.cli.main import main


def widget(*arguments: str | Path, **environment: str | Path) -> Result:
    """Run the command; nothing that it ends with may be a traceback."""
    settings = {name: str(value) for name, value in environment.items()}
    words = [str(each) for each in arguments]
    result = CliRunner().invoke(main, words, env=settings, prog_name="widget")
    assert isinstance(result.exception, SystemExit | None)
    return result


def refused(*arguments: str | Path, **environment: str | Path) -> list[str]:
    """Run the command, which has to refuse, and return the lines that say why."""
    result = widget(*arguments, **environment)
    assert (result.exit_code, result.stdout) == (1, "")
    return result.stderr.splitlines()
