"""Writes `docs/faults.md`, the result table, from pytest's report of a run in which all is well.

Usage: python -m tests.faults.table REPORT > docs/faults.md
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

from bench.prove import machine

TEXT = """\
# Faults made for real

`make faults` makes these faults with nginx in front, configured as in `deploy/`, and the command
line of the systemd unit. Meanwhile, up to 16 visitors at once ask for pages that nobody has asked
for yet, so that nothing that is kept hides a fault. It writes this page when all end as they must.
The last run was on {day}: {machine}.

Wrong is a whole answer that is not the page, such as an error; cut, one that ends too early;
without an answer, a request whose connection was closed; refused, one that got no connection. What
happens to the server or its log alone is tried without nginx, which would hide it.

| what happens | what visitors must get | what they got |
|---|---|---|
{rows}

## What is not tried

- A full disk of the answers that nginx keeps: nginx cuts each answer that it cannot write there. So
  `deploy/site.conf` keeps them in memory
  ([decision 41](decisions/41-a-disk-for-kept-answers.md)).
- A worker that is killed in the seconds of a reload: granian may take that for a crash loop, and
  stop. systemd starts it again after a second; until it answers, nginx shows what it has kept.
- A log that nobody reads from a pipe that stays open: once the pipe is full, the widget waits. The
  systemd unit writes to the journal.
"""


def page(report: Path) -> str:
    """Return the page about a run."""
    cases = ElementTree.parse(report).iter("testcase")
    rows = "\n".join(map(_row, cases))
    return TEXT.format(day=datetime.now(UTC).date(), machine=machine(), rows=rows)


def _row(case: ElementTree.Element) -> str:
    told = {str(each.get("name")): str(each.get("value")) for each in case.iter("property")}
    if (skipped := case.find("skipped")) is not None:
        told = {"must": "", "got": f"not tried: {skipped.get('message')}"}
    return f"| {_words(str(case.get('name')))} | {told['must']} | {told['got']} |"


def _words(test: str) -> str:
    name, _, case = test.removeprefix("test_").rstrip("]").partition("[")
    return f"{name} {case}".replace("_", " ").strip().capitalize()


if __name__ == "__main__":
    sys.stdout.write(page(Path(sys.argv[1])))
