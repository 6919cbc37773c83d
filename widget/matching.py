"""Which translation of a catalogue is shown for which text: by its English, or else by its place.

A text keeps its translation when its English changes. The translation is then outdated, and is
shown until a translator has looked at it. An update of the catalogue changes nothing of that.
If a number changes, the English is shown: nobody should read 30 days where it is 90 now. The same
holds for a {placeholder} and for a [link], since pages depend on them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher

from babel.messages.catalog import Catalog, Message

from widget.rules.wording import Text

LIKE = 0.6
"""From this ratio of difflib on, one English text is taken for a changed form of another."""

_PARTS = re.compile(r"\d+|\{[^{}]*\}|[\[\]]")
"""What a translation must have in common with the English."""


def match(texts: Iterable[Text], catalogue: Catalog) -> dict[Text, Message]:
    """Return text → the message whose translation is shown; all other texts stay English.

    First comes a translation of the same English, also one that was no longer used; then the one
    that an update kept for the text. What is left is paired by place.
    """
    every = dict.fromkeys(texts)
    messages = [message for message in catalogue if message.id]
    guesses = {key_of(each) for each in messages if is_translated(each) and not is_usable(each)}
    usable = [each for each in messages if is_usable(each)]
    unused = [each for each in catalogue.obsolete.values() if is_usable(each)]

    exact = {translated_text(each): each for each in (*unused, *usable)}
    wanted = [text for text in every if text not in guesses]
    found = {text: exact[text] for text in wanted if text in exact}
    kept = {key_of(each): each for each in _not_in(found, usable)}
    found |= {text: kept[text] for text in wanted if text in kept and text not in found}
    new = [text for text in wanted if text not in found and text.context]
    number = Counter(text.context for text in every)
    return found | _by_place(new, _not_in(found, usable), number)


def key_of(message: Message) -> Text:
    """Return the text that a message is for. The product's texts have an empty context."""
    forms = (message.id,) if isinstance(message.id, str) else message.id
    return Text(message.context or "", "\n".join(forms))


def translated_text(message: Message) -> Text:
    """Return the text that a message's translation translates; its English may be earlier."""
    key = key_of(message)
    return Text(key.context, str(message.previous_id[0])) if _is_kept(message) else key


def is_translated(message: Message) -> bool:
    """Return whether a message has a translation, which may be a guess."""
    string = message.string or ""
    return any(form.strip() for form in ((string,) if isinstance(string, str) else string))


def is_usable(message: Message) -> bool:
    """Return whether a message has a translation that can be shown, and is no guess."""
    return is_translated(message) and (not message.fuzzy or _is_kept(message))


def _is_kept(message: Message) -> bool:
    """Return whether a message is fuzzy because it translates the earlier English of its place."""
    earlier = bool(message.fuzzy and message.context and message.previous_id)
    return earlier and _same_parts(str(message.previous_id[0]), key_of(message).english)


def _not_in(found: dict[Text, Message], messages: Iterable[Message]) -> list[Message]:
    used = {id(message) for message in found.values()}
    return [message for message in messages if id(message) not in used]


def _by_place(
    texts: list[Text], messages: list[Message], number: Counter[str]
) -> dict[Text, Message]:
    """Return the pairs of changed texts and translations of one place, by their likeness.

    The only text of a place takes the only translation there, like or not: `number` maps a place to
    the number of its texts.
    """
    pairs: dict[Text, Message] = {}
    for place in dict.fromkeys(text.context for text in texts):
        new = [text for text in texts if text.context == place]
        old = [message for message in messages if message.context == place]
        alone = number[place] == len(old) == 1
        pairs |= _most_alike(new, old, 0 if alone else LIKE)
    return pairs


def _most_alike(texts: list[Text], messages: list[Message], least: float) -> dict[Text, Message]:
    """Return the pairs with at least this likeness, the most alike first."""
    candidates = [(_likeness(text, each), text, each) for text in texts for each in messages]
    pairs: dict[Text, Message] = {}
    for likeness, text, message in sorted(candidates, key=lambda each: each[0], reverse=True):
        if likeness >= least and text not in pairs and message not in pairs.values():
            pairs[text] = message
    return pairs


def _likeness(text: Text, message: Message) -> float:
    """Return how alike a text and the English of a translation are; below 0 for other parts."""
    english = translated_text(message).english
    if not _same_parts(text.english, english):
        return -1
    return SequenceMatcher(None, english, text.english, autojunk=False).ratio()


def _same_parts(one: str, other: str) -> bool:
    return sorted(_PARTS.findall(one)) == sorted(_PARTS.findall(other))
