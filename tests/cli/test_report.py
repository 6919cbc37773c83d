"""`widget report`: counts of a month, the files that it writes, and the mistakes it reports."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import tracemalloc
from pathlib import Path

import pytest

from tests.cli.command import refused, widget
from tests.content import RURITANIA
from widget.cli.report.lines import read_lines

NOVEMBER = ("--month", "2026-11")

SEEN = {
    "time": "2026-11-02T10:00:00+00:00",
    "id": "0123abcd",
    "network": "192.0.2.0/24",
    "partner": "office",
    "language": "en",
    "kind": "pages.page",
    "step": "purpose",
    "status": 200,
    "ms": 12,
    "bytes": 5123,
    "cache": "miss",
}
"""The fields of a line of nginx's log about a page that was shown."""


def line(**other: object) -> str:
    """A line of nginx's log that differs from SEEN in some fields."""
    return json.dumps(SEEN | other) + "\n"


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """The log that a test writes its lines to."""
    return tmp_path / "visa.log"


def printed(log: Path, *arguments: str | Path) -> str:
    """What the command prints about November."""
    done = widget("report", *NOVEMBER, *arguments, log, WIDGET_CONTENT=RURITANIA)
    assert done.exit_code == 0, done.stderr
    return done.stdout


def messages(log: Path, *arguments: str | Path) -> list[str]:
    """The messages of the command, which must fail."""
    return refused("report", *arguments, log, WIDGET_CONTENT=RURITANIA)


def rows(text: str) -> dict[str, list[str]]:
    """The rows of the printed tables: name → the sum of all languages, then each language."""
    cells = (each.rsplit("  ", each.count("  ")) for each in text.splitlines())
    found = ([part.strip() for part in row if part.strip()] for row in cells)
    return {row[0]: row[1:] for row in found if len(row) > 1}


# The counts.

MONTH = """\
Visa Office Strelsau, November 2026: 4 views

Each time the questionnaire shows a question or a result, that is one view. One visitor makes \
several views, so these numbers do not say how many people there were.
The logs have no line from these days: 1, 4–29.
The logs begin on 2 November. That day may be incomplete.
The logs end on 30 November. That day may be incomplete.

Results                                    All  English  Russian
Visitor visa (visitor)                       1        1        0
Work visa (work)                             0        0        0
You need no visa (no_visa)                   0        0        0
The act names no such stay (ask_longer)      0        0        0
Ask before you pass through (ask_transit)    0        0        0
All                                          1        1        0

Questions               All  English  Russian
Passport (nationality)    0        0        0
Purpose (purpose)         3        1        2
Stay (stay)               0        0        0
All                       3        1        2

Days  All  English  Russian
2       2        1        1
3       0        0        0
30      2        1        1
All     4        2        2

- A page that"""


def test_a_partners_month_is_counted_by_step_language_and_day(log: Path) -> None:
    log.write_text(
        line()
        + line(language="ru", time="2026-11-02T23:59:59+00:00")
        + line(language="ru", time="2026-11-30T00:00:00+00:00")
        + line(step="visitor", time="2026-11-30T00:00:00+00:00")
        + line(partner="inn", time="2026-11-03T00:00:00+00:00")
    )
    text = printed(log, "--partner", "office")
    assert text[: len(MONTH)] == MONTH


def test_all_partners_are_listed_by_name_the_most_seen_first(log: Path) -> None:
    log.write_text(line(partner="inn") + line() * 2 + line(partner="closed-long-ago"))
    text = printed(log)
    assert text.startswith("All partners, November 2026: 4 views\n")
    assert text[text.index("Partners") :].splitlines()[1:5] == [
        "Visa Office Strelsau (office)    2        2",
        "closed-long-ago                  1        1",
        "Inn at Zenda (inn)               1        1",
        "All                              4        4",
    ]


UNSEEN = {
    "a partner whom nobody opened": ("office", "Visa Office Strelsau"),
    "a partner whom only the logs know": ("closed-long-ago", "closed-long-ago"),
}


@pytest.mark.parametrize(("partner", "name"), UNSEEN.values(), ids=UNSEEN)
def test_a_partner_may_have_no_views(partner: str, name: str, log: Path) -> None:
    log.write_text(line(partner="inn") + line(partner="closed-long-ago", step=None))
    assert printed(log, "--partner", partner).startswith(f"{name}, November 2026: 0 views\n")


