"""Content: everything that a running widget serves, read and proven once at the start."""

from __future__ import annotations

import os
import re
from base64 import b64encode
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType

from widget.besides import FILES, Besides, load_besides
from widget.editions import Edition, EditionFile, log, published
from widget.languages import SOURCE, Language, language_of
from widget.partners.directory import load_partners
from widget.partners.known import Known
from widget.partners.model import Partner, Partners
from widget.partners.theme import stylesheet
from widget.problems import Problem, Problems, collecting, did_you_mean
from widget.rules.file import load_rules
from widget.rules.model import Ruleset
from widget.rules.proof import Proof, verify
from widget.rules.texts import names_in_texts, texts
from widget.rules.wording import Text
from widget.settings import ENVIRONMENT, PACKAGE, STATIC, STYLE, TEMPLATES, Settings
from widget.words import Words, load_words, words_name

PACKAGES = ("babel", "jinja2", "markupsafe", "pyuca")
"""Packages of which another version can produce other fragments from the same files."""


@dataclass(frozen=True)
class Stylesheet:
    """The style sheet in a partner's pages: the partner's theme, then what all partners share.

    `source` is its hash as a source in a content security policy.
    """

    theme: str
    shared: str
    source: str

    @property
    def css(self) -> str:
        """Return the whole style sheet."""
        return self.theme + self.shared


@dataclass(frozen=True, eq=False)
class Content:
    """The rules, the partners and the words of a content directory.

    The keys of `languages` and `words` are language tags; those of `stylesheets` and `version` are
    the ids of partners. `code` is a digest of the files that all partners share. A `version` is a
    digest of everything that a partner's fragments depend on; it is the same on all machines.
    `edition` is the published edition, or None if the working files are served. `log` has the
    numbers and files of the editions up to it, the newest first.
    """

    settings: Settings
    ruleset: Ruleset
    proof: Proof
    partners: Partners
    languages: Mapping[str, Language]
    words: Mapping[str, Words]
    stylesheets: Mapping[str, Stylesheet]
    code: str
    version: Mapping[str, str]
    besides: Besides
    edition: Edition | None = None
    log: tuple[tuple[int, EditionFile], ...] = ()

    @property
    def agency(self) -> Partner:
        """The default partner, whose contacts are on every result."""
        return self.partners.served[self.ruleset.about.agency]


def load_published(settings: Settings) -> Content:
    """Return the content that a server shows.

    This is the published edition, or the working files of a directory without editions. Raises
    Problems as `load` does, and if the directory has editions but none can be served.
    """
    check_directory(settings.content)
    edition = published(settings.content)
    if edition is None:
        return load(settings)
    loaded = load(replace(settings, content=edition.directory))
    return replace(loaded, edition=edition, log=log(settings.content, edition.number))


def load(settings: Settings) -> Content:
    """Return the content of the settings' content directory, with its rules proven.

    Raises Problems with all mistakes in all files if the rules, the agency's own file or the words
    of a language are wrong. If another partner's file is wrong, only that partner is not served.
    If the name of a catalogue is wrong, partners are not checked. If the directory is missing,
    nothing is.
    """
    check_directory(settings.content)
    problems: list[Problem] = []
    ruleset = proof = partners = besides = None
    languages: dict[str, Language] = {}
    words: dict[str, Words] = {}
    with collecting(problems):
        languages = find_languages(settings.content)
    with collecting(problems):
        ruleset = load_rules(rules_path(settings.content), "rules.toml")
        proof = verify(ruleset)
    with collecting(problems):
        besides = load_besides(settings.content, ruleset, proven=proof is not None)
    with collecting(problems):
        known_texts = (*(texts(ruleset) if ruleset else ()), *(besides.texts if besides else ()))
        words = _load_all_words(languages.values(), settings, known_texts)
    if languages:
        with collecting(problems):
            known = Known(tuple(languages), ruleset, proven=proof is not None)
            partners = load_partners(settings.content / "partners", known)
    if ruleset and partners:
        problems += _missing_agency(ruleset, partners)
    if (
        not (ruleset and proof and partners and besides)
        or problems
        or ruleset.about.agency in partners.broken
    ):
        told = (*partners.problems, *partners.warnings) if partners else ()
        raise Problems([*problems, *told])
    return _assemble(settings, ruleset, proof, partners, languages, words, besides)


def _missing_agency(ruleset: Ruleset, partners: Partners) -> Iterator[Problem]:
    agency, known = ruleset.about.agency, [*partners.served, *partners.broken, *partners.closed]
    if agency not in known:
        what = f"There is no file partners/{agency}.toml.{did_you_mean(agency, known)}"
        allowed = "the name of a file there; docs/partner.md has one to copy"
        yield Problem(ruleset.file, "about.agency", what, allowed)


