"""The picture as SVG, drawn by graphviz."""

from __future__ import annotations

import shutil
import subprocess
from textwrap import wrap

from widget.cli.draw import COLOURS, Picture
from widget.problems import Problem, Problems

WIDTH = 28
"""Letters: where graphviz, which does not wrap, begins a new line."""


def as_dot(drawn: Picture) -> str:
    """Write a picture in graphviz's language."""
    lines = [
        "digraph {",
        '  rankdir=LR; node [shape=box, style="filled,rounded", fontname="sans-serif"]',
        '  edge [fontname="sans-serif", fontsize=11]',
    ]
    for box in drawn.boxes:
        ground, border = COLOURS["marked" if box.marked else box.kind]
        ink = "#ffffff" if box.marked else "#1c2430"
        look = f'fillcolor="{ground}", color="{border}", fontcolor="{ink}"'
        lines.append(f"  {box.name} [label={_dot_text(box.text)}, {look}]")
    for arrow in drawn.arrows:
        look = f', color="{COLOURS["marked"][0]}", penwidth=4' if arrow.marked else ""
        ends = f"{arrow.start} -> {arrow.end}"
        lines.append(f"  {ends} [label={_dot_text(arrow.text)}{look}]")
    return "\n".join([*lines, "}"]) + "\n"


def _dot_text(text: str) -> str:
    lines = [piece for line in text.split("\n") for piece in wrap(line, WIDTH)]
    escaped = (line.replace("\\", "\\\\").replace('"', '\\"') for line in lines)
    return '"' + "\\n".join(escaped) + '"'


def as_svg(drawn: Picture) -> str:
    """Draw a picture as SVG. Raises Problems where graphviz is not there, or fails."""
    dot = shutil.which("dot")
    if dot is None:
        what = "It is not installed, and it draws the picture."
        raise Problems([Problem("graphviz", "", what, "apt-get install graphviz, or no --svg")])
    command = [dot, "-Tsvg"]
    done = subprocess.run(command, input=as_dot(drawn).encode(), capture_output=True, check=False)  # noqa: S603 - ours
    if done.returncode:
        words = " ".join(done.stderr.decode(errors="replace").split())
        raise Problems([Problem("graphviz", "", f"It did not draw the picture: {words}")])
    return done.stdout.decode()
