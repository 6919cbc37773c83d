"""The command `widget`, run in the process of the test."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from widget.cli.main import main


def widget(*arguments: str | Path, **environment: str | Path) -> Result:
    """Run the command. It must not end with an exception."""
    settings = {name: str(value) for name, value in environment.items()}
    words = [str(each) for each in arguments]
    result = CliRunner().invoke(main, words, env=settings, prog_name="widget")
    assert isinstance(result.exception, SystemExit | None)
    return result


def refused(*arguments: str | Path, **environment: str | Path) -> list[str]:
    """Run the command, which must fail with exit code 1, and return the lines of its messages."""
    result = widget(*arguments, **environment)
    assert (result.exit_code, result.stdout) == (1, "")
    return result.stderr.splitlines()
