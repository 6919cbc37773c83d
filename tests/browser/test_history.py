"""The browser's Back, Forward and Reload show the step that the visitor expects."""

from __future__ import annotations

from tests.browser.visitor import (
    FRAME,
    PAGE,
    TO_CHANGES,
    Visitor,
    change,
    in_ways,
    link,
    option,
    other,
)

START = "/demo/en/"
WALK = [
    (option("abroad"), "/demo/en/?location=abroad", "passport"),
    (option("national"), "/demo/en/?location=abroad&passport=national", "capacity"),
    (link("Back"), "/demo/en/?location=abroad", "passport"),
    (link("RU Русский"), "/demo/ru/?location=abroad", "passport"),
    (option("stateless"), "/demo/ru/?location=abroad&passport=stateless", "capacity"),
    (option("invited"), "/demo/ru/?location=abroad&passport=stateless&capacity=invited", "service"),
    (
        link("EN English"),
        "/demo/en/?location=abroad&passport=stateless&capacity=invited",
        "service",
    ),
    (
        TO_CHANGES,
        "/demo/en/changes?location=abroad&passport=stateless&capacity=invited",
        "service",
    ),
    (
        other("passport", "national"),
        "/demo/en/?location=abroad&passport=national&capacity=invited",
        "service",
    ),
    (change("location"), "/demo/en/?passport=national&capacity=invited", "location"),
    (
        option("kazakhstan"),
        "/demo/en/?location=kazakhstan&passport=national&capacity=invited",
        "need",
    ),
    (link("Start again"), "/demo/en/", "location"),
]


@in_ways(FRAME, PAGE)  # without htmx, the browser alone handles its history
def test_back_and_forward_show_every_step_again(visitor: Visitor) -> None:
    visitor.open(START)
    sights = [visitor.sight()]
    for tapped, address, step in WALK:
        visitor.tap(tapped)
        visitor.arrive(address, step)
        sights.append(visitor.sight())
    for sight in reversed(sights[:-1]):
        visitor.travel(-1)
        visitor.sees(sight)
    for sight in sights[1:]:
        visitor.travel(1)
        visitor.sees(sight)


@in_ways(FRAME, PAGE)
def test_a_step_that_came_back_takes_another_answer(visitor: Visitor) -> None:
    visitor.open(START)
    for tapped, address, step in WALK[:2]:
        visitor.tap(tapped)
        visitor.arrive(address, step)
    visitor.travel(-1)
    visitor.arrive("/demo/en/?location=abroad", "passport")
    visitor.tap(option("stateless"))
    visitor.arrive("/demo/en/?location=abroad&passport=stateless", "capacity")
    visitor.travel(-2)
    visitor.arrive(START, "location")


@in_ways(FRAME, PAGE)
def test_a_swapped_step_has_the_title_and_the_words_of_its_page(visitor: Visitor) -> None:
    visitor.open("/demo/en/?location=abroad")
    sight = visitor.sight()
    visitor.open(START)
    visitor.tap(option("abroad"))
    visitor.sees(sight)


@in_ways(PAGE)
def test_reloading_a_swapped_step_shows_it_again(visitor: Visitor) -> None:
    visitor.open(START)
    visitor.tap(option("abroad"))
    visitor.arrive("/demo/en/?location=abroad", "passport")
    visitor.page.reload()
    visitor.arrive("/demo/en/?location=abroad", "passport")
