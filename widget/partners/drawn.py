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

Shown = list[tuple[str, Element]]
"""(property, part): the parts that an element refers to, and by which property."""

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
    drawn, times = _weight(element) + sum(counts[child] for child in element), 1
    for key, part in shown:
        if key in _DRAWN_ONCE:
            drawn += counts[part]
        else:  # a marker is drawn at every point of a line
            times += counts[part] * (longest if key.startswith("marker") else 1)
    return drawn * times


def _weight(element: Element) -> int:
    """Return 1 for an element, and 1 more for every 100 characters of its attributes or text."""
    values = [value for key, value in element.items() if key != "href"]
    return 1 + sum(map(len, (*values, element.text or "", element.tail or ""))) // 100


def _parts_shown(root: Element) -> dict[Element, Shown]:
    elements = list(root.iter())
    shapes = [each for each in elements if not each.tag.endswith("Gradient")]  # a colour
    parts = {each.get("id"): each for each in reversed(shapes)}  # the first one by an id counts
    rules = _rules(root)
    return {
        element: [
            (key, parts[name])
            for key, value in _properties(element, rules)
            for name in map(unquote, _REFERENCE.findall(value))
            if name in parts
        ]
        for element in elements
    }


def _properties(element: Element, rules: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    for key, value in element.items():
        if key != "style":
            yield key, f"url({value})" if key == "href" else value
    tag, classes = element.tag.rpartition("}")[2], element.get("class", "").split()
    words = {"*", tag, f"#{element.get('id')}", *(f".{each}" for each in classes)}
    styles = [element.get("style", ""), *(rule for word in words for rule in rules.get(word, []))]
    for declaration in re.split("[;{]", ";".join(styles)):
        key, _, value = declaration.partition(":")
        yield key.strip().lower(), value


def _rules(root: Element) -> Mapping[str, list[str]]:
    """Return the rules of all style sheets by the words in their selectors.

    A rule with a complex selector, such as `:not(.a)`, is under `*`, as if it matched everything.
    """
    rules = defaultdict(list)
    for sheet in root.iter("{http://www.w3.org/2000/svg}style"):
        for rule in _COMMENT.sub("", "".join(sheet.itertext())).split("}"):
            selector = rule.rpartition("{")[0]
            plain = _PLAIN_SELECTOR.fullmatch(selector)
            for word in _WORD.findall(selector) if plain else ["*"]:
                rules[word].append(rule)
    return rules
