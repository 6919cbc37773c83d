"""The picture as a Mermaid flowchart, which GitHub and many editors show."""

from __future__ import annotations

from widget.cli.draw import COLOURS, Picture


def as_mermaid(drawn: Picture) -> str:
    """Write a picture as a Mermaid flowchart."""
    lines = ["flowchart LR"]
    lines += [f'  {box.name}["{_mermaid_text(box.text)}"]' for box in drawn.boxes]
    lines += [
        f'  {arrow.start} -->|"{_mermaid_text(arrow.text)}"| {arrow.end}' for arrow in drawn.arrows
    ]
    for kind in dict.fromkeys(box.kind for box in drawn.boxes):
        names = ",".join(box.name for box in drawn.boxes if box.kind == kind)
        lines += [_mermaid_class(kind, "color:#1c2430"), f"  class {names} {kind}"]
    marked = ",".join(box.name for box in drawn.boxes if box.marked)
    if marked:
        lines += [_mermaid_class("marked", "color:#ffffff"), f"  class {marked} marked"]
    numbers = ",".join(str(n) for n, arrow in enumerate(drawn.arrows) if arrow.marked)
    if numbers:
        lines.append(f"  linkStyle {numbers} stroke:{COLOURS['marked'][0]},stroke-width:4px")
    return "\n".join(lines) + "\n"


def _mermaid_class(kind: str, more: str) -> str:
    ground, border = COLOURS[kind]
    return f"  classDef {kind} fill:{ground},stroke:{border},{more}"


def _mermaid_text(text: str) -> str:
    for sign, code in (("#", "#35;"), ('"', "#quot;"), ("<", "#lt;"), (">", "#gt;"), ("`", "#96;")):
        text = text.replace(sign, code)
    return text.replace("\n", "<br>")
