"""The command `widget`."""

from __future__ import annotations

import sys
from dataclasses import replace
from io import TextIOWrapper
from pathlib import Path

import click

from widget.cli import demo, translations
from widget.cli.catalogues import check_compiled
from widget.cli.diff.compare import difference
from widget.cli.diff.revision import rules_at
from widget.cli.diff.words import told
from widget.cli.draw import as_mermaid, picture
from widget.cli.embedding import embedding, for_webmaster, known_origin, known_partner
from widget.cli.new_partner import begin, file_of
from widget.cli.schemas import partner_schema, rules_schema
from widget.cli.table import as_csv, as_markdown
from widget.cli.why import why
from widget.cli.words import words_in
from widget.content import Content, load
from widget.languages import SOURCE
from widget.problems import Problem, Problems, collecting
from widget.rules.address import answers_in
from widget.rules.file import RULES, load_rules
from widget.rules.model import Ruleset
from widget.rules.proof import verify
from widget.settings import Settings

# Whether it can be read is told with all else that is wrong, in the same words.
RULES_PATH = click.Path(path_type=Path, readable=False)

rules_file = click.argument("file", type=RULES_PATH, default=RULES)
in_language = click.option(
    "--language",
    default=SOURCE,
    help="The language of the words; English unless told.",
)


class _Desk(click.Group):
    """Tells what is wrong with a file in its author's words, and ends with 1."""

    def invoke(self, ctx: click.Context) -> None:
        _speak_utf_8()
        try:
            super().invoke(ctx)
        except Problems as problems:
            click.echo(str(problems), err=True)
            ctx.exit(1)


def _speak_utf_8() -> None:
    """Write what all files here hold, whatever the locale; what was typed comes out as it was."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="surrogateescape")


@click.group(cls=_Desk)
def main() -> None:
    """Check, show and try out what the widget asks and answers.

    Ends with 0 when all is well, with 1 when something is wrong or differs, and with 2 when the
    command itself was mistyped. Each command has a page with an example in docs/commands/.
    """


@main.command()
@click.argument("directory", type=RULES_PATH, required=False)
def check(directory: Path | None) -> None:
    """Prove the rules, and check all that is served.

    That is partners, words and settings too. Prints every problem at once, each with its file, its
    location and what is allowed there. DIRECTORY is a content directory; by default the one that
    is served.

    Example: widget check
    """
    settings = Settings.from_environment()
    if directory:
        settings = replace(settings, content=directory)
    problems: list[Problem] = []
    content: Content | None = None
    with collecting(problems):
        content = load(settings)
    problems += content.partners.problems if content else ()
    with collecting(problems):
        translations.check(settings)
    with collecting(problems):
        check_compiled(settings)
    if content is None or problems:
        raise Problems(problems)
    proof = content.proof
    click.echo(
        f"{content.ruleset.file}: {proof.questions} questions, {proof.options} options, "
        f"{proof.outcomes} outcomes. {proof.paths} paths, {proof.shortest} to {proof.longest} "
        "answers long. Each ends in exactly one outcome, and each outcome is reached."
    )
    click.echo(f"Partners: {', '.join(content.partners.served)}.")


@main.command()
@rules_file
@in_language
@click.option("--csv", is_flag=True, help="For a spreadsheet, in place of Markdown.")
def table(file: Path, language: str, csv: bool) -> None:
    """Show every way to each result, as a table.

    Below the results stand the questions and the points to confirm, with who comes to them.

    Example: widget table --language ru > rules.md
    """
    write = as_csv if csv else as_markdown
    click.echo(write(_proven(load_rules(file)), words_in(language)), nl=False)


@main.command()
@rules_file
@in_language
def draw(file: Path, language: str) -> None:
    """Draw the rules, as a picture in Mermaid.

    Questions and results are boxes, and the answers that lead from one to the next are arrows.

    Example: widget draw --language ru
    """
    click.echo(as_mermaid(picture(load_rules(file), words_in(language))), nl=False)


@main.command(name="why")
@click.argument("address")
@rules_file
@in_language
def explain(address: str, file: Path, language: str) -> None:
    """Tell why a journey ends where it ends.

    ADDRESS holds its answers. Told too is which other answer would lead elsewhere.

    Example: widget why "location=abroad&passport=national&capacity=none&purpose=tourism"
    """
    ruleset = _proven(load_rules(file))
    click.echo(why(ruleset, answers_in(address, ruleset), words_in(language)), nl=False)


@main.command()
@click.argument("old")
@click.argument("new", type=RULES_PATH, default=RULES)
@in_language
@click.pass_context
def diff(context: click.Context, old: str, new: Path, language: str) -> None:
    """Tell what a change does, and to whom.

    OLD is a rules file or a Git revision, NEW a rules file, the working one unless told. Ends with
    1 if anything changes.

    Example: widget diff HEAD~1
    """
    problems: list[Problem] = []
    before = after = None
    with collecting(problems):
        before = _proven(rules_at(old))
    with collecting(problems):
        after = _proven(load_rules(new))
    if before is None or after is None:
        raise Problems(problems)
    found = difference(before, after)
    click.echo(told(found, after, words_in(language)), nl=False)
    context.exit(1 if found else 0)


def _proven(ruleset: Ruleset) -> Ruleset:
    verify(ruleset)
    return ruleset


SCHEMAS = {"rules": rules_schema, "partner": partner_schema}


@main.command()
@click.argument("kind", type=click.Choice(list(SCHEMAS)))
def schema(kind: str) -> None:
    """Print a schema for editors.

    By it an editor completes and checks the rules or a partner's file while they are typed.

    Example: widget schema partner > partner.schema.json
    """
    click.echo(SCHEMAS[kind](), nl=False)


@main.group()
def partner() -> None:
    """Begin a partner's file, or show its line."""


@partner.command()
@click.argument("key", metavar="ID")
@click.option("--name", help="The partner's name; otherwise guessed from the id.")
@click.option("--site", help="The partner's own site, as in https://www.hotel.example.")
def new(key: str, name: str | None, site: str | None) -> None:
    """Write a new partner's file.

    Every key is explained in it, and what can be guessed is filled in.

    Example: widget partner new hotel-tulip --site https://www.hotel-tulip.example
    """
    served = load(Settings.from_environment())
    made = begin(served, key, name, site)
    click.echo(f"{file_of(served, key)} is written.")
    if not made.origins:
        click.echo("No site may frame the widget yet: name those that may under `origins`.")
    click.echo("Look through the file, run `widget check`, and send the server HUP.")
    if served.settings.origin:
        click.echo(embedding(made, served.settings.origin))
    else:
        click.echo(f"With WIDGET_ORIGIN set, `widget partner show {key}` gives the line to embed.")


@partner.command()
@click.argument("key", metavar="ID")
def show(key: str) -> None:
    """Print the line to embed.

    With it stand the addresses that a partner's webmaster needs, and who may frame the widget.

    Example: widget partner show example-hotel
    """
    served = load(Settings.from_environment())
    click.echo(for_webmaster(known_partner(served, key), known_origin(served)))


@main.command(name="demo")
@click.option(
    "--port",
    type=click.IntRange(1, 65534),
    default=8000,
    help="Where the widget is served; the sample page is on the next port.",
)
def run_demo(port: int) -> None:
    """Serve the widget and a sample page.

    The sample is a partner's page that frames the widget.

    Example: widget demo --port 9000
    """
    sys.exit(demo.serve(port))
