"""Writes `docs/engines.md`, the result table, from pytest's report of a run in which all is well.

Usage: python -m tests.engines.table REPORT > docs/engines.md
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

from tests.engines.browsers import ENGINES
from tests.engines.cannot import CANNOT
from tests.engines.schemes import GROUNDS, THEMES

NAMES = [engine.name for engine in ENGINES]


def page(report: Path) -> str:
    """Return the page about a run."""
    cases = [*ElementTree.parse(report).iter("testcase")]
    ran = [f"{name} {_version(cases, name)}" for name in NAMES if " with " not in name]
    return TEXT.format(
        day=datetime.now(UTC).date(),
        ran=", ".join(ran),
        journeys="\n".join(_journeys(cases)),
        cannot="\n".join(_cannot()),
        themes=_row(*(f"theme: {theme}" for theme in THEMES)),
        grounds="\n".join(_row(*where, *grounds) for where, grounds in GROUNDS.items()),
    )


TEXT = """\
# The widget in three engines

`make test-engines` runs these journeys, most of them in a page of another site, and writes this
page when all end as they must. The last run was on {day}, with
{ran}.
Safari has the Navigation API, which htmx uses, since its version 26.2.

{journeys}

## What an engine cannot do

{cannot}

## Dark and light

What Chromium and Firefox show at the corner of a frame: the ground of the light or the dark theme,
or what shines through a transparent one. A frame has the scheme that the partner's page names in
`<meta name="color-scheme">`, or else the system's. A page that names none is light, but on a dark
system its frame is dark. Then the browser paints a dark ground of its own behind a transparent
theme, since a dark scheme's text could not be read on a light page. In WebKit a frame has the
system's scheme, whatever the page names.

| page | system {themes}
|---|---|---|---|---|---|
{grounds}
"""


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _journeys(cases: list[ElementTree.Element]) -> Iterator[str]:
    yield _row("what a visitor sees", *NAMES)
    yield "|---" * (len(NAMES) + 1) + "|"
    for journey in dict.fromkeys(_name(case) for case in cases if _engine(case)):
        ends = ("cannot" if (journey, name) in CANNOT else "passes" for name in NAMES)
        yield _row(_words(journey), *ends)


def _cannot() -> Iterator[str]:
    yield _row("what a visitor does not see", "in", "why")
    yield "|---|---|---|"
    for journey, reason in dict.fromkeys((each[0], why) for each, why in CANNOT.items()):
        engines = (name for name in NAMES if CANNOT.get((journey, name)) == reason)
        yield _row(_words(journey), ", ".join(engines), reason)


def _version(cases: list[ElementTree.Element], name: str) -> str:
    own = (case for case in cases if _engine(case) == name)
    return str(next(own).find("./properties/property[@name='version']").get("value"))


def _name(case: ElementTree.Element) -> str:
    return str(case.get("name")).partition("[")[0]


def _engine(case: ElementTree.Element) -> str | None:
    """Return the engine of a journey; None for another test."""
    given = str(case.get("name"))
    return next((name for name in NAMES if given.endswith((f"[{name}]", f"-{name}]"))), None)


def _words(journey: str) -> str:
    return journey.removeprefix("test_").replace("_", " ").capitalize()


if __name__ == "__main__":
    sys.stdout.write(page(Path(sys.argv[1])))
