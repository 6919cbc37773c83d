"""Measure the bytes that a visitor loads, compressed by gzip -9: the first view, and fragments.

It measures the fragments of all steps, of what would change a result, and of the choice of a
country, in each language and for each partner, including the examples. Run it with
`make bench-weights`.
"""

from __future__ import annotations

import gzip
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import median_low
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

from flask.testing import FlaskClient

from tests.conftest import LANGUAGES, answers_of, read_cases
from tests.content import EXAMPLES, serve, write_content

PARTNERS = ("visakaz", *sorted(path.stem for path in EXAMPLES.glob("*.toml")))


def main() -> None:
    """Print the bytes of the first view, then the worst and the median of each kind of fragment."""
    with TemporaryDirectory() as directory:
        client = serve(write_content(Path(directory))).test_client()
        print(f"{first_view(client):>6} B  first view without a logo: page, htmx, icon")
        for kind, found in sorted(fragments(client).items()):
            worst, address = max(found)
            print(f"{worst:>6} B  worst {kind}, {median_low(found)[0]} B the median: {address}")


def weight(client: FlaskClient, address: str, **headers: str) -> int:
    """Return the bytes of a response, compressed by gzip -9."""
    return compressed(client.get(address, headers=headers).data)


def compressed(content: bytes) -> int:
    """Return the bytes of some content, compressed by gzip -9."""
    return len(gzip.compress(content, 9))


def first_view(client: FlaskClient) -> int:
    """Return the bytes that the agency's first page loads, in the language with the most."""
    return max(page_and_files(client, f"/visakaz/{language}/") for language in LANGUAGES)


def page_and_files(client: FlaskClient, address: str) -> int:
    """Return the bytes of a page and of the files that its head links to."""
    head = client.get(address).text.partition("</head>")[0]
    files = re.findall(r'<(?:script src|link rel="icon" href)="([^"]+)"', head)
    return sum(weight(client, each) for each in (address, *files))


def fragments(client: FlaskClient) -> dict[str, list[tuple[int, str]]]:
    """Return kind of fragment → the bytes and the address of each."""
    found = defaultdict(list)
    for start in (f"/{key}/{language}/" for key in PARTNERS for language in LANGUAGES):
        path = re.findall(r'data-hx-get="([^?"]+)', client.get(start).text)[0]
        for address in (path + each for each in (*sorted(queries()), *screens())):
            fragment = client.get(address, headers={"HX-Request": "true"})
            main = r"<main [^>]*data-(question|outcome|changes|citizenship)="
            kind = re.findall(main, fragment.text)[0]
            found[kind].append((compressed(fragment.data), address))
    return found


def queries() -> Iterator[str]:
    """Yield the query of the answers to each step, each query once."""
    paths = [answers_of(row) for row in read_cases("paths.csv")]
    yield from {f"?{urlencode(path[:taken])}" for path in paths for taken in range(len(path) + 1)}


def screens() -> Iterator[str]:
    """Yield the path and query of the screens beside each result."""
    for row in read_cases("paths.csv"):
        yield f"/changes?{row['answers']}"
        ordinary = row["answers"].startswith("location=abroad&passport=national")
        if ordinary and row["outcome"] in ("tourist", "private", "business"):
            yield f"/citizenship?{row['answers']}&citizenship=AG"


if __name__ == "__main__":
    main()
