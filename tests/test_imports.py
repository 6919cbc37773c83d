"""The arrow of imports: the web is a guest of a core that knows no web."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "widget"

# Each module imports only those above it. A new module takes its place here.
CORE = [
    "widget",
    "widget.problems",
    "widget.origins",
    "widget.rules",
    "widget.files",
    "widget.files.schema",
    "widget.files.fields",
    "widget.files.toml",
    "widget.rules_file",
    "widget.paths",
    "widget.paths.order",
    "widget.paths.sets",
    "widget.paths.follow",
    "widget.paths.graph",
    "widget.paths.ahead",
    "widget.paths.count",
    "widget.walk",
    "widget.proof",
    "widget.proof.names",
    "widget.proof.paths",
    "widget.proof.unused",
    "widget.verify",
    "widget.known_names",
    "widget.contrast",
    "widget.images",
    "widget.theme",
    "widget.partner_file",
    "widget.partners",
]
WEB = [
    "widget.languages",
    "widget.site",
    "widget.words",
    "widget.place",
    "widget.links",
    "widget.letter",
    "widget.embed",
    "widget.headers",
    "widget.assets",
    "widget.errors",
    "widget.forms",
    "widget.service",
    "widget.oembed",
    "widget.pages",
    "widget.kit",
    "widget.app",
    "widget.demo",
]
COMMAND = [
    "widget.desk",
    "widget.desk.words",
    "widget.desk.ways",
    "widget.desk.ends",
    "widget.desk.table",
    "widget.desk.draw",
    "widget.desk.mermaid",
    "widget.desk.graphviz",
    "widget.desk.address",
    "widget.desk.why",
    "widget.desk.revision",
    "widget.desk.renames",
    "widget.desk.names",
    "widget.desk.who",
    "widget.desk.groups",
    "widget.desk.by_path",
    "widget.desk.by_answer",
    "widget.desk.diff",
    "widget.desk.diff_words",
    "widget.desk.schemas",
    "widget.desk.new_partner",
    "widget.desk.embedding",
    "widget.desk.catalogues",
    "widget.desk.translations",
    "widget.cli",
]
ORDER = [*CORE, *WEB, *COMMAND]
CORE_MAY_USE = {"pydantic", "pydantic_core", *sys.stdlib_module_names}


def path_of(module: str) -> Path:
    """The file of a module."""
    path = PACKAGE.parent.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def imports_of(module: str) -> Iterator[str]:
    """All that a module imports, in functions and for types too."""
    for node in ast.walk(ast.parse(path_of(module).read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name the package, so that they can be searched for"
            found = str(node.module)
            parts = [f"{found}.{alias.name}" for alias in node.names]
            yield from (part if part in ORDER else found for part in parts)


def test_every_module_has_its_place() -> None:
    assert {path_of(module) for module in ORDER} == set(PACKAGE.rglob("*.py"))
    assert len(set(ORDER)) == len(ORDER)


@pytest.mark.parametrize("module", ORDER)
def test_a_module_imports_only_those_above_it(module: str) -> None:
    own = {name for name in imports_of(module) if name.partition(".")[0] == "widget"}
    assert own <= set(ORDER[: ORDER.index(module)])


@pytest.mark.parametrize("module", CORE)
def test_the_core_uses_no_package_but_pydantic(module: str) -> None:
    packages = {name.partition(".")[0] for name in imports_of(module)} - {"widget"}
    assert packages <= CORE_MAY_USE


def test_the_core_runs_where_no_web_framework_is() -> None:
    program = """
import sys
for name in ("babel", "click", "flask", "flask_babel", "granian", "htmx_flask", "jinja2",
             "markupsafe", "segno", "werkzeug", "wtforms"):
    sys.modules[name] = None  # importing it fails, as if it were not installed
from importlib import import_module
for module in sys.argv[1:]:
    import_module(module)
from widget import partners, rules_file, theme, verify, walk
ruleset = rules_file.load_rules()
verify.verify(ruleset)
agency = partners.load_partners(ruleset, ("ru", "kk", "en")).served[partners.DEFAULT]
assert theme.stylesheet(agency.theme)
print(walk.walk(ruleset, {"location": "abroad", "passport": "service"}).outcome.id)
"""
    command = [sys.executable, "-c", program, *CORE]
    done = subprocess.run(command, cwd=PACKAGE.parent, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("service\n", "")
