"""`widget report`: counts a month's views in the logs."""

from __future__ import annotations

from pathlib import Path

import click

from widget.cli.report.counts import Counts
from widget.cli.report.names import Names, load_names
from widget.cli.report.notes import gaps, notes, title_of
from widget.cli.report.plot import plot_of
from widget.cli.report.tables import tables
from widget.cli.report.tally import count
from widget.cli.report.written import Report, as_csv, as_html, as_text
from widget.content import check_directory
from widget.editions import editions_of, published_number
from widget.files.write import write_all
from widget.problems import Problem, Problems, no_such
from widget.settings import content_directory

# Our own code reports files that cannot be read or written; click would use other words.
FILE = click.Path(path_type=Path, readable=False)


@click.command()
@click.option("--month", required=True, metavar="YYYY-MM", help="The month, such as 2026-11.")
@click.option("--partner", metavar="ID", help="Count one partner only.")
@click.option("--csv", "spreadsheet", type=FILE, metavar="FILE", help="Also write a spreadsheet.")
@click.option(
    "--html", "page", type=FILE, metavar="FILE", help="Also write a page with a bar chart."
)
@click.argument("logs", type=FILE, nargs=-1, required=True)
def report(
    month: str,
    partner: str | None,
    spreadsheet: Path | None,
    page: Path | None,
    logs: tuple[Path, ...],
) -> None:
    """Count a month's views in the logs.

    Prints how often each result and each question was shown, by language and by day. LOGS are
    nginx's logs, in the format of deploy/nginx.conf. Without nginx, they are the widget's own logs.
    Rotated logs may be in gzip. The page is one file, which can be mailed. The names of results,
    questions and partners come from the published edition in WIDGET_CONTENT.

    Example: widget report --month 2026-11 --html november.html /var/log/nginx/visa.log*
    """
    _check_ending("--csv", spreadsheet, ".csv")
    _check_ending("--html", page, ".html")
    names = load_names(_shown_content())
    counts = _of_partner(count(month, logs), partner, names)
    shown = _report(counts, partner, names)
    files: dict[Path, str] = {}
    if spreadsheet:
        files[spreadsheet] = as_csv(counts, names)
    if page:
        files[page] = as_html(shown, plot_of(counts))
    write_all(files)
    click.echo(as_text(shown), nl=False)


def _check_ending(option: str, file: Path | None, ending: str) -> None:
    """Raise Problems for another ending: the file may be a log that was named by mistake."""
    if file and file.suffix != ending:
        what = f"{file} does not end with {ending}, and was not changed."
        raise Problems([Problem(option, "", what, f"a file's name, like report{ending}")])


def _shown_content() -> Path:
    """Return the directory of the published edition, or a content directory without editions.

    Raises Problems when WIDGET_CONTENT is not a directory.
    """
    content = content_directory()
    check_directory(content)
    number = published_number(content)
    return editions_of(content) / str(number) if number else content


def _of_partner(counts: Counts, partner: str | None, names: Names) -> Counts:
    """Return the counts of a partner, or of all partners for None.

    Raises Problems when neither the logs nor the content know the partner.
    """
    if partner is None:
        return counts
    known = counts.partners | names.partners.keys()
    if partner not in known:
        raise Problems([no_such("--partner", "", "partner", partner, sorted(known))])
    return counts.of(partner)


def _report(counts: Counts, partner: str | None, names: Names) -> Report:
    whose = names.partners.get(partner, partner) if partner else "All partners"
    return Report(
        title=title_of(counts, whose),
        gaps=tuple(gaps(counts)),
        tables=tuple(tables(counts, names, partners=partner is None)),
        notes=tuple(notes(counts)),
    )
