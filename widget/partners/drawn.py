"""How many elements a browser draws for an SVG, each counted as often as it is drawn.

`<use>`, patterns, masks and markers draw other parts, which can draw others again. So an SVG of a
few lines can draw a million elements, and hang a browser.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from urllib.parse import unquote
from xml.etree.ElementTree import Element

MAX_DRAWN = 10_000
"""The most elements that a logo may draw. Among 12,370 real logos, the largest draws 1,387."""

_DRAWN_ONCE = {"href", "clip-path", "mask", "filter"}
"""Properties that apply to the element once. Others, such as `fill`, are inherited."""

Reference = tuple[str, str]
"""A property, and the id that it refers to."""

Shown = list[tuple[str, Element]]
"""(property, part): the parts that an element shows, and by which property."""

_REFERENCE = re.compile(r"url\(#([^)]+)\)", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_PLAIN_SELECTOR = re.compile(r"[\w\s.#*>,-]+")
_WORD = re.compile(r"[.#]?[\w-]+|\*")


def count_drawn(root: Element) -> int:
    """Return how many elements are drawn, at most MAX_DRAWN + 1.

    A part that refers to itself counts as MAX_DRAWN + 1.
    """
    shown = _parts_shown(root)
    longest = max(len(each.get("d", each.get("points", ""))) for each in shown)
    inside = {each: [*each, *(part for _, part in shown[each])] for each in shown}
    counts: dict[Element, int] = {}
    try:
        for element in TopologicalSorter(inside).static_order():
            count = _count(element, shown[element], counts, longest)
            counts[element] = min(count, MAX_DRAWN + 1)
    except CycleError:
        return MAX_DRAWN + 1
    return counts[root]


def _count(element: Element, shown: Shown, counts: Mapping[Element, int], longest: int) -> int:
    """Return how many elements an element draws; `longest` is the length of the longest line."""
    drawn, times = _weight(element), 1
    for key, part in shown:
        if key in _DRAWN_ONCE:
            drawn += counts[part]
        else:  # a marker is drawn at every point of a line
            times += counts[part] * (longest if key.startswith("marker") else 1)
    return drawn * times + sum(counts[child] for child in element)


def _weight(element: Element) -> int:
    """Return 1 for an element, and 1 more for every 100 characters of its attributes or text."""
    values = [value for key, value in element.items() if key != "href"]
    return 1 + sum(map(len, (*values, element.text or "", element.tail or ""))) // 100


def _parts_shown(root: Element) -> dict[Element, Shown]:
    elements = list(root.iter())
    shapes = [each for each in elements if not each.tag.endswith("Gradient")]  # a colour
    parts = {each.get("id"): each for each in reversed(shapes)}  # the first one by an id counts
    rules = _rules(root)
    shown: dict[Element, Shown] = {
        each: [(key, parts[name]) for key, name in _references(each, rules) if name in parts]
        for each in elements
    }
    for parent in elements:
        inherited = {each for each in shown[parent] if each[0] not in _DRAWN_ONCE}
        for child in parent:
            shown[child] += inherited.difference(shown[child])
    return shown


def _references(element: Element, rules: Mapping[str, list[Reference]]) -> Iterator[Reference]:
    for key, value in element.items():
        target = f"url({value})" if key == "href" else value
        yield from _find_references(value if key == "style" else f"{key}:{target}")
    tag, classes = element.tag.rpartition("}")[2], element.get("class", "").split()
    for word in {"*", tag, f"#{element.get('id')}", *(f".{each}" for each in classes)}:
        yield from rules.get(word, [])


def _rules(root: Element) -> Mapping[str, list[Reference]]:
    """Return the references in all style sheets by the words in their rules' selectors.

    A rule with a complex selector, such as `:not(.a)`, is under `*`, as if it matched everything.
    """
    rules: dict[str, list[Reference]] = defaultdict(list)
    for sheet in root.iter("{http://www.w3.org/2000/svg}style"):
        for rule in set(_COMMENT.sub("", "".join(sheet.itertext())).split("}")):
            selector = rule.rpartition("{")[0]
            plain = _PLAIN_SELECTOR.fullmatch(selector)
            for word in _WORD.findall(selector) if plain else ["*"]:
                rules[word] += _find_references(rule)
    return rules


def _find_references(declarations: str) -> Iterator[Reference]:
    for declaration in re.split("[;{]", declarations):
        key, _, value = declaration.partition(":")
        for name in _REFERENCE.findall(value):
            yield key.strip().lower(), unquote(name)
