"""`widget why`: the result of some answers, its reasons, and what would lead elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import click

from widget.cli.options import in_language, read_proven_rules, rules_file
from widget.cli.words import entry_options, words_in
from widget.rules.graph import graph_of
from widget.rules.model import Ruleset
from widget.rules.pasted import answers_in
from widget.rules.walk import Answer, Ask, Reached, current_answers, walk
from widget.words import Words


def why(ruleset: Ruleset, answers: Mapping[str, str], words: Words) -> str:
    """Explain, in words, where answers (question id to option id) lead in proven rules."""
    step = walk(ruleset, answers)
    parts = [_trail(step, words), _end(step, words), _besides(step, words)]
    if isinstance(step, Reached):
        parts.append(_otherwise(ruleset, step, words))
    return "\n\n".join(part for part in parts if part) + "\n"


def _trail(step: Ask | Reached, words: Words) -> str:
    asked = (words.say(answer.question.text.said(step.given)) for answer in step.trail)
    lines = (
        f"{number}. {question}\n   {words.say(answer.option.text)}"
        for number, (question, answer) in enumerate(zip(asked, step.trail, strict=True), 1)
    )
    return "\n".join(lines)


def _end(step: Ask | Reached, words: Words) -> str:
    if isinstance(step, Ask):
        asked = words.gettext("Then this is asked: %(question)s")
        return asked % {"question": words.say(step.question.text.said(step.given))}
    return "\n".join(_reasons(step, words))


def _reasons(reached: Reached, words: Words) -> Iterator[str]:
    entry = ", ".join(entry_options(reached.outcome, words))
    name = words.say(reached.outcome.name)
    yield words.gettext("Result: %(result)s") % {"result": f"{name} ({entry})" if entry else name}
    yield words.gettext("Rule: %(place)s") % {"place": reached.row.location}
    if reached.clause:
        text = words.say(reached.clause.text)
        yield words.gettext("Clause %(id)s: %(text)s") % {"id": reached.clause.id, "text": text}
        if reached.clause.quote:
            yield f"   «{reached.clause.quote}»"
    for category in reached.closest:
        yield words.gettext("Comes closest: %(result)s") % {"result": words.say(category.name)}
    for point in reached.confirm:
        yield words.gettext("To be confirmed: %(point)s") % {"point": words.say(point.text)}


def _besides(step: Ask | Reached, words: Words) -> str:
    """Return lines about the answers that did not lead here."""
    lines = []
    if isinstance(step, Ask) and step.waiting:
        ahead = (f"{words.say(a.question.short)}: {words.say(a.option.text)}" for a in step.waiting)
        line = words.gettext("Answered in advance: %(answers)s")
        lines.append(line % {"answers": "; ".join(ahead)})
    if step.set_aside:
        names = ", ".join(words.say(each.question.short) for each in step.set_aside)
        line = words.gettext("These answers do not count here: %(questions)s")
        lines.append(line % {"questions": names})
    return "\n".join(lines)


def _otherwise(ruleset: Ruleset, reached: Reached, words: Words) -> str:
    head = words.gettext("With one other answer, the result would or could be different:")
    lines = [line for answer in reached.trail for line in _others(ruleset, reached, answer, words)]
    return (
        "\n".join([head, *lines])
        if lines
        else words.gettext("With one other answer, the result would still be the same.")
    )


def _others(ruleset: Ruleset, reached: Reached, answer: Answer, words: Words) -> Iterator[str]:
    """Yield lines about the other options of one question that change the result."""
    found: dict[str, list[str]] = {}
    for option in answer.question.options.values():
        changed = dict(current_answers(reached)) | {answer.question.id: option.id}
        outcomes = graph_of(ruleset).outcomes(changed)
        if option != answer.option and outcomes != (reached.outcome.id,):
            led_to = _led_to(ruleset, changed, outcomes, words)
            found.setdefault(led_to, []).append(words.say(option.text))
    if found:
        yield f"   {words.say(answer.question.text.said(reached.given))}"
    for result, options in found.items():
        yield f"      {' / '.join(options)}: {result}"


def _led_to(
    ruleset: Ruleset, answers: Mapping[str, str], outcomes: Iterable[str], words: Words
) -> str:
    step = walk(ruleset, answers)
    names = " / ".join(words.say(ruleset.outcomes[key].name) for key in outcomes)
    if isinstance(step, Reached):
        return names
    asked = words.gettext("then “%(question)s” is asked")
    return f"{asked % {'question': words.say(step.question.text.said(step.given))}} ({names})"


@click.command(name="why")
@click.argument("address")
@rules_file
@in_language
def explain(address: str, file: Path | None, language: str) -> None:
    """Explain a visitor's result.

    Shows the questions and answers, the result, the rule and the clause that decide, and which
    other answers would lead elsewhere. ADDRESS is the address of a page, or the answers in it.
    FILE is a rules file or a content directory; without it, the working files are used.

    Example: widget why "location=abroad&passport=service"
    """
    ruleset = read_proven_rules(file)
    words = words_in(language, ruleset, file)
    click.echo(why(ruleset, answers_in(address, ruleset), words), nl=False)
