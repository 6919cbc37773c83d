"""The Nu HTML checker."""

from __future__ import annotations

import json
import subprocess
from collections import defaultdict
from pathlib import Path

from tests.content import ROOT

CHECKER = ROOT / "tests/tools/node_modules/vnu-jar/build/dist/vnu.jar"

# For so short a run, code that is compiled fast pays more than fast code; it needs more stack.
JAVA = ("java", "-XX:TieredStopAtLevel=1", "-Xss4m")

NO_MISTAKES = (
    # Safari takes a list without bullets for no list, unless it is told.
    "The “list” role is unnecessary for element “ul”.",
    # Younger than the checker.
    "CSS: Unrecognized at-rule “@view-transition”",
    "CSS: “frame-sizing”: Property “frame-sizing” doesn't exist.",
    "CSS: “container-type”: Property “container-type” doesn't exist.",
    "CSS: Unrecognized at-rule “@container”",
)


def nu_findings(directory: Path) -> dict[str, list[str]]:
    """What the checker says against files of HTML and CSS, by the names of those with mistakes."""
    command = [*JAVA, "-jar", CHECKER, "--also-check-css", "--format", "json", "--stdout"]
    report = subprocess.run([*command, directory], stdout=subprocess.PIPE, check=False).stdout
    found = defaultdict(list)
    for message in json.loads(report)["messages"]:
        if message["message"] not in NO_MISTAKES:
            line = f"{message['message']} ({message.get('extract', '').strip()})"
            found[Path(message["url"]).name].append(line)
    return dict(found)
