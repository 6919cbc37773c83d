"""What one running widget serves: rules, partners, languages, and the version of it all."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import cast

from flask import current_app

from widget import languages
from widget.partners.file import load_partners
from widget.partners.known import Known
from widget.partners.model import DEFAULT, SHIPPED, Partner, Partners
from widget.partners.origins import origin
from widget.problems import Problem, Problems, collecting
from widget.rules.file import RULES, load_rules
from widget.rules.model import Ruleset
from widget.rules.proof import verify

PACKAGE = Path(__file__).parent
TEMPLATES = PACKAGE.parent / "templates"
STATIC = PACKAGE / "static"


@dataclass(frozen=True)
class Site:
    """All that an answer depends on besides its address.

    `origin` is where the widget is served, as in `https://visa.example`, if that was set;
    `code` is a digest of rules, words, templates and the package.
    """

    ruleset: Ruleset
    partners: Partners
    languages: tuple[str, ...]
    origin: str | None
    code: str

    def version(self, partner: Partner) -> str:
        """Name the version of all that a partner's fragments depend on."""
        # The agency's contacts stand in every partner's outcomes.
        parts = (self.code, partner.digest, self.agency.digest, self.origin or "")
        return sha256("\n".join(parts).encode()).hexdigest()[:12]

    @property
    def agency(self) -> Partner:
        """The default partner, whose contacts stand on every result."""
        return self.partners.served[DEFAULT]


def load_site(file: Path = RULES) -> Site:
    """Read and prove everything.

    Raises Problems, with all that were found anywhere, when the rules, the agency's own file or a
    setting are wrong. Another partner's wrong file alone only keeps that partner from being served.
    """
    known = languages.languages()
    problems: list[Problem] = []
    for key in known[1:]:
        with collecting(problems):
            languages.compiled(key)
    ruleset = proof = partners = own_origin = None
    with collecting(problems):
        ruleset = load_rules(file)
        proof = verify(ruleset)
    with collecting(problems):
        partners = _partners(Known(known, ruleset, proven=proof is not None))
    with collecting(problems):
        own_origin = _own_origin()
    if ruleset is None or partners is None or problems or DEFAULT in partners.broken:
        raise Problems([*problems, *(partners.problems if partners else ())])
    return Site(
        ruleset=ruleset,
        partners=partners,
        languages=known,
        origin=own_origin,
        code=_digest(sources(file)),
    )


def site() -> Site:
    """The site of the running application."""
    return cast(Site, current_app.extensions["widget"])


def partners_directory() -> Path:
    """The directory that WIDGET_PARTNERS names, or the shipped one."""
    return Path(os.environ.get("WIDGET_PARTNERS") or SHIPPED)


def _partners(known: Known) -> Partners:
    """The partners in the directory, and the shipped default partner where it has none."""
    own = load_partners(partners_directory(), known)
    if DEFAULT in own.served or DEFAULT in own.broken:
        return own
    shipped = load_partners(SHIPPED, known)
    served = {key: each for key, each in shipped.served.items() if key == DEFAULT}
    broken = {key: each for key, each in shipped.broken.items() if key == DEFAULT}
    return Partners(dict(sorted({**own.served, **served}.items())), {**own.broken, **broken})


def _own_origin() -> str | None:
    text = os.environ.get("WIDGET_ORIGIN", "")
    try:
        return origin(text.rstrip("/")) if text else None
    except ValueError as error:
        raise Problems([Problem("the environment", "WIDGET_ORIGIN", f"{error}.")]) from None


def sources(rules_file: Path = RULES) -> list[Path]:
    """List the files that fragments are made from, whoever the partner is."""
    return [
        *PACKAGE.rglob("*.py"),
        rules_file,
        *TEMPLATES.rglob("*.html"),
        *languages.TRANSLATIONS.rglob("*.mo"),
        *(path for path in STATIC.rglob("*") if path.is_file()),
    ]


def _digest(paths: Iterable[Path]) -> str:
    total = sha256()
    for path in sorted(paths):
        total.update(sha256(path.read_bytes()).digest())
    return total.hexdigest()
