"""Runs the scripts of tests/tools."""

from __future__ import annotations

import json
import os
import subprocess
from typing import Any

from tests.content import ROOT

TOOLS = ROOT / "tests" / "tools"


def node(script: str, *arguments: str, given: str = "", trusted: str = "") -> Any:
    """Return what a script prints, read as JSON. The script trusts the certificate `trusted`."""
    environment = {"PATH": os.environ["PATH"], "NODE_EXTRA_CA_CERTS": trusted}
    done = subprocess.run(
        ["node", TOOLS / script, *arguments],
        input=given,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