def _assemble(
    settings: Settings,
    ruleset: Ruleset,
    proof: Proof,
    partners: Partners,
    languages: Mapping[str, Language],
    words: Mapping[str, Words],
    besides: Besides,
) -> Content:
    """Return the content, with what is computed once for all requests."""
    code = _digest(_sources(settings, languages.values()))
    agency = partners.served[ruleset.about.agency]
    return Content(
        settings=settings,
        ruleset=ruleset,
        proof=proof,
        partners=partners,
        languages=MappingProxyType(languages),
        words=MappingProxyType(
            {tag: _with_names(each, tag, ruleset, agency) for tag, each in words.items()}
        ),
        stylesheets=MappingProxyType(_stylesheets(partners)),
        code=code,
        version=MappingProxyType(_versions(settings, partners, f"{code}{agency.digest}")),
        besides=besides,
    )


def _with_names(words: Words, language: str, ruleset: Ruleset, agency: Partner) -> Words:
    """Return the words of a language, with the values of the names in the rules' texts."""
    name = agency.name.said_in(language).text
    return replace(words, names=names_in_texts(ruleset, name))


def rules_path(content: Path) -> Path:
    """Return the path of the rules file in a content directory."""
    return content / "rules.toml"


def words_path(content: Path, language: str) -> Path:
    """Return the path of the rules' catalogue in a language, in a content directory."""
    return content / words_name(language)


def find_languages(content: Path) -> dict[str, Language]:
    """Return tag → language: English, and each language with a catalogue in a content directory.

    Files whose names begin with a dot are ignored, since editors and systems create them. Raises
    Problems if the directory cannot be read, or if the name of a catalogue is not a language tag.
    """
    check_directory(content)
    problems: list[Problem] = []
    found = {SOURCE: language_of(SOURCE)}
    for path in _catalogues(content / "words"):
        try:
            found[path.stem] = language_of(path.stem)
        except ValueError as error:
            problems.append(
                Problem(words_name(path.stem), "", f"{error}.", "a language tag as the file's name")
            )
    if problems:
        raise Problems(problems)
    return found


def _catalogues(words: Path) -> list[Path]:
    """Return the `.po` files in a directory of words; none if there is no such directory."""
    try:
        return sorted(each for each in words.iterdir() if re.fullmatch(r"[^.].*\.po", each.name))
    except FileNotFoundError:
        return []
    except OSError as error:
        what = f"It cannot be read: {error.strerror}."
        raise Problems([Problem(words.name, "", what)]) from error


def check_directory(content: Path) -> None:
    """Raise Problems when a content directory is missing or cannot be read."""
    try:
        os.scandir(f"{content}/.").close()  # The dot fails where files cannot be opened either.
    except OSError as error:
        what = f"{content} cannot be read: {error.strerror}."
        allowed = "a directory with rules.toml, partners/ and words/"
        raise Problems([Problem(ENVIRONMENT, "WIDGET_CONTENT", what, allowed)]) from error


def _load_all_words(
    languages: Iterable[Language], settings: Settings, known: Collection[Text]
) -> dict[str, Words]:
    problems: list[Problem] = []
    words = {}
    for language in languages:
        with collecting(problems):
            path = words_path(settings.content, language.tag)
            words[language.tag] = load_words(language, path, settings.translations, known)
    if problems:
        raise Problems(problems)
    return words


def _sources(settings: Settings, languages: Iterable[Language]) -> list[Path]:
    """Return the files that all partners' fragments depend on, in the same order everywhere."""
    words = (words_path(settings.content, each.tag) for each in languages if each.tag != SOURCE)
    return [
        *sorted(PACKAGE.rglob("*.py")),
        rules_path(settings.content),
        *(path for each in FILES if (path := settings.content / each).exists()),
        *words,
        *sorted(TEMPLATES.rglob("*.html")),
        *sorted(settings.translations.rglob("*.mo")),
        *sorted(path for path in STATIC.rglob("*") if path.is_file()),
        STYLE,
    ]


def _stylesheets(partners: Partners) -> dict[str, Stylesheet]:
    shared = _minified(STYLE.read_text(encoding="utf-8"))
    return {
        key: _style(_minified(stylesheet(partner.theme)), shared)
        for key, partner in partners.served.items()
    }


def _style(theme: str, shared: str) -> Stylesheet:
    digest = b64encode(sha256((theme + shared).encode()).digest()).decode()
    return Stylesheet(theme, shared, f"'sha256-{digest}'")


def _minified(css: str) -> str:
    """Return CSS without comments, line ends and indentation."""
    return re.sub(r"/\*.*?\*/|\n\s*", "", css, flags=re.DOTALL)


def _digest(paths: Iterable[Path]) -> str:
    """Return a digest of files, and of the versions of the packages that render them."""
    total = sha256("\n".join(version(package) for package in PACKAGES).encode())
    for path in paths:
        total.update(sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _versions(settings: Settings, partners: Partners, code: str) -> dict[str, str]:
    """Return partner id → version; `code` is a digest of the files that all partners share."""
    shared = (code, settings.origin or "")
    return {
        key: sha256("\n".join((partner.digest, *shared)).encode()).hexdigest()[:8]
        for key, partner in partners.served.items()
    }
