"""The Nu HTML checker."""

from __future__ import annotations

import json
import subprocess
from collections import defaultdict
from pathlib import Path

from tests.content import ROOT

CHECKER = ROOT / "tests/tools/node_modules/vnu-jar/build/dist/vnu.jar"

# In such a short run, fast compilation saves more time than fast code; it needs more stack.
JAVA = ("java", "-XX:TieredStopAtLevel=1", "-Xss4m")

NO_MISTAKES = (
    # Without this role, Safari does not treat a list without bullets as a list.
    "The “list” role is unnecessary for element “ul”.",
    # The rule is newer than the checker.
    "CSS: Unrecognized at-rule “@view-transition”",
    "CSS: “frame-sizing”: Property “frame-sizing” doesn't exist.",
    "CSS: “container-type”: Property “container-type” doesn't exist.",
    "CSS: Unrecognized at-rule “@container”",
)


def nu_findings(directory: Path) -> dict[str, list[str]]:
    """Name of a file with mistakes → what the checker says about it, for HTML and CSS files."""
    command = [*JAVA, "-jar", CHECKER, "--also-check-css", "--format", "json", "--stdout"]
    report = subprocess.run([*command, directory], stdout=subprocess.PIPE, check=False).stdout
    found = defaultdict(list)
    for message in json.loads(report)["messages"]:
        if message["message"] not in NO_MISTAKES:
            line = f"{message['message']} ({message.get('extract', '').strip()})"
            found[Path(message["url"]).name].append(line)
    return dict(found)
