"""Writes `docs/faults.md`, the table of results, from pytest's report of a run that passed.

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

`make faults` makes the faults in this table while up to 16 visitors ask for pages. nginx runs with
the files of `deploy/`, and the widget with the command line of the systemd unit. Each visitor asks
for new addresses, so nginx keeps no page that could hide a fault. Each test also checks that the
fault happened. The page is written when all tests pass.
The last run was on {day}: {machine}.

A request ends in one of these ways:

- right: the visitor gets the page;
- wrong: a whole answer that is not the page, such as nginx's error page;
- cut: an answer that ends too early;
- closed: the server closes a connection from an earlier request before it answers; browsers ask
  again;
- without an answer: a new connection is closed, or no answer comes within 30 seconds;
- refused: no connection.

nginx would hide faults of the server alone and of its log, so they are made without it.

| what happens | what visitors must get | what they got |
|---|---|---|
{rows}

## Where visitors notice something

- **A worker is killed while the server reloads.** granian takes this for a worker that cannot
  start, and ends after the reload. systemd starts it again a second later. Until it answers, nginx
  shows the pages that it keeps, and its error page for all others. With a second server, it asks
  that one. With `--respawn-interval 6`, granian would not end, but a server that is stopped during
  a reload would need more than 10 seconds.
- **A reload on a slow or busy machine.** granian stops an old worker 3.5 seconds after it started
  the new one, whether that answers or not. With two workers, visitors get nginx's error page when a
  worker takes more than 7 seconds to start. When it takes more than 3.5 seconds, a stop during the
  reload takes up to 12.5 seconds; systemd allows 15.
- **The server is stopped, without nginx.** A visitor may send a request while the server closes
  the connection. HTTP cannot avoid this, and granian has no option for it. Browsers send such a
  request again, as nginx does.
- **A server freezes.** The visitors whose requests it has wait for 5 seconds, and nginx then asks
  the other server.

## What is not tried

- A full disk of the answers that nginx keeps: nginx cuts each answer that it cannot store. So
  `deploy/site.conf` keeps them in memory
  ([decision 41](decisions/41-a-disk-for-kept-answers.md)).
- The same worker killed twice within 5.5 seconds: granian ends, as in a reload.
- A log that nobody reads, while the application itself fails: its error report may wait for ever.
"""


def page(report: Path) -> str:
    """Return the page about a run, from pytest's report of it."""
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
    return f"{name} {case}".replace("_", " ").strip().capitalize().replace("http2", "HTTP/2")


if __name__ == "__main__":
    sys.stdout.write(page(Path(sys.argv[1])))