NOT_SERVED = {
    "a closed partner": ("closed = true\n{file}", "Inn at Zenda"),
    "a partner whose file is wrong": ("name = 5", "inn"),
}


@pytest.mark.parametrize(("changed", "name"), NOT_SERVED.values(), ids=NOT_SERVED)
def test_a_partner_who_is_no_longer_served_can_be_counted(
    changed: str, name: str, log: Path, tmp_path: Path
) -> None:
    content = Path(shutil.copytree(RURITANIA, tmp_path / "content"))
    file = content / "partners" / "inn.toml"
    file.write_text(changed.format(file=file.read_text()))
    log.write_text(line())
    done = widget("report", *NOVEMBER, "--partner", "inn", log, WIDGET_CONTENT=content)
    assert done.stdout.startswith(f"{name}, November 2026: 0 views\n")


def test_results_are_sorted_by_views_and_questions_are_in_the_rules_order(log: Path) -> None:
    log.write_text(line(step="no_visa") + line(step="work") * 2 + line(step="stay") * 3)
    ids = [each.rpartition("(")[2][:-1] for each in rows(printed(log)) if each.endswith(")")]
    assert ids[:5] == ["work", "no_visa", "visitor", "ask_longer", "ask_transit"]
    assert ids[5:8] == ["nationality", "purpose", "stay"]


def test_a_step_of_an_earlier_edition_is_shown_by_its_id(log: Path) -> None:
    log.write_text(line(step="rank") + line(step="duty") * 2)
    text = printed(log)
    assert text[text.index("Not in the current rules") :].splitlines()[1:4] == [
        "duty                        2        2",
        "rank                        1        1",
        "All                         3        3",
    ]


def test_a_language_without_a_name_is_shown_by_its_tag(log: Path) -> None:
    log.write_text(line(language="kk") + line(language="x-old"))
    assert rows(printed(log))["Results"] == ["All", "Kazakh", "x-old"]


def test_the_name_of_a_result_can_contain_the_agencys_name(log: Path, tmp_path: Path) -> None:
    content = Path(shutil.copytree(RURITANIA, tmp_path / "content"))
    rules = content / "rules.toml"
    rules.write_text(rules.read_text().replace("Ask before", "Ask {agency} before"))
    log.write_text(line())
    done = widget("report", *NOVEMBER, log, WIDGET_CONTENT=content)
    assert "Ask Visa Office Strelsau before you pass through (ask_transit)" in rows(done.stdout)


def test_a_month_can_have_no_views(log: Path, tmp_path: Path) -> None:
    log.write_text(line(step=None))
    text = printed(log, "--html", tmp_path / "november.html", "--csv", tmp_path / "november.csv")
    assert text.startswith("All partners, November 2026: 0 views\n")
    assert (rows(text)["All"], "Partners  " in text) == (["0"], False)
    assert "There are no views in November 2026." in (tmp_path / "november.html").read_text()
    assert (tmp_path / "november.csv").read_text().count("\n") == 1


GAPS = {
    "a whole month": (
        ["2026-01-31", *(f"2026-02-{day:02}" for day in range(1, 29)), "2026-03-01"],
        [],
    ),
    "a leap year": (
        ["2028-01-31", *(f"2028-02-{day:02}" for day in range(1, 29)), "2028-03-01"],
        ["The logs have no line from these days: 29."],
    ),
    "a month that is not over": (
        ["2026-01-31", "2026-02-01", "2026-02-02"],
        [
            "The logs have no line from these days: 3–28.",
            "The logs end on 2 February. That day may be incomplete.",
        ],
    ),
    "logs that begin within the month": (
        ["2026-02-26", "2026-02-28", "2026-03-01"],
        [
            "The logs have no line from these days: 1–25, 27.",
            "The logs begin on 26 February. That day may be incomplete.",
        ],
    ),
}


@pytest.mark.parametrize(("days", "sentences"), GAPS.values(), ids=GAPS)
def test_missing_and_incomplete_days_are_named(
    days: list[str], sentences: list[str], log: Path
) -> None:
    log.write_text("".join(line(time=f"{day}T12:00:00+00:00") for day in days))
    done = widget("report", "--month", days[1][:7], log, WIDGET_CONTENT=RURITANIA)
    shown = [each for each in done.stdout.splitlines() if each.startswith("The logs")]
    assert shown == sentences


