"""`widget partner`: a new partner's file, and the HTML and addresses for its webmaster."""

from __future__ import annotations

from urllib.parse import urlencode

import click

from widget.cli.new_partner import partner_file, write_new_partner
from widget.content import Content, load
from widget.editions import refuse_edition
from widget.partners.model import Partner
from widget.partners.snippet import snippet
from widget.problems import Problem, Problems, no_such
from widget.settings import ENVIRONMENT, Settings


@click.group()
def partner() -> None:
    """Write a new partner's file, or print the line to embed."""


@partner.command()
@click.argument("key", metavar="ID")
@click.option("--name", help="The partner's name; by default it is guessed from the id.")
@click.option("--site", help="The partner's own site, as in https://www.hotel.example.")
def new(key: str, name: str | None, site: str | None) -> None:
    """Write a new partner's file.

    The file explains every key. It has the agency's languages and colours, a name that is guessed
    from ID, and the origins of the partner's own site. ID is part of every address of the partner,
    so it can never change. It has at most 60 small letters, digits and hyphens.

    Example: widget partner new hotel-tulip --site https://www.hotel-tulip.example
    """
    settings = Settings.from_environment()
    refuse_edition(settings.content)
    content = load(settings)
    made = write_new_partner(content, key, name, site)
    click.echo(f"{partner_file(content, key)} was written.")
    if not made.origins:
        click.echo("No site may frame the widget yet: list the partner's sites under `origins`.")
    click.echo(f"Read through the file, and try it with `widget demo --partner {key}`.")
    click.echo("Then run `widget check` and `widget publish`.")
    if content.settings.origin:
        click.echo(_embedding(content, made, content.settings.origin))
    else:
        click.echo(f"Set WIDGET_ORIGIN, and `widget partner show {key}` prints the line to embed.")


@partner.command()
@click.argument("key", metavar="ID")
def show(key: str) -> None:
    """Print the line to embed.

    Also prints the addresses that the partner's webmaster needs, and the sites that may frame the
    widget. The line is the one in the kit with its default choices, in the partner's first
    language. The addresses begin with WIDGET_ORIGIN.

    Example: widget partner show visakaz
    """
    content = load(Settings.from_environment())
    click.echo(_for_webmaster(content, _served_partner(content, key), _origin(content)))


def _served_partner(content: Content, key: str) -> Partner:
    """Return a served partner. Raises Problems when there is none or its file is wrong."""
    partners = content.partners
    if key in partners.broken:
        raise Problems(partners.broken[key].problems)
    if key in partners.closed:
        what = "This partner is closed: its pages lead to the agency's."
        raise Problems([Problem(f"{key}.toml", "closed", what, "false, to open it again")])
    if key not in partners.served:
        directory = str(partner_file(content, key).parent)
        raise Problems([no_such(directory, "", "partner", key, partners.served)])
    return partners.served[key]


def _origin(content: Content) -> str:
    """Return WIDGET_ORIGIN. Raises Problems when it is not set."""
    if content.settings.origin is None:
        what = "It is not set, so the addresses are not known."
        allowed = "where the widget is served, as in https://visa.example"
        raise Problems([Problem(ENVIRONMENT, "WIDGET_ORIGIN", what, allowed)])
    return content.settings.origin


def _address(partner: Partner, origin: str) -> str:
    """Return the address at which the partner's visitors start."""
    presets = urlencode(partner.presets)
    return f"{origin}/{partner.id}/{'?' if presets else ''}{presets}"


def _embedding(content: Content, partner: Partner, origin: str) -> str:
    """Return the line for the partner's page, titled in the partner's first language."""
    title = content.words[partner.languages[0]].say(content.ruleset.about.title)
    return f"The line for the partner's page:\n\n{snippet(_address(partner, origin), title)}"


def _for_webmaster(content: Content, partner: Partner, origin: str) -> str:
    return "\n".join(
        [
            f"{_embedding(content, partner, origin)}\n",
            f"The direct link: {_address(partner, origin)}",
            f"The kit:         {origin}/{partner.id}/kit",
            f"May frame it:    {' '.join(partner.origins) or 'nobody'}",
        ]
    )
