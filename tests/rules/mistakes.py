"""Mistakes in the form of a rules file, each with the message that its author sees."""

from __future__ import annotations

from tests.rules.generated import SMALL

TO_PLACE = 'text = "An ordinary one"\ngoto = "place"'
ABROAD = '{ purpose = "tourism", place = "abroad", goto = "tourist", clause = "TOU-1" }'
INSIDE = '{ purpose = "tourism", place = "inside", goto = "ask_agency", closest = ["tourist"] }'
TOURISM = 'text = "To look around"'
NEXT = SMALL[SMALL.index("next = [\n  {") : SMALL.index("\n\n[questions.purpose.options.tourism]")]
OPTIONS_OF_PLACE = SMALL[SMALL.index("[questions.place.opt") : SMALL.index("[questions.purpose]")]
FIRST = "[questions.passport]"
PROMISE = f'[[always]]\nbecause = "The list says so."\n{{}}\n\n{FIRST}'
WITHOUT_GOTO = (
    "questions.purpose.options.tourism: Without a goto, the keys clause, confirm and closest belong"
    ' in a row of next. Allowed: { …, goto = "…", clause = "…" }.'
)

MISTAKES = {
    "a key with a slip": (
        'start = "passport"',
        'start = "passport"\nstrat = "passport"',
        (
            "strat: This key is not known. Did you mean start? Allowed: about, advice, always, "
            "categories, clauses, groups, points, questions, readings, retired, start, unused."
        ),
    ),
    "an unknown key of a question": (
        'short = "Place"',
        'short = "Place"\nhint = "Look at the map."',
        "questions.place.hint: This key is not known. Allowed: help, more, next, options, "
        "otherwise, short, text.",
    ),
    "an unknown key of an option": (
        TO_PLACE,
        'text = "An ordinary one"\ngoto = "place"\ntitle = "One"',
        (
            "questions.passport.options.ordinary.title: This key is not known. Allowed: "
            "clause, closest, confirm, goto, help, hint, more, text, told."
        ),
    ),
    "an unknown key of a category": (
        'paragraph = "6"',
        'paragraph = "6"\nentries = ["single"]',
        (
            "categories.tourist.entries: This key is not known. Did you mean entry? "
            "Allowed: codes, entry, links, name, next_steps, paragraph, quote, valid, whom."
        ),
    ),
    "an unknown key of an advice": (
        'name = "Ask the agency"',
        'name = "Ask the agency"\nentry = ["single"]',
        "advice.ask_agency.entry: This key is not known. Allowed: closest, links, name, "
        "next_steps, quote, why.",
    ),
    "unused words without a reason": (
        'start = "passport"',
        'start = "passport"\nunused = [{ text = "Центр" }]',
        'unused[1].because: This key is missing. Allowed: a text in quotation marks, like "this".',
    ),
    "unused words without words": (
        'start = "passport"',
        'start = "passport"\nunused = [{ text = [], because = "The heading." }]',
        "unused[1].text: This is empty. Allowed: at least one entry.",
    ),
    "a quotation without words": (
        'paragraph = "6"',
        'paragraph = "6"\nquote = " "',
        "categories.tourist.quote: This is empty. Allowed: at least one character.",
    ),
    "a number for a text": (
        'short = "Place"',
        "short = 7",
        (
            "questions.place.short: A text is expected, not 7. Allowed: a text in "
            'quotation marks, like "this".'
        ),
    ),
    "a text for a list": (
        'entry = ["single"]',
        'entry = "single"',
        (
            "categories.tourist.entry: A list is expected, not 'single'. Allowed: a list,"
            ' like ["this", "that"].'
        ),
    ),
    "a text for a number": (
        "reading = 1",
        'reading = "1"',
        (
            "points.posting.reading: A whole number is expected, not '1'. Allowed: "
            "a whole number in digits, without quotation marks."
        ),
    ),
    "a year in another century": (
        'agency = "office"',
        'agency = "office"\nin_force = { from = 201 }',
        "about.in_force.from: 201 is too small. Allowed: at least 1900.",
    ),
    "years in the wrong order": (
        'agency = "office"',
        'agency = "office"\nin_force = { from = 2013, to = 2010 }',
        "about.in_force: 2010 is before 2013. Allowed: from = 2010, to = 2013.",
    ),
    "a text for a date": (
        'agency = "office"',
        'agency = "office"\nconfirmed = "2026-11-22"',
        (
            "about.confirmed: A date is expected, not '2026-11-22'. Allowed: a date like "
            "2026-05-30, without quotation marks."
        ),
    ),
    "a link without its date": (
        'name = "Tourist visa"',
        'name = "Tourist visa"\nlinks = [{ text = "Portal", address = "https://portal.example" }]',
        (
            "categories.tourist.links[1].as_of: This key is missing. Allowed: a date like "
            "2026-05-30, without quotation marks."
        ),
    ),
    "a link that is not safe": (
        'name = "Tourist visa"',
        'name = "Tourist visa"\n'
        'links = [{ text = "Portal", address = "http://portal.example", as_of = 2026-05-30 }]',
        (
            "categories.tourist.links[1].address: 'http://portal.example' is not allowed here. "
            "Allowed: an address that begins with https://."
        ),
    ),
    "a file elsewhere as the source": (
        'agency = "office"',
        'agency = "office"\nsource = "../source.txt"',
        (
            "about.source: '../source.txt' is not allowed here. Allowed: the name of a file beside "
            "this one, like source.txt."
        ),
    ),
    "no text without conditions": (
        '"The consulate decides."',
        '[{ place = "abroad", text = "The consulate decides." }]',
        (
            "about.statement: Exactly one text must have no conditions: it is for everybody "
            'whom no other text fits. Allowed: [ { question = "option", text = "…" }, { text '
            '= "…" } ].'
        ),
    ),
    "a number for a text that may have conditions": (
        '"The consulate decides."',
        "7",
        (
            "about.statement: A text is expected, not 7. Allowed: a text in quotation marks, like "
            '"this".'
        ),
    ),
    "a step with two places in brackets": (
        '{ text = "Write to the agency." }',
        '{ change = "purpose", text = "[Change] the purpose or [write]." }',
        (
            "advice.ask_agency.next_steps[1]: A step can have only one link. Allowed: its words in "
            "[brackets], once."
        ),
    ),
    "a step without words for its link": (
        '{ text = "Write to the agency." }',
        '{ change = "purpose", text = "Change the purpose." }',
        (
            "advice.ask_agency.next_steps[1]: The link has no words. Allowed: its words in "
            "[brackets], once."
        ),
    ),
    "a step with words for a link that leads nowhere": (
        '{ text = "Write to the agency." }',
        '{ text = "[Write] to the agency." }',
        (
            "advice.ask_agency.next_steps[1]: The words in [brackets] are a link, but it leads "
            "nowhere. Allowed: change or answers."
        ),
    ),
    "a step with two links": (
        '{ text = "Write to the agency." }',
        '{ change = "place", answers = { passport = "other" }, text = "[Change] it." }',
        (
            "advice.ask_agency.next_steps[1]: A step can have only one link: change or "
            "answers. Allowed: "
            "one of them."
        ),
    ),
    "a step that is a plain text": (
        '{ text = "Write to the agency." }',
        '"Write to the agency."',
        (
            "advice.ask_agency.next_steps[1]: A table is expected, not 'Write to the agency.'. "
            'Allowed: a table, like { text = "…" }; other keys: points, change, answers.'
        ),
    ),
    "a letter that is not Latin": (
        TO_PLACE,
        TO_PLACE.replace("place", "plасe"),
        (
            "questions.passport.options.ordinary.goto: “plасe” contains a look-alike: cyrillic "
            "small letter a, cyrillic small letter es. Allowed: place."
        ),
    ),
    "a no-break space behind an id": (
        TO_PLACE,
        TO_PLACE.replace("place", "place\u00a0"),
        (
            "questions.passport.options.ordinary.goto: “place” contains a look-alike: "
            "no-break space. Allowed: place."
        ),
    ),
    "a plain text for a fold": (
        'short = "Purpose"',
        'short = "Purpose"\nmore = "Others"',
        (
            "questions.purpose.more: A table is expected, not 'Others'. Allowed: a table, like "
            '{ text = "…" }; other keys: hint.'
        ),
    ),
    "codes without a day": (
        'name = "Tourist visa"',
        'name = "Tourist visa"\ncodes = ["B12"]',
        (
            "categories.tourist.codes: A table is expected, not a list. Allowed: a table, like "
            '{ list = ["…"], as_of = 2026-05-30 }; other keys: source.'
        ),
    ),
    "one link for a list": (
        'name = "Tourist visa"',
        'name = "Tourist visa"\nlinks = { text = "The portal" }',
        (
            "categories.tourist.links: A list is expected, not a table. Allowed: a list, like "
            '[{ text = "…", address = "…", as_of = 2026-05-30 }], or a table [[…]] for each.'
        ),
    ),
    "a folded option that nothing unfolds": (
        TOURISM,
        f"{TOURISM}\nmore = true",
        (
            "questions.purpose: Options have more = true, but nothing unfolds them: tourism. "
            'Allowed: more = { text = "…" } in the question.'
        ),
    ),
    "a fold without options": (
        'short = "Purpose"',
        'short = "Purpose"\nmore = { text = "Others" }',
        (
            "questions.purpose: No option has more = true, so there is nothing to unfold. Allowed: "
            "more = true."
        ),
    ),
    "a list for a table": (
        OPTIONS_OF_PLACE,
        'options = ["abroad", "inside"]\n',
        (
            "questions.place.options: A table is expected, not a list. Allowed: a table "
            "with keys of its own."
        ),
    ),
    "a text for an option": (
        OPTIONS_OF_PLACE,
        'options.abroad = "purpose"\n',
        (
            "questions.place.options.abroad: A table is expected, not 'purpose'. Allowed: a "
            'table, like { text = "…" }; other keys: clause, confirm, closest, hint, help, told, '
            "more, goto."
        ),
    ),
    "no words for an option": (
        'text = "An ordinary one"\n',
        "",
        (
            "questions.passport.options.ordinary.text: This key is missing. Allowed: a "
            'text in quotation marks, like "this".'
        ),
    ),
    "no reasons for an advice": (
        'why = ["The list names no category for this."]\n',
        "",
        'advice.ask_agency.why: This key is missing. Allowed: a list, like ["this", "that"].',
    ),
    "no options": (
        OPTIONS_OF_PLACE,
        "",
        "questions.place.options: This key is missing. Allowed: a table with keys of its own.",
    ),
    "an empty word": (
        '"An ordinary one"',
        '""',
        "questions.passport.options.ordinary.text: This is empty. Allowed: at least one character.",
    ),
    "a word of blanks": (
        '"Place"',
        '"  "',
        "questions.place.short: This is empty. Allowed: at least one character.",
    ),
    "an empty word in a list": (
        '["foreigners who come for tourism"]',
        '["foreigners who come for tourism", ""]',
        "categories.tourist.whom[2]: This is empty. Allowed: at least one character.",
    ),
    "a word with what is not seen": (
        '"Place"',
        '"Pla\\u200bce"',
        (
            "questions.place.short: 'Pla\\u200bce' has invisible characters: U+200B. "
            "Allowed: one line of letters, digits and signs."
        ),
    ),
    "an empty list of words": (
        '[{ text = "Write to the agency." }]',
        "[]",
        "advice.ask_agency.next_steps: This is empty. Allowed: at least one entry.",
    ),
    "a category without entry options": (
        'entry = ["single"]\n',
        "",
        'categories.tourist.entry: This key is missing. Allowed: a list, like ["this", "that"].',
    ),
    "a category with no entry option in its list": (
        'entry = ["single"]',
        "entry = []",
        "categories.tourist.entry: This is empty. Allowed: at least one entry.",
    ),
    "an unknown entry option": (
        'entry = ["single"]',
        'entry = ["single", "double"]',
        (
            "categories.tourist.entry[2]: 'double' is not known. Allowed: 'single',"
            " 'multiple' or 'exit'."
        ),
    ),
    "an entry option twice": (
        'entry = ["single"]',
        'entry = ["single", "single"]',
        "categories.tourist.entry: An entry option is listed twice. Allowed: each once.",
    ),
    "an entry beside exit only": (
        'entry = ["single"]',
        'entry = ["single", "exit"]',
        (
            "categories.tourist.entry: exit cannot be combined with other entry options. "
            'Allowed: "exit" alone.'
        ),
    ),
    "a reading without a number": (
        "[readings.1]",
        "[readings.first]",
        "readings.first: 'first' is not allowed here. Allowed: a number, as points name it.",
    ),
    "a validity for another entry option": (
        'entry = ["single"]',
        'entry = ["single"]\nvalid = { multiple = "1 year", as_of = 2026-05-30 }',
        "categories.tourist: valid is for multiple, but entry is not. Allowed: single.",
    ),
    "a point for no category": (
        "reading = 1",
        "reading = 1\ncategories = []",
        "points.posting.categories: This is empty. Allowed: at least one entry.",
    ),
    "a text for a row": (
        ABROAD,
        '"tourist"',
        (
            "questions.purpose.next[1]: A table is expected, not 'tourist'. Allowed: a "
            'table, like { goto = "…" }; other keys: clause, confirm, closest.'
        ),
    ),
    "a row for rows": (
        NEXT,
        f"next = {ABROAD}",
        (
            "questions.purpose.next: A list is expected, not a table. Allowed: a list, "
            'like [{ goto = "…" }], or a table [[…]] for each; other keys: clause, confirm, '
            "closest."
        ),
    ),
    "no rows in next": (
        NEXT,
        "next = []",
        "questions.purpose.next: This is empty. Allowed: at least one entry.",
    ),
    "a row without a goto": (
        INSIDE,
        '{ purpose = "tourism", place = "inside" }',
        (
            "questions.purpose.next[2].goto: This key is missing. Allowed: a text in "
            'quotation marks, like "this".'
        ),
    ),
    "a number for an answer": (
        ABROAD,
        ABROAD.replace('"abroad"', "7"),
        (
            "questions.purpose.next[1].place: A text is expected, not 7. Allowed: a text in "
            'quotation marks, like "this".'
        ),
    ),
    "no answers": (
        ABROAD,
        ABROAD.replace('"abroad"', "[]"),
        "questions.purpose.next[1].place: This is empty. Allowed: at least one entry.",
    ),
    "an answer with a capital": (
        ABROAD,
        ABROAD.replace('"abroad"', '["Abroad"]'),
        (
            "questions.purpose.next[1].place[1]: 'Abroad' is not allowed here. Allowed: the id "
            'of an option, the name of a group, or "not asked"; several in [brackets].'
        ),
    ),
    "a row of otherwise without a goto": (
        NEXT,
        f'{NEXT}\notherwise = {{ place = "abroad" }}',
        (
            "questions.purpose.otherwise.goto: This key is missing. Allowed: a text in "
            'quotation marks, like "this".'
        ),
    ),
    "otherwise without next": (
        NEXT,
        'otherwise = { goto = "ask_agency" }',
        (
            "questions.purpose: otherwise needs next: it is for everybody whom no row of "
            "next fits. "
            "Allowed: next."
        ),
    ),
    "an empty group": (
        "[questions.passport]",
        "[groups.place]\nall = []\n\n[questions.passport]",
        "groups.place.all: This is empty. Allowed: at least one entry.",
    ),
    "a clause without a goto": (TOURISM, f'{TOURISM}\nclause = "TOU-1"', WITHOUT_GOTO),
    "points without a goto": (TOURISM, f'{TOURISM}\nconfirm = ["posting"]', WITHOUT_GOTO),
    "closest categories without a goto": (
        TOURISM,
        f'{TOURISM}\nclosest = ["tourist"]',
        WITHOUT_GOTO,
    ),
    "a question with the name of a key": (
        OPTIONS_OF_PLACE,
        f'{OPTIONS_OF_PLACE}[questions.clause]\ntext = "?"\nshort = "?"\n'
        'options.a = { text = "A", goto = "purpose" }\n',
        (
            "questions.clause: 'clause' is not allowed here. Allowed: small letters, digits and "
            "_, like study_visa, except these reserved words: goto, clause, "
            "confirm, closest, text, points, change, answers, entry, citizenship."
        ),
    ),
    "a question with the name of the citizenship in addresses": (
        OPTIONS_OF_PLACE,
        f'{OPTIONS_OF_PLACE}[questions.citizenship]\ntext = "?"\nshort = "?"\n'
        'options.a = { text = "A", goto = "purpose" }\n',
        (
            "questions.citizenship: 'citizenship' is not allowed here. Allowed: small letters, "
            "digits and _, like study_visa, except these reserved words: goto, clause, "
            "confirm, closest, text, points, change, answers, entry, citizenship."
        ),
    ),
    "a question with a name that advertising adds to links": (
        OPTIONS_OF_PLACE,
        f'{OPTIONS_OF_PLACE}[questions.utm_term]\ntext = "?"\nshort = "?"\n'
        'options.a = { text = "A", goto = "purpose" }\n',
        (
            "questions.utm_term: 'utm_term' is a name that advertising and statistics add to "
            "links. Allowed: another id, like study_visa."
        ),
    ),
    "a question's name with a capital": (
        OPTIONS_OF_PLACE,
        f'{OPTIONS_OF_PLACE}[questions.Place2]\ntext = "?"\nshort = "?"\n'
        'options.a = { text = "A", goto = "purpose" }\n',
        (
            "questions.Place2: 'Place2' is not allowed here. Allowed: small letters, digits and "
            "_, like study_visa, except these reserved words: goto, clause, "
            "confirm, closest, text, points, change, answers, entry, citizenship."
        ),
    ),
    "a target with a blank in it": (
        TO_PLACE,
        'text = "An ordinary one"\ngoto = "the place"',
        (
            "questions.passport.options.ordinary.goto: 'the place' is not allowed here. "
            "Allowed: small letters, digits and _, like study_visa."
        ),
    ),
    "a promise without a reason": (
        FIRST,
        f'[[always]]\nnever = ["tourist"]\n\n{FIRST}',
        'always[1].because: This key is missing. Allowed: a text in quotation marks, like "this".',
    ),
    "a promise of nothing": (
        FIRST,
        PROMISE.format('if = { place = "abroad" }'),
        "always[1]: This promises nothing. Allowed: one of the keys never, only and confirm.",
    ),
    "a promise of two things": (
        FIRST,
        PROMISE.format('never = ["tourist"]\nonly = ["tourist"]'),
        (
            "always[1]: This promises several things: never and only. Allowed: a table [[always]] "
            "for each."
        ),
    ),
    "a promise with an empty list": (
        FIRST,
        PROMISE.format("never = []"),
        "always[1].never: This is empty. Allowed: at least one entry.",
    ),
    "a promise with a text for a list": (
        FIRST,
        PROMISE.format('only = "tourist"'),
        (
            "always[1].only: A list is expected, not 'tourist'. Allowed: a list, like "
            '["this", "that"].'
        ),
    ),
    "a promise with a slip in a key": (
        FIRST,
        PROMISE.format('nver = ["tourist"]'),
        (
            "always[1].nver: This key is not known. Did you mean never? Allowed: because, "
            "confirm, if, never, only."
        ),
    ),
    "a promise about an answer with a capital": (
        FIRST,
        PROMISE.format('if = { place = "Abroad" }\nnever = ["tourist"]'),
        (
            "always[1].if.place: 'Abroad' is not allowed here. Allowed: the id of an option, the "
            'name of a group, or "not asked"; several in [brackets].'
        ),
    ),
    "a promise about no answers": (
        FIRST,
        PROMISE.format('if = { place = [] }\nnever = ["tourist"]'),
        "always[1].if.place: This is empty. Allowed: at least one entry.",
    ),
    "a promise with its people alone": (
        FIRST,
        PROMISE.format('if = { place = "abroad" }').replace('because = "The list says so."\n', ""),
        'always[1].because: This key is missing. Allowed: a text in quotation marks, like "this".',
    ),
    "a table for promises": (
        FIRST,
        PROMISE.format('never = ["tourist"]').replace("[[always]]", "[always]"),
        (
            'always: A list is expected, not a table. Allowed: a list, like [{ because = "…" }], '
            "or a table [[…]] for each; other keys: if, never, only, confirm."
        ),
    ),
}
"""Mistake → the text in `SMALL` that is replaced, what replaces it, the message."""
