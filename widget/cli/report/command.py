"""`widget report`: a month's views, counted in the logs."""

from __future__ import annotations

from pathlib import Path

import click

from widget.cli.report.counts import Counts, count
from widget.cli.report.tables import missing, steps_of, tables, title_of
from widget.cli.report.written import as_csv, as_html, as_text
from widget.content import rules_path
from widget.editions import editions_of, published_number
from widget.files.write import write_all
from widget.partners.directory import ENDING
from widget.problems import Problem, Problems, no_such
from widget.rules.file import load_rules
from widget.settings import content_directory

# Reading and writing a file reports what is wrong with it. click would report it in other words.
FILE = click.Path(path_type=Path, readable=False)


@click.command()
@click.option("--month", required=True, metavar="YYYY-MM", help="The month, such as 2026-11.")
@click.option("--partner", metavar="ID", help="One partner; by default, all of them.")
@click.option("--csv", "spreadsheet", type=FILE, metavar="FILE", help="Write a spreadsheet too.")
@click.option("--html", "page", type=FILE, metavar="FILE", help="Write a page with a plot too.")
@click.argument("logs", type=FILE, nargs=-1, required=True)
def report(
    month: str,
    partner: str | None,
    spreadsheet: Path | None,
    page: Path | None,
    logs: tuple[Path, ...],
) -> None:
    """Count a month's views in the logs.

    Shows how often each question and each result was seen, by language and day. LOGS are nginx'
    logs as deploy/nginx.conf writes them or, without nginx, the widget's own; rotated ones in gzip
    too. The page is one file that can be mailed. Questions and results have the names of the
    published edition in WIDGET_CONTENT.

    Example: widget report --month 2026-11 --html november.html /var/log/nginx/visa.log*
    """
    _check_ending("--csv", spreadsheet, ".csv")
    _check_ending("--html", page, ".html")
    content = _shown_content()
    counts = _of_partner(count(month, logs), partner, content)
    ruleset = load_rules(rules_path(content), "rules.toml")
    title, gaps = title_of(counts, partner), list(missing(counts))
    shown = list(tables(counts, ruleset, partners=partner is None))
    files: dict[Path, str] = {}
    if spreadsheet:
        seen = steps_of(ruleset, (view.step for view in counts.views))
        files[spreadsheet] = as_csv(counts, seen)
    if page:
        files[page] = as_html(title, counts, shown, gaps)
    write_all(files)
    click.echo(as_text(title, shown, gaps), nl=False)


def _check_ending(option: str, file: Path | None, ending: str) -> None:
    """Raise Problems for a file without its ending: it may be a log, whose place was mistaken."""
    if file and file.suffix != ending:
        what = f"{file} does not end with {ending}, and was not changed."
        raise Problems([Problem(option, "", what, f"a file's name, like report{ending}")])


def _shown_content() -> Path:
    """Return the directory of the published edition, or a content directory without one."""
    content = content_directory()
    number = published_number(content)
    return editions_of(content) / str(number) if number else content


def _of_partner(counts: Counts, partner: str | None, content: Path) -> Counts:
    """Return the counts of a partner whom the logs or the content know, or all for None."""
    if partner is None:
        return counts
    files = (content / "partners").glob(f"[!.]*{ENDING}")
    known = counts.partners | {each.stem for each in files}
    if partner not in known:
        raise Problems([no_such("--partner", "", "partner", partner, sorted(known))])
    return counts.of(partner)
