"""Only `widget/settings.py` reads the environment."""

from __future__ import annotations

import re

from tests.repository.documents import read, tracked


def test_only_the_settings_read_the_environment() -> None:
    uses = [
        f"{path}: {line.strip()}"
        for path in tracked("widget/*.py")
        for line in read(str(path)).splitlines()
        if re.search(r"os\.(environ|getenv)|from os import", line)
    ]
    reads = [use for use in uses if not use.startswith("widget/settings.py: ")]
    # The demo passes its environment on to the server, and reads nothing from it.
    assert [use.partition("{")[0] for use in reads] == [
        "widget/cli/demo.py: environment = os.environ | "
    ]
