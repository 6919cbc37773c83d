"""A catalogue merged with the texts that there are now; no translation is lost."""

from __future__ import annotations

from dataclasses import dataclass

from babel.messages.catalog import Catalog, Message

from widget.matching import is_translated, is_usable, key_of, match, translated_text


@dataclass(frozen=True)
class Changes:
    """How many texts of a catalogue are new, have other English, and are not used any more."""

    new: int
    outdated: int
    unused: int

    def __str__(self) -> str:
        counted = {
            "new": self.new,
            "changed, to be reviewed": self.outdated,
            "not used any more": self.unused,
        }
        said = [f"{what}: {number}" for what, number in counted.items() if number]
        return "; ".join(said) or "no text has changed"


def merge(catalogue: Catalog, template: Catalog) -> Changes:
    """Give a catalogue the texts of a template, in their order, and return what has changed.

    A changed text keeps its translation, marked as fuzzy, with the English that it translates. A
    translation that is not used any more becomes obsolete.
    """
    wanted = {key_of(message): message for message in template if message.id}
    present = {key_of(message): message for message in catalogue if message.id}
    same = {key: message for key, message in present.items() if key in wanted}
    sources = same | match(wanted, catalogue)
    used = {id(message) for message in sources.values()}
    unused = [each for each in present.values() if is_translated(each) and id(each) not in used]
    _take_out(catalogue, used)
    for key, message in wanted.items():
        catalogue[message.id] = _entry(message, sources.get(key), catalogue.num_plurals)
    for message in map(_obsolete, unused):
        catalogue.obsolete[str(message.id), message.context or ""] = message
    changed = {key for key, source in sources.items() if translated_text(source) != key}
    return Changes(
        new=len(wanted.keys() - present.keys() - changed),
        outdated=len([key for key in changed if sources[key] is not present.get(key)]),
        unused=len(unused),
    )


def _take_out(catalogue: Catalog, used: set[int]) -> None:
    """Take all messages out of a catalogue, and those obsolete ones that are used again."""
    for message in list(catalogue):
        catalogue.delete(message.id, message.context)
    for key, message in list(catalogue.obsolete.items()):
        if id(message) in used:
            del catalogue.obsolete[key]


def _entry(text: Message, source: Message | None, forms: int) -> Message:
    """Return the message for a text of the template, with what a translator wrote in `source`."""
    entry = text.clone()
    if entry.pluralizable:
        entry.string = ("",) * forms
    if source is None:
        return entry
    entry.string, entry.user_comments = source.string, source.user_comments
    entry.flags |= source.flags
    if is_usable(source) or not is_translated(source):
        entry.flags.discard("fuzzy")
    if (said := translated_text(source)) != key_of(text):
        entry.flags.add("fuzzy")
        entry.previous_id = [said.english]
    return entry


def _obsolete(message: Message) -> Message:
    """Return a message for the English that its translation translates; a guess stays one."""
    text = translated_text(message)
    return Message(
        message.id if text == key_of(message) else text.english,
        message.string,
        flags=message.flags - ({"fuzzy"} if is_usable(message) else set()),
        user_comments=message.user_comments,
        context=message.context,
    )
