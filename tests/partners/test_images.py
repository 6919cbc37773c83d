"""Logos and share images: files that are taken, files that are refused, and what is served."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path
from unicodedata import normalize

import pytest

from tests.conftest import Main
from tests.content import HOTEL, serve, write_content
from tests.partners.pictures import SHAPE, drawing, small_png
from widget.partners.images import MAX_BYTES, load_image

PNG = small_png()
JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF\0" + bytes(20) + b"\xff\xd9"
WEBP = b"RIFF\x1a\n\0\0WEBPVP8 " + bytes(20)


def refused(content: bytes, directory: Path, name: str) -> str:
    """Why a file is refused."""
    (directory / name).write_bytes(content)
    with pytest.raises(ValueError, match=re.escape(name)) as caught:
        load_image(directory, name)
    return str(caught.value)


TYPES = {
    "a.svg": (drawing(), "image/svg+xml", ".svg"),
    "a.png": (PNG, "image/png", ".png"),
    "a.jpg": (JPEG, "image/jpeg", ".jpg"),
    "a.jpeg": (JPEG, "image/jpeg", ".jpeg"),
    "a.webp": (WEBP, "image/webp", ".webp"),
    "LOGO.PNG": (PNG, "image/png", ".png"),
    "Logo.Svg": (drawing(), "image/svg+xml", ".svg"),
    "largest.png": (small_png(4096, 4096, bytes(MAX_BYTES - len(PNG))), "image/png", ".png"),
}


@pytest.mark.parametrize("name", TYPES)
def test_an_image_is_named_after_what_is_served(name: str, tmp_path: Path) -> None:
    content, kind, ending = TYPES[name]
    (tmp_path / name).write_bytes(content)
    image = load_image(tmp_path, name)
    assert image.type == kind
    assert image.name == f"{sha256(image.read()).hexdigest()[:12]}{ending}"
    assert image.read() == content or kind == "image/svg+xml"


CUT = "is not a whole PNG image: its beginning or its end is missing"
OTHERS = {
    "a drawing as a PNG": ("a.png", drawing(), "is not a PNG image"),
    "a JPEG as a PNG in capitals": ("A.PNG", JPEG, "is not a PNG image"),
    "a PNG as a JPEG": ("a.jpg", PNG, "is not a JPEG image"),
    "a sound as a WebP": ("a.webp", b"RIFF\0\0\0\0WAVE", "is not a WebP image"),
    "a PNG without its end": ("a.png", PNG[:-1], CUT),
    "a PNG without its beginning": ("a.png", PNG.replace(b"IHDR", b"IDAT", 1), CUT),
    "a PNG and more": ("a.png", PNG + b"<script>", CUT),
    "too wide": ("a.png", small_png(4097), "has 4097 × 1 pixels. Allowed: 1 to 4096 each way"),
    "too high": ("a.png", small_png(1, 4097), "has 1 × 4097 pixels. Allowed: 1 to 4096 each way"),
    "no width": ("a.png", small_png(0, 9), "has 0 × 9 pixels. Allowed: 1 to 4096 each way"),
    "a JPEG as a drawing": (
        "a.svg",
        JPEG,
        "is not an SVG: not well-formed (invalid token): line 1, column 0",
    ),
    "too many bytes": (
        "a.webp",
        WEBP.ljust(MAX_BYTES + 1),
        "has 100001 bytes. Allowed: at most 100000",
    ),
}


@pytest.mark.parametrize(("name", "content", "words"), OTHERS.values(), ids=OTHERS)
def test_a_file_that_is_not_what_its_ending_says_is_refused(
    name: str, content: bytes, words: str, tmp_path: Path
) -> None:
    assert refused(content, tmp_path, name) == f"{name!r} {words}"


def test_a_drawing_that_is_too_large_once_it_is_indented_is_refused(tmp_path: Path) -> None:
    grown = drawing("<g>" * 90 + "<g/>" * 600 + "</g>" * 90)
    assert refused(grown, tmp_path, "a.svg") == (
        "'a.svg', once cleaned, has 129494 bytes. Allowed: at most 100000"
    )


TYPE = "is not an image of an allowed type. Allowed: .svg, .png, .jpg, .jpeg, .webp"
ELSEWHERE = "is not in the directory of the partner's file"


def missing(name: str, meant: str = "") -> str:
    """The message about a file that is not there, and the one that is meant."""
    hint = f" Did you mean {meant}?" if meant else ""
    where = f"There is no file {name!r} beside the partner's file."
    return f"{where}{hint} Allowed: the name of an image there"


NAMES = {
    "another type": ("a.gif", f"'a.gif' {TYPE}"),
    "no type": ("a", f"'a' {TYPE}"),
    "a file above": ("../a.svg", f"'../a.svg' {ELSEWHERE}"),
    "a file below": ("drawings.svg/a.svg", f"'drawings.svg/a.svg' {ELSEWHERE}"),
    "a link out of the content directory": (
        "out.svg",
        "'out.svg' is a link that leads out of the content directory",
    ),
    "a link to itself": ("circle.svg", missing("circle.svg")),
    "a missing file": ("missing.svg", missing("missing.svg")),
    "a missing file with a similar one": ("logos.svg", missing("logos.svg", "LOGO.SVG")),
    "a name in small letters": ("logo.svg", missing("logo.svg", "LOGO.SVG")),
    "another image": ("logo.png", missing("logo.png", "LOGO.SVG")),
    "a directory": ("drawings.svg", missing("drawings.svg")),
    "too long a name": (f"{'a' * 300}.svg", missing(f"{'a' * 300}.svg")),
}


@pytest.mark.parametrize(("name", "words"), NAMES.values(), ids=NAMES)
def test_a_name_of_no_image_beside_the_partners_file_is_refused(
    name: str, words: str, tmp_path: Path
) -> None:
    directory = tmp_path / "content" / "partners"
    (directory / "drawings.svg").mkdir(parents=True)
    for file in ("a.svg", "content/a.svg", "content/partners/drawings.svg/a.svg"):
        (tmp_path / file).write_bytes(drawing())
    for file in ("LOGO.SVG", "._logo.svg"):
        (directory / file).write_bytes(drawing())
    (directory / "out.svg").symlink_to("../../a.svg")
    (directory / "circle.svg").symlink_to("circle.svg")
    with pytest.raises(ValueError, match=f"^{re.escape(words)}$"):
        load_image(directory, name)


def test_an_image_whose_name_macos_wrote_is_found(tmp_path: Path) -> None:
    """It writes й and ё as two characters each; an editor writes them as one."""
    (tmp_path / normalize("NFD", "Музей.svg")).write_bytes(drawing())
    assert load_image(tmp_path, normalize("NFC", "Музей.svg"))


# Kubernetes links the files of a ConfigMap to a directory that it can replace at once.

MOUNTED = {
    "each file of the partners": ("partners", "logo.svg"),
    "the partners' directory": ("", "partners"),
}


@pytest.mark.parametrize(("mount", "linked"), MOUNTED.values(), ids=MOUNTED)
def test_a_link_within_the_content_directory_is_followed(
    mount: str, linked: str, tmp_path: Path
) -> None:
    content = tmp_path / "content"
    data = content / mount / "..2026_11_27"
    (data / linked).parent.mkdir(parents=True)
    (data.parent / "..data").symlink_to(data.name)
    (data.parent / linked).symlink_to(f"..data/{linked}")
    logo = data / linked if linked == "logo.svg" else data / linked / "logo.svg"
    logo.parent.mkdir(exist_ok=True)
    logo.write_bytes(drawing())
    assert load_image(content / "partners", "logo.svg")


def test_a_partners_directory_may_be_elsewhere(tmp_path: Path) -> None:
    for directory in ("content", "elsewhere"):
        (tmp_path / directory).mkdir()
    (tmp_path / "content" / "partners").symlink_to("../elsewhere")
    (tmp_path / "elsewhere" / "logo.svg").write_bytes(drawing())
    assert load_image(tmp_path / "content" / "partners", "logo.svg")


# As it is served.


def test_a_logo_is_served_cleaned_and_can_do_nothing(tmp_path: Path) -> None:
    content = write_content(tmp_path, {"hotel": f'logo = "logo.svg"\n{HOTEL}'})
    logo = content / "partners" / "logo.svg"
    logo.write_bytes(drawing(f"<script>alert(1)</script>{SHAPE}"))
    client = serve(content).test_client()
    page = Main(client.get("/hotel/en/").text)
    (address,) = [given["src"] for tag, given in page.tags if tag == "img"]
    response = client.get(address)
    image = load_image(content / "partners", "logo.svg")
    assert address == f"/hotel/logo/{image.name}"
    assert (response.data, response.mimetype) == (image.read(), "image/svg+xml")
    assert b"alert" not in response.data
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable, no-transform"
    assert response.headers["Content-Security-Policy"] == (
        "default-src 'none'; img-src data:; style-src 'unsafe-inline'; "
        "base-uri 'none'; frame-ancestors 'none'; sandbox"
    )


def test_a_logo_that_changes_on_disk_is_not_served_under_its_old_name(tmp_path: Path) -> None:
    """Its address says that it never changes, so a cache would keep the other one for a year."""
    content = write_content(tmp_path, {"hotel": f'logo = "logo.svg"\n{HOTEL}'})
    logo = content / "partners" / "logo.svg"
    logo.write_bytes(drawing(SHAPE))
    client = serve(content).test_client()
    address = f"/hotel/logo/{load_image(content / 'partners', 'logo.svg').name}"
    assert client.get(address).status_code == 200
    logo.write_bytes(drawing(f"{SHAPE}{SHAPE}"))
    assert client.get(address).status_code == 404
    logo.unlink()
    assert client.get(address).status_code == 404
