"""What an engine cannot do: such a journey must fail there, and the result table says why."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pytest
from selenium.common.exceptions import TimeoutException

from tests.engines.browsers import ENGINES

T = TypeVar("T", bound=Callable[..., None])

FOCUS_IN_A_FRAME = (
    "WebKit does not scroll the page around a frame of another site to what gets the focus in it. "
    "Only a script in the partner's page could, and partners write none."
)
CANNOT = {
    ("test_the_page_around_it_scrolls_to_the_heading_of_a_new_step", engine): FOCUS_IN_A_FRAME
    for engine in ("WebKitGTK", "WebKitGTK with the Navigation API")
}
"""The reason by journey and engine."""


def in_every_engine(journey: T) -> T:
    """Run a journey in every engine; where one cannot do it, the journey must fail."""
    given = [
        pytest.param(engine, id=engine.name, marks=_marks(journey.__name__, engine.name))
        for engine in ENGINES
    ]
    return pytest.mark.parametrize("engine", given)(journey)


def _marks(journey: str, engine: str) -> list[pytest.MarkDecorator]:
    marks = [pytest.mark.xdist_group(engine)]
    if reason := CANNOT.get((journey, engine)):
        marks.append(pytest.mark.xfail(reason=reason, raises=TimeoutException, strict=True))
    return marks
