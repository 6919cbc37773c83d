"""Mistakes in a partner's file, each with the message that its author sees."""

from __future__ import annotations

KEYS = "closed, contacts, image, languages, logo, name, origins, presets, site, theme."
THEME_KEYS = (
    "accent, border, dark, density, font, ground, on_accent, painted, radius, scheme, text."
)
QUESTIONS = (
    "location, need, departure, permission, passport, capacity, position, rank, relative, "
    "relative_rank, purpose, investment_role, transit_right."
)
TEXT = 'a text in quotation marks, like "this".'
NUMBER = "a whole number in digits, without quotation marks."
NAME = 'one name, like "Inn", or one for each language, like { en = "Inn", ru = "Гостиница" }.'
LANGUAGES = "en, kk, ru; to add one, run `widget words update --add`."
READABLE = "one line of letters, digits and signs."
ADDRESS = "an address that begins with https://, without blanks, quotation marks, < and >."
ORIGIN = (
    "https://host or https://host:port, without a path; for trying out also "
    "http://localhost:port and http://127.0.0.1:port."
)
COLOUR = "#rgb or #rrggbb."

MANY_ORIGINS = ", ".join(f"'https://site-{number}.example'" for number in range(49))

MISTAKES = {
    "an unknown key": (
        "border =",
        "shadow = 1, border =",
        "theme.shadow",
        f"This key is not known. Allowed: {THEME_KEYS}",
    ),
    "a key with a slip": (
        "origins =",
        "orgins =",
        "orgins",
        f"This key is not known. Did you mean origins? Allowed: {KEYS}",
    ),
    "contacts below the theme": (
        "theme = { ground",
        "theme = { contacts.email = 'a@a.kz', ground",
        "theme.contacts",
        f"This key belongs above the first [table], or as [contacts]. Allowed: {THEME_KEYS}",
    ),
    "a site below the theme": (
        "theme = { ground",
        "theme = { site = 'https://a.kz', ground",
        "theme.site",
        f"This key belongs above the first [table]. Allowed: {THEME_KEYS}",
    ),
    "an e-mail address outside of the contacts": (
        "presets",
        "email = 'a@a.kz'\npresets",
        "email",
        f"This key belongs in [contacts]. Allowed: {KEYS}",
    ),
    "an unknown key in contacts": (
        "presets",
        "contacts = { email = 'a@a.kz', fax = ['+77000000'] }\npresets",
        "contacts.fax",
        "This key is not known. Allowed: email, phones, whatsapp.",
    ),
    "a text as a number": (
        "presets",
        "site = 7\npresets",
        "site",
        f"A text is expected, not 7. Allowed: {TEXT}",
    ),
    "a list as a text": (
        '["en", "ru"]',
        '"en"',
        "languages",
        'A list is expected, not \'en\'. Allowed: a list, like ["this", "that"].',
    ),
    "a table as a text": (
        '{ purpose = "tourism", location = "abroad" }',
        '"x"',
        "presets",
        "A table is expected, not 'x'. Allowed: a table with keys of its own.",
    ),
    "a number as a text": (
        "border =",
        "radius = '9', border =",
        "theme.radius",
        f"A whole number is expected, not '9'. Allowed: {NUMBER}",
    ),
    "a boolean as a text": (
        "border =",
        "painted = 'yes', border =",
        "theme.painted",
        "True or false is expected, not 'yes'. Allowed: true or false, without quotation marks.",
    ),
    "a number as a boolean": (
        "border =",
        "radius = true, border =",
        "theme.radius",
        f"A whole number is expected, not true. Allowed: {NUMBER}",
    ),
    "a number with a fraction": (
        "border =",
        "radius = 9.5, border =",
        "theme.radius",
        f"A whole number is expected, not 9.5. Allowed: {NUMBER}",
    ),
    "a text as a list": (
        "presets",
        "site = ['https://a.kz']\npresets",
        "site",
        f"A text is expected, not a list. Allowed: {TEXT}",
    ),
    "a text as a table": (
        "presets",
        "site = { en = 'https://a.kz' }\npresets",
        "site",
        f"A text is expected, not a table. Allowed: {TEXT}",
    ),
    "a text as a date": (
        '"Hotel Tulip"',
        "2026-01-31",
        "name",
        f"A text or a table is expected, not 2026-01-31. Allowed: {NAME}",
    ),
    "a text that is long": (
        "presets",
        f"site = '{'x' * 100}'\npresets",
        "site",
        f"'{'x' * 79}… is not allowed here. Allowed: {ADDRESS}",
    ),
    "a missing key": ('name = "Hotel Tulip"', "", "name", f"This key is missing. Allowed: {TEXT}"),
    "a missing colour": (
        ', border = "#666"',
        "",
        "theme.border",
        f"This key is missing. Allowed: {TEXT}",
    ),
    "an empty name": (
        "Hotel Tulip",
        " ",
        "name",
        "This is empty. Allowed: at least one character.",
    ),
    "a name too long": (
        "Hotel Tulip",
        "x" * 81,
        "name",
        f"'{'x' * 79}… is too long. Allowed: at most 80 characters.",
    ),
    "a name with a control character": (
        "Tulip",
        "\\u0000",
        "name",
        f"'Hotel \\x00' has invisible characters: U+0000. Allowed: {READABLE}",
    ),
    "a name in two lines": (
        "Tulip",
        "\\nTulip",
        "name",
        f"'Hotel \\nTulip' has invisible characters: U+000A. Allowed: {READABLE}",
    ),
    "a name with a zero-width space": (
        "Tulip",
        "\\u200bTulip",
        "name",
        f"'Hotel \\u200bTulip' has invisible characters: U+200B. Allowed: {READABLE}",
    ),
    "a name that reverses the direction of the text": (
        "Tulip",
        "\\u202eTulip",
        "name",
        f"'Hotel \\u202eTulip' has invisible characters: U+202E. Allowed: {READABLE}",
    ),
    "a name of letters that are blank": (
        "Hotel Tulip",
        "\\u3164\\u2800",
        "name",
        f"'\u3164\u2800' has invisible characters: U+3164, U+2800. Allowed: {READABLE}",
    ),
    "a name of accents alone": (
        "Hotel Tulip",
        "\\u0301",
        "name",
        f"'\u0301' has no visible characters. Allowed: {READABLE}",
    ),
    "an e-mail address with an invisible character": (
        "presets",
        "contacts = { email = \"a\\u202e@a.kz\", phones = ['+77000000'] }\npresets",
        "contacts.email",
        f"'a\\u202e@a.kz' has invisible characters: U+202E. Allowed: {READABLE}",
    ),
    "a site with an invisible character": (
        "presets",
        'site = "https://a\\u200b.kz"\npresets',
        "site",
        f"'https://a\\u200b.kz' has invisible characters: U+200B. Allowed: {READABLE}",
    ),
    "a name that is a number": (
        '"Hotel Tulip"',
        "7",
        "name",
        f"A text or a table is expected, not 7. Allowed: {NAME}",
    ),
    "names in a list": (
        '"Hotel Tulip"',
        '["Hotel Tulip", "Отель «Тюльпан»"]',
        "name",
        f"A text or a table is expected, not a list. Allowed: {NAME}",
    ),
    "no name in any language": (
        '"Hotel Tulip"',
        "{}",
        "name",
        "This is empty. Allowed: at least one entry.",
    ),
    "a name in a country's code": (
        '"Hotel Tulip"',
        '{ en = "Hotel Tulip", kz = "«Қызғалдақ» қонақүйі" }',
        "name.kz",
        f"There is no language 'kz'. Did you mean kk? Allowed: {LANGUAGES}",
    ),
    "a name in a language in capitals": (
        '"Hotel Tulip"',
        '{ EN = "Hotel Tulip" }',
        "name.EN",
        f"There is no language 'EN'. Did you mean en? Allowed: {LANGUAGES}",
    ),
    "a name in a language by three letters": (
        '"Hotel Tulip"',
        '{ en = "Hotel Tulip", rus = "Отель «Тюльпан»" }',
        "name.rus",
        f"There is no language 'rus'. Did you mean ru? Allowed: {LANGUAGES}",
    ),
    "a name in a language that is not there": (
        '"Hotel Tulip"',
        '{ en = "Hotel Tulip", de = "Hotel Tulpe" }',
        "name.de",
        f"There is no language 'de'. Allowed: {LANGUAGES}",
    ),
    "an empty name in one language": (
        '"Hotel Tulip"',
        '{ en = "Hotel Tulip", ru = " " }',
        "name.ru",
        "This is empty. Allowed: at least one character.",
    ),
    "a number as a name in one language": (
        '"Hotel Tulip"',
        '{ en = "Hotel Tulip", ru = 7 }',
        "name.ru",
        f"A text is expected, not 7. Allowed: {TEXT}",
    ),
    "a name too long in one language": (
        '"Hotel Tulip"',
        f'{{ en = "Hotel Tulip", ru = "{"т" * 81}" }}',
        "name.ru",
        f"'{'т' * 79}… is too long. Allowed: at most 80 characters.",
    ),
    "a name with a zero-width space in one language": (
        '"Hotel Tulip"',
        '{ en = "Hotel \\u200bTulip", ru = "Отель «Тюльпан»" }',
        "name.en",
        f"'Hotel \\u200bTulip' has invisible characters: U+200B. Allowed: {READABLE}",
    ),
    "a name twice in one language": (
        '"Hotel Tulip"',
        '{ en = "Hotel Tulip", en = "Tulip" }',
        "line 2",
        "This key is defined twice. Allowed: each once.",
    ),
    "no language": (
        '["en", "ru"]',
        "[]",
        "languages",
        "This is empty. Allowed: at least one entry.",
    ),
    "an unknown language": (
        '["en", "ru"]',
        '["en", "kz"]',
        "languages[2]",
        f"There is no language 'kz'. Did you mean kk? Allowed: {LANGUAGES}",
    ),
    "a language by three letters": (
        '["en", "ru"]',
        '["en", "kaz"]',
        "languages[2]",
        f"There is no language 'kaz'. Did you mean kk? Allowed: {LANGUAGES}",
    ),
    "a language twice": (
        '["en", "ru"]',
        '["en", "en"]',
        "languages",
        "Items 1 and 2 are the same, en. Allowed: each once.",
    ),
    "a preset of no question": (
        "purpose =",
        "porpose =",
        "presets.porpose",
        f"There is no question 'porpose'. Did you mean purpose? Allowed: {QUESTIONS}",
    ),
    "a preset of no option": (
        "abroad",
        "abrod",
        "presets.location",
        "There is no option of location 'abrod'. Did you mean abroad? Allowed: abroad, kazakhstan.",
    ),
    "presets that exclude each other": (
        'location = "abroad"',
        'location = "kazakhstan", departure = "lost_document"',
        "presets",
        "No path through the questions takes all these answers. "
        "Allowed: answers that one visitor can give.",
    ),
    "a site that is no address": (
        "presets",
        "site = 'a.kz'\npresets",
        "site",
        f"'a.kz' is not allowed here. Did you mean https://a.kz? Allowed: {ADDRESS}",
    ),
    "a site with a blank": (
        "presets",
        "site = 'https://a.kz/a b'\npresets",
        "site",
        f"'https://a.kz/a b' is not allowed here. Allowed: {ADDRESS}",
    ),
    "a site with a quotation mark": (
        "presets",
        "site = 'https://a.kz/\"'\npresets",
        "site",
        f"'https://a.kz/\"' is not allowed here. Allowed: {ADDRESS}",
    ),
    "a site that is a script": (
        "presets",
        "site = 'javascript:x'\npresets",
        "site",
        f"'javascript:x' is not allowed here. Allowed: {ADDRESS}",
    ),
    "no e-mail address": (
        "presets",
        "contacts = { email = 'a a.kz', phones = ['+77000000'] }\npresets",
        "contacts.email",
        "'a a.kz' is not allowed here. Allowed: an e-mail address.",
    ),
    "an e-mail address with its name": (
        "presets",
        "contacts = { email = 'Reception <a@b.kz>' }\npresets",
        "contacts.email",
        "'Reception <a@b.kz>' is not allowed here. Did you mean a@b.kz? "
        "Allowed: an e-mail address.",
    ),
    "an e-mail address as a link": (
        "presets",
        "contacts = { email = 'mailto:a@b.kz' }\npresets",
        "contacts.email",
        "'mailto:a@b.kz' is not allowed here. Did you mean a@b.kz? Allowed: an e-mail address.",
    ),
    "an e-mail address with a comma": (
        "presets",
        "contacts = { email = 'a@b,kz' }\npresets",
        "contacts.email",
        "'a@b,kz' is not allowed here. Allowed: an e-mail address.",
    ),
    "no telephone number": (
        "presets",
        "contacts = { email = 'a@a.kz', phones = ['877000000'] }\npresets",
        "contacts.phones[1]",
        "'877000000' is not allowed here. Allowed: one number: + and 7 to 15 digits, spaced as "
        "people read them.",
    ),
    "two telephone numbers in one text": (
        "presets",
        "contacts = { phones = ['+7 701 123-45-67, +7 702 222-33-44'] }\npresets",
        "contacts.phones[1]",
        "'+7 701 123-45-67, +7 702 222-33-44' is not allowed here. Allowed: one number: + and 7 "
        "to 15 digits, spaced as people read them.",
    ),
    "a second origin with a path": (
        "қаз:8443",
        "қаз:8443/visa",
        "origins[2]",
        "'https://қонақүй.қаз:8443/visa' is not an origin. "
        f"Did you mean https://қонақүй.қаз:8443? Allowed: {ORIGIN}",
    ),
    "a number in a list of texts": (
        '["en", "ru"]',
        '["en", "ru", 7]',
        "languages[3]",
        f"A text is expected, not 7. Allowed: {TEXT}",
    ),
    "a colour by its name": (
        "#063",
        "teal",
        "theme.accent",
        f"'teal' is not allowed here. Did you mean #008080? Allowed: {COLOUR}",
    ),
    "a colour without its sign": (
        "#063",
        "006633",
        "theme.accent",
        f"'006633' is not allowed here. Did you mean #006633? Allowed: {COLOUR}",
    ),
    "a colour of five digits": (
        "#063",
        "#06300",
        "theme.accent",
        f"'#06300' is not allowed here. Allowed: {COLOUR}",
    ),
    "a colour with an alpha": (
        "#063",
        "#006633ff",
        "theme.accent",
        f"'#006633ff' is not allowed here. Did you mean #006633? Allowed: {COLOUR}",
    ),
    "a colour that shines through": (
        "#063",
        "#00663380",
        "theme.accent",
        f"'#00663380' is not allowed here. Allowed: {COLOUR}",
    ),
    "a colour as a function": (
        "#063",
        "rgb(0,0,255)",
        "theme.accent",
        f"'rgb(0,0,255)' is not allowed here. Did you mean #0000ff? Allowed: {COLOUR}",
    ),
    "a colour by its name in another language": (
        "#063",
        "синий",
        "theme.accent",
        f"'синий' is not allowed here. Allowed: {COLOUR}",
    ),
    "a colour and more CSS": (
        "#063",
        "#063;}",
        "theme.accent",
        f"'#063;}}' is not allowed here. Allowed: {COLOUR}",
    ),
    "a colour with a line break": (
        "#063",
        "#063\\n",
        "theme.accent",
        f"'#063\\n' is not allowed here. Did you mean #006633? Allowed: {COLOUR}",
    ),
    "a radius too large": (
        "border =",
        "radius = 99, border =",
        "theme.radius",
        "99 is too large. Allowed: at most 24.",
    ),
    "a negative radius": (
        "border =",
        "radius = -1, border =",
        "theme.radius",
        "-1 is too small. Allowed: at least 0.",
    ),
    "an unknown font": (
        "border =",
        "font = 'Arial', border =",
        "theme.font",
        "'Arial' is not known. Allowed: 'system', 'humanist', 'rounded' or 'serif'.",
    ),
    "an unknown density": (
        "border =",
        "density = 'compcat', border =",
        "theme.density",
        "'compcat' is not known. Did you mean compact? Allowed: 'compact' or 'normal'.",
    ),
    "an unknown scheme": (
        "border =",
        "scheme = 'x', border =",
        "theme.scheme",
        "'x' is not known. Allowed: 'light', 'dark' or 'auto'.",
    ),
    "a dark scheme without colours": (
        "border =",
        "scheme = 'dark', border =",
        "theme.scheme",
        'The scheme "dark" needs the colours of [theme.dark].',
    ),
    "an origin with a path": (
        "https://hotel.example",
        "https://hotel.example/visa",
        "origins[1]",
        "'https://hotel.example/visa' is not an origin. "
        f"Did you mean https://hotel.example? Allowed: {ORIGIN}",
    ),
    "an origin twice, once with a slash": (
        "https://қонақүй.қаз:8443",
        "https://hotel.example/",
        "origins",
        "Items 1 and 2 are the same, https://hotel.example. Allowed: each once.",
    ),
    "an origin twice": (
        "https://қонақүй.қаз:8443",
        "https://hotel.example",
        "origins",
        "Items 1 and 2 are the same, https://hotel.example. Allowed: each once.",
    ),
    "an origin twice, once in capitals": (
        "https://қонақүй.қаз:8443",
        "https://HOTEL.example",
        "origins",
        "Items 1 and 2 are the same, https://hotel.example. Allowed: each once.",
    ),
    "an origin twice, in two scripts": (
        "https://hotel.example",
        "https://xn--80askd87bd4l.xn--80ao21a:8443",
        "origins",
        "Items 1 and 2 are the same, https://xn--80askd87bd4l.xn--80ao21a:8443. "
        "Allowed: each once.",
    ),
    "too many origins": (
        "origins = [",
        f"origins = [{MANY_ORIGINS}, ",
        "origins",
        "51 origins make a header that is too long for some proxies. Allowed: at most 50.",
    ),
    "a missing logo": (
        "presets",
        "logo = 'hotel.svg'\npresets",
        "logo",
        "There is no file 'hotel.svg' beside the partner's file. "
        "Allowed: the name of an image there.",
    ),
    "a logo that is a number": (
        "presets",
        "logo = 1\npresets",
        "logo",
        "A text is expected, not 1. Allowed: the name of a file beside this one.",
    ),
    "a key twice": (
        "presets",
        'name = "Hotel"\npresets',
        "line 5",
        "This key is defined twice. Allowed: each once.",
    ),
    "no TOML": (
        "presets",
        "= presets",
        "line 5, column 1",
        'The key cannot be read. Allowed: key = "text", or [table].',
    ),
}
"""Mistake → the text in `HOTEL` that is replaced, what replaces it, the location, the message."""