def test_the_offsets_of_the_clocks_are_named(log: Path) -> None:
    other = line(time="2026-11-02T10:00:00+05:00")
    log.write_text(line() + other + line(time="2026-12-02T10:00:00-03:00"))
    clocks = "UTC+00:00, UTC+05:00"
    assert f"- A day begins at midnight by the clock of the log ({clocks}).\n" in printed(log)


def test_names_are_those_of_the_published_edition(log: Path, tmp_path: Path) -> None:
    content = Path(shutil.copytree(RURITANIA, tmp_path / "content"))
    published = widget("publish", "--note", "New", "--accept-outdated", WIDGET_CONTENT=content)
    assert published.exit_code == 0, published.stderr
    (content / "rules.toml").write_text("A draft that is not whole")
    log.write_text(line())
    done = widget("report", *NOVEMBER, log, WIDGET_CONTENT=content)
    assert rows(done.stdout)["Purpose (purpose)"] == ["1", "1"]


COUNTED = {
    "a page": ({}, 1),
    "a step that htmx swaps in": ({"kind": "pages.fragment"}, 1),
    "an answer from nginx's cache": ({"cache": "hit"}, 1),
    "an old answer from nginx's cache while the widget fails": ({"cache": "stale"}, 1),
    "a page that the browser already had": ({"status": 304, "bytes": 0}, 1),
    "an error": ({"status": 404}, 0),
    "an error that shows a question": ({"status": 400}, 0),
    "an internal error": ({"status": 500}, 0),
    "a HEAD request": ({"bytes": 0}, 0),
    "the kit": ({"kind": "kit.page", "step": None}, 0),
    "a step of no partner": ({"partner": None}, 0),
    "a step in no language": ({"language": None}, 0),
    "the entry, which redirects": ({"language": None, "step": None, "status": 302}, 0),
    "another month": ({"time": "2026-12-01T00:00:00+00:00"}, 0),
    "the same month of another year": ({"time": "2025-11-02T00:00:00+00:00"}, 0),
    "the month's first second": ({"time": "2026-11-01T00:00:00+00:00"}, 1),
    "the second before": ({"time": "2026-10-31T23:59:59+00:00"}, 0),
    "the month's last second by a clock with an offset": ({"time": "2026-11-30T23:59:59+05:00"}, 1),
    "a line with a field of a later release": ({"protocol": "HTTP/2.0"}, 1),
}


@pytest.mark.parametrize(("other", "views"), COUNTED.values(), ids=COUNTED)
def test_what_is_a_view(other: dict[str, object], views: int, log: Path) -> None:
    log.write_text(line() + line(**other))
    assert rows(printed(log))["Purpose (purpose)"][0] == str(1 + views)


def test_the_widgets_own_log_is_counted_without_nginx(log: Path) -> None:
    own = line(time="2026-11-02T10:00:00.123+00:00", ms=0.42)
    log.write_text(f"[INFO] Starting granian (main PID: 12)\n{own}")
    text = printed(log)
    assert rows(text)["Purpose (purpose)"] == ["1", "1"]
    assert f"- Not counted, because damaged or from another log: 1 line of {log}.\n" in text


def test_rotated_files_count_and_a_file_that_is_named_twice_counts_once(
    log: Path, tmp_path: Path
) -> None:
    log.write_text(line())
    rotated, packed = tmp_path / "visa.log.1", tmp_path / "visa.log.2.gz"
    rotated.write_text(line())
    packed.write_bytes(gzip.compress(line().encode()))
    (tmp_path / "visa.log.3").write_text("")
    text = printed(log, log, rotated, packed, tmp_path / "visa.log.3")
    assert rows(text)["Purpose (purpose)"] == ["3", "3"]


DAMAGED = {
    "half a line": line()[:60],
    "an empty line": "\n",
    "nginx's default format": '192.0.2.1 - - [02/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 5\n',
    "JSON of another program": '{"time": "2026-11-02T10:00:00Z", "status": 200}\n',
    "a number": "17\n",
    "a line that another one interrupts": line()[:60] + line(),
    "a line behind zero bytes": "\0\0\0" + line(),
    "a line with half of another": line()[:-1] + line()[:60],
    "a line without its end": line()[:-3] + "\n",
    "a day that is in no calendar": line(time="2026-11-31T10:00:00+00:00"),
    "another time": line(time="02/Nov/2026"),
    "a time without an offset": line(time="2026-11-02T10:00:00Z"),
    "a status in words": line(status="OK"),
    "a name that is not an id": line(step="=1+1"),
    "a name that a spreadsheet takes for a formula": line(step="-A1"),
    "zero bytes": "\0\0\0\n",
    "an undecodable line": "\udcff\n",
}


