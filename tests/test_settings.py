"""Settings: what each environment variable sets, and which values are refused."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from widget.content import load, load_published
from widget.problems import Problems
from widget.settings import CONTENT, TRANSLATIONS, Settings

SET = {
    "nothing": ({}, Settings(CONTENT, None, TRANSLATIONS)),
    "empty values": ({"WIDGET_CONTENT": "", "WIDGET_ORIGIN": ""}, Settings()),
    "a content directory": ({"WIDGET_CONTENT": "/srv/visa"}, Settings(content=Path("/srv/visa"))),
    "an origin": (
        {"WIDGET_ORIGIN": "https://visa.example:8443"},
        Settings(origin="https://visa.example:8443"),
    ),
    "an origin with a trailing slash": (
        {"WIDGET_ORIGIN": "https://visa.example/"},
        Settings(origin="https://visa.example"),
    ),
    "an origin on the loopback address of IPv6": (
        {"WIDGET_ORIGIN": "http://[::1]:8000"},
        Settings(origin="http://[::1]:8000"),
    ),
    "no log of requests": ({"WIDGET_LOG": "off"}, Settings(log=False)),
    "an origin on localhost": (
        {"WIDGET_ORIGIN": "http://localhost:8000"},
        Settings(origin="http://localhost:8000"),
    ),
    "both": (
        {"WIDGET_CONTENT": "/srv/visa", "WIDGET_ORIGIN": "https://visa.example"},
        Settings(Path("/srv/visa"), "https://visa.example"),
    ),
    "other variables": ({"WIDGET_OTHER": "/srv", "HOME": "/root"}, Settings()),
}


@pytest.mark.parametrize(("environment", "settings"), SET.values(), ids=SET)
def test_settings_are_read_from_the_environment(
    environment: dict[str, str], settings: Settings
) -> None:
    assert Settings.from_environment(environment) == settings


def test_by_default_the_environment_of_the_process_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIDGET_ORIGIN", "https://visa.example")
    assert Settings.from_environment() == Settings(origin="https://visa.example")


MEANT = "Did you mean https://visa.example? "
NO_ORIGINS = {
    "no scheme": ("visa.example", MEANT),
    "plain http": ("http://visa.example", MEANT),
    "another scheme": ("ftp://visa.example", ""),
    "any subdomain": ("https://*.visa.example", ""),
    "two origins": ("https://visa.example https://other.example", ""),
    "a query": ("https://visa.example/?lang=ru", "Did you mean https://visa.example? "),
}


@pytest.mark.parametrize(("value", "meant"), NO_ORIGINS.values(), ids=NO_ORIGINS)
def test_a_wrong_origin_is_refused(value: str, meant: str) -> None:
    with pytest.raises(Problems) as refused:
        Settings.from_environment({"WIDGET_ORIGIN": value})
    assert str(refused.value) == (
        f"the environment: WIDGET_ORIGIN: {value!r} is not an origin. {meant}"
        "Allowed: https://host or https://host:port, without a path; "
        "for trying out also http://localhost:port and http://127.0.0.1:port."
    )


@pytest.mark.parametrize("path", ["/visa", "/visa/", "/a/b"])
def test_an_origin_with_a_path_is_refused_since_the_widget_needs_its_own_host(path: str) -> None:
    with pytest.raises(Problems) as refused:
        Settings.from_environment({"WIDGET_ORIGIN": f"https://visa.example{path}"})
    assert str(refused.value) == (
        "the environment: WIDGET_ORIGIN: The widget needs a host of its own, so "
        f"'https://visa.example{path}' may not have a path."
    )


def test_each_wrong_setting_has_a_line() -> None:
    with pytest.raises(Problems) as refused:
        Settings.from_environment({"WIDGET_ORIGIN": "https://visa.example/a", "WIDGET_LOG": "no"})
    assert str(refused.value).splitlines() == [
        "the environment: WIDGET_ORIGIN: The widget needs a host of its own, so "
        "'https://visa.example/a' may not have a path.",
        "the environment: WIDGET_LOG: 'no' is not allowed here. Allowed: off, or nothing.",
    ]


NO_DIRECTORIES: dict[str, tuple[Callable[[Path], object], str]] = {
    "nothing": (str, "No such file or directory"),
    "a file": (Path.touch, "Not a directory"),
    "a link to itself": (lambda path: path.symlink_to(path), "Too many levels of symbolic links"),
    "closed to this user": (lambda path: path.mkdir(0), "Permission denied"),
    "listed, but closed": (lambda path: path.mkdir(0o400), "Permission denied"),
}


@pytest.mark.parametrize("read", [load, load_published])
@pytest.mark.parametrize("kind", NO_DIRECTORIES)
def test_a_content_directory_must_be_a_directory_that_can_be_read(
    kind: str, read: Callable[[Settings], object], tmp_path: Path
) -> None:
    if os.geteuid() == 0 and "closed" in kind:
        pytest.skip("root may read every directory")
    path = tmp_path / "content"
    make, why = NO_DIRECTORIES[kind]
    make(path)
    with pytest.raises(Problems) as refused:
        read(Settings(content=path))
    assert str(refused.value) == (
        f"the environment: WIDGET_CONTENT: {path} cannot be read: {why}. "
        "Allowed: a directory with rules.toml, partners/ and words/."
    )


def test_words_that_cannot_be_read_are_not_left_out(tmp_path: Path) -> None:
    (tmp_path / "words").touch()
    with pytest.raises(Problems) as refused:
        load(Settings(content=tmp_path))
    assert str(refused.value).startswith("words: It cannot be read: Not a directory.")
