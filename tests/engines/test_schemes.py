"""Dark and light: the pixel at the corner of a frame has the expected ground."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.browser.looks import colours
from tests.engines.browsers import ENGINES, Engine, Machine
from tests.engines.line import Line
from tests.engines.schemes import GROUNDS, PAGES, THEMES
from tests.engines.visitor import PLAIN, Visitor
from tests.sites import Foreign
from widget.partners.contrast import MIN_TEXT, contrast

SHINES_THROUGH = "#12b886"


@dataclass(frozen=True)
class Seat:
    """An engine on a system with a scheme."""

    engine: Engine
    system: str

    def __str__(self) -> str:
        return f"{self.engine}, a {self.system} system"


SEATS = [
    pytest.param(seat, id=str(seat), marks=pytest.mark.xdist_group(engine.name))
    for engine in ENGINES[:2]  # WebKit's frames follow the system alone
    for seat in (Seat(engine, "light"), Seat(engine, "dark"))
]


@pytest.fixture(scope="module")
def seat(request: pytest.FixtureRequest) -> Seat:
    asked: Seat = request.param
    return asked


@pytest.fixture(scope="module")
def visitor(
    seat: Seat, line: Line, foreign: Foreign, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Visitor]:
    """One visitor for all pages and themes."""
    machine = Machine(dark=seat.system == "dark")
    with seat.engine.drive(machine, tmp_path_factory.mktemp("prints")) as driver:
        yield Visitor(driver, line, foreign)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"page {page}")
@pytest.mark.parametrize("seat", SEATS, indirect=True)
def test_the_corner_of_the_frame_has_the_expected_ground(
    visitor: Visitor, seat: Seat, page: str, theme: str
) -> None:
    path = f"/{THEMES[theme]}/en/"
    ground = f"<style>html {{ background: {SHINES_THROUGH} }}</style>"
    visitor.open_framed(path, PLAIN, f"{PAGES[page]}{ground}")
    visitor.arrive(path, "location")
    grounds = {
        "light": colours("light")["ground"],
        "dark": colours("dark")["ground"],
        "the page's": SHINES_THROUGH,
        "the browser's dark one": visitor.canvas(),
    }
    expected = dict(zip(THEMES, GROUNDS[page, seat.system], strict=True))[theme]
    assert visitor.corner() == grounds[expected]
    if expected == "the browser's dark one":
        assert contrast(visitor.corner(), colours("dark")["text"]) >= MIN_TEXT