@pytest.mark.parametrize("damaged", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_line_is_reported_and_the_others_count(damaged: str, log: Path) -> None:
    if not damaged.endswith("\n"):
        damaged += "\n"
    log.write_text(line() + damaged * 2 + line(), errors="surrogateescape")
    text = printed(log)
    assert rows(text)["Purpose (purpose)"] == ["2", "2"]
    assert f"- Not counted, because damaged or from another log: 2 lines of {log}.\n" in text


def test_a_file_without_line_breaks_needs_little_memory(log: Path) -> None:
    with log.open("wb") as file:
        file.truncate(20_000_000)
    tracemalloc.start()
    try:
        assert set(read_lines(log)) == {None}
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


# The files.


def test_the_spreadsheet_has_a_line_for_each_step_seen_on_a_day(log: Path, tmp_path: Path) -> None:
    log.write_text(line() * 2 + line(step="visitor", language="ru") + line(step="rank"))
    printed(log, "--csv", tmp_path / "november.csv")
    assert (tmp_path / "november.csv").read_text(encoding="utf-8-sig").splitlines() == [
        "day,partner,language,kind,id,name,views",
        "2026-11-02,office,en,question,purpose,Purpose,2",
        "2026-11-02,office,en,,rank,,1",
        "2026-11-02,office,ru,result,visitor,Visitor visa,1",
    ]


def test_the_page_needs_no_other_file_and_contains_all_that_is_printed(
    log: Path, tmp_path: Path
) -> None:
    log.write_text(line() * 1200 + "damaged\n")
    text = printed(log, "--html", tmp_path / "november.html")
    page = (tmp_path / "november.html").read_text()
    for other in ("<script", "<link", "src=", "href", "url(", "@import", "http"):
        assert other not in page
    names = (each.rpartition(" (")[0] or each for each in rows(text))
    sentences = (each.removeprefix("- ") for each in text.splitlines() if each.endswith("."))
    for words in (*names, "1,200", *sentences):
        assert words in page
    assert page.count("<rect") == 1
    assert "Most views: 1,200, on 2 November. “?” means: no log.</figcaption>" in page


SCALES = {
    1: "0 1",
    5: "0 1 2 3 4 5",
    6: "0 2 4 6",
    25: "0 5 10 15 20 25",
    26: "0 10 20 30",
    209: "0 50 100 150 200 250",
    1200: "0 500 1,000 1,500",
}
"""The most views of a day, and the numbers beside the plot."""


@pytest.mark.parametrize(("most", "numbers"), SCALES.items())
def test_the_scale_of_the_plot_ends_close_above_the_highest_bar(
    most: int, numbers: str, log: Path, tmp_path: Path
) -> None:
    log.write_text(line() * most)
    printed(log, "--html", tmp_path / "november.html")
    page = (tmp_path / "november.html").read_text()
    assert " ".join(re.findall('text-anchor="end">(.*?)<', page)) == numbers


def test_a_file_name_that_is_not_utf_8_is_shown_on_the_page(tmp_path: Path) -> None:
    log, page = tmp_path / "visa-\udcff.log", tmp_path / "november.html"
    log.write_text(line() + "damaged\n")
    printed(log, "--html", page)
    assert "visa-\ufffd.log.</li>" in page.read_text()


def test_words_of_the_rules_are_escaped_on_the_page(log: Path, tmp_path: Path) -> None:
    content = Path(shutil.copytree(RURITANIA, tmp_path / "content"))
    rules = content / "rules.toml"
    rules.write_text(rules.read_text().replace('short = "Purpose"', 'short = "<b>Purpose & aim"'))
    log.write_text(line())
    page = tmp_path / "november.html"
    widget("report", *NOVEMBER, "--html", page, log, WIDGET_CONTENT=content)
    assert "&lt;b&gt;Purpose &amp; aim</th>" in page.read_text()


# The mistakes.

REFUSED = {
    "a month that does not exist": (
        line(),
        ["--month", "2026-13"],
        "--month: '2026-13' is not a month. Allowed: a year and a month, like 2026-11.",
    ),
    "a month in words": (
        line(),
        ["--month", "November"],
        "--month: 'November' is not a month. Allowed: a year and a month, like 2026-11.",
    ),
    "a month that the logs do not have": (
        line() + line(time="2026-12-02T10:00:00+00:00"),
        ["--month", "2026-10"],
        "--month: The logs have no line of 2026-10. Allowed: 2026-11, 2026-12.",
    ),
    "an empty log": (
        "",
        NOVEMBER,
        "--month: The logs have no line of 2026-11.",
    ),
    "a typo in a partner's id": (
        line(),
        [*NOVEMBER, "--partner", "ofice"],
        "--partner: There is no partner 'ofice'. Did you mean office? Allowed: inn, office.",
    ),
    "a log of another program": (
        DAMAGED["nginx's default format"],
        NOVEMBER,
        "LOG: No line of this file is of our log. "
        "Allowed: the log that deploy/nginx.conf writes, or the widget's own.",
    ),
    "a log named as the spreadsheet": (
        line(),
        [*NOVEMBER, "--csv", "LOG"],
        "--csv: LOG does not end with .csv, and was not changed. "
        "Allowed: a file's name, like report.csv.",
    ),
    "a log named as the page": (
        line(),
        [*NOVEMBER, "--html", "LOG"],
        "--html: LOG does not end with .html, and was not changed. "
        "Allowed: a file's name, like report.html.",
    ),
    "a spreadsheet that cannot be written": (
        line(),
        [*NOVEMBER, "--csv", "LOG/report.csv"],
        "LOG: It cannot be written: File exists.",
    ),
}


@pytest.mark.parametrize(("text", "arguments", "message"), REFUSED.values(), ids=REFUSED)
def test_each_mistake_is_reported_in_a_sentence(
    text: str, arguments: list[str], message: str, log: Path
) -> None:
    log.write_text(text)
    here = [each.replace("LOG", str(log)) for each in arguments]
    assert messages(log, *here) == [message.replace("LOG", str(log))]
    assert log.read_text() == text


def test_a_missing_content_directory_is_reported(log: Path, tmp_path: Path) -> None:
    log.write_text(line())
    (message,) = refused("report", *NOVEMBER, log, WIDGET_CONTENT=tmp_path / "nowhere")
    assert f"WIDGET_CONTENT: {tmp_path}/nowhere cannot be read: " in message


@pytest.mark.parametrize("nginx_first", [True, False], ids=["nginx's log first", "last"])
def test_nginxs_log_and_the_widgets_own_are_not_counted_together(
    nginx_first: bool, log: Path, tmp_path: Path
) -> None:
    own = tmp_path / "own.log"
    log.write_text(line())
    own.write_text(line(time="2026-11-02T10:00:00.123+00:00"))
    logs = (log, own) if nginx_first else (own, log)
    assert messages(logs[1], *NOVEMBER, logs[0]) == [
        f"{log}: This is nginx's log, and {own} is the widget's own. They cannot be counted "
        "together: a request that nginx passed on is in both. Allowed: nginx's logs alone."
    ]


UNREADABLE = {
    "no such file": "No such file or directory.",
    "a directory": "Is a directory.",
}


@pytest.mark.parametrize(("kind", "reason"), UNREADABLE.items(), ids=UNREADABLE)
def test_a_log_that_cannot_be_read_is_reported(kind: str, reason: str, log: Path) -> None:
    if kind == "a directory":
        log.mkdir()
    assert messages(log, *NOVEMBER) == [f"{log}: It cannot be read: {reason}"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_log_without_read_permission_is_reported(log: Path) -> None:
    log.write_text(line())
    log.chmod(0)
    assert messages(log, *NOVEMBER) == [f"{log}: It cannot be read: Permission denied."]


PACKED = gzip.compress((line() * 1000).encode())
NOT_WHOLE = {
    "truncated": PACKED[:-20],
    "damaged": PACKED[:30] + b"damaged" + PACKED[37:],
    "only the first bytes of gzip": PACKED[:2] + b"no gzip",
}


@pytest.mark.parametrize("content", NOT_WHOLE.values(), ids=NOT_WHOLE)
def test_a_damaged_gzip_file_is_reported(content: bytes, log: Path) -> None:
    log.write_bytes(content)
    assert messages(log, *NOVEMBER) == [
        f"{log}: It cannot be unpacked: this gzip file is damaged or incomplete."
    ]
