#:schema $schema

# This file describes one partner. A key behind a # is optional: remove the #, and change the value.
# docs/partner.md explains every key. `widget check` reports every mistake.

# Shown on every page. One for each language: { en = "Inn", ru = "Гостиница" }. The first is the
# partner's own, also for languages without a name.
name = $name

# Shown 32 px high in place of the name: an SVG, PNG, JPEG or WebP file beside this one, at most
# 100 kB.
# logo = "$id.svg"

# For link previews: a PNG file beside this one, at most 100 kB, ideally of 1200 × 630 pixels.
# image = "$id.png"

# The partner's own site. The name or the logo links to it.
$site

# The languages offered. Visitors whose browser asks for none of them get the first.
languages = $languages

# The sites that may frame the widget. With and without www. are two sites. Without this key, no
# site may.
$origins

# With true, the questionnaire ends: its pages say so, and lead to the agency's.
# closed = false


# Answers that you know of all visitors, so that nobody is asked.
# [presets]
# purpose = "tourism"


# Shown on results, below the agency's contacts.
# [contacts]
# email = "reception@$id.example"
# phones = ["+7 700 123-45-67"]
# whatsapp = "+7 700 123-45-67"


# The look. Colours are #rgb or #rrggbb. `widget check` reports a contrast that is too weak.
[theme]

# The background.
ground = $ground

# Text on the background.
text = $text

# Links, the focus ring, the chosen answer.
accent = $accent

# Text on the accent.
on_accent = $on_accent

# Borders of answers.
border = $border

# The radius of corners, 0 to 24 px.
# radius = 10

# The space between answers: "normal" or "compact".
# density = "compact"

# The typeface: "system", "humanist", "rounded" or "serif".
# font = "serif"

# With false, the widget has no background, and the partner's page shows through. Then `ground` must
# be the colour of that page.
# painted = false

# "light", "dark", or "auto" for the scheme of each visitor's system. "dark" and "auto" need the
# colours below.
# scheme = "auto"


# The same five colours for the dark scheme.
# [theme.dark]
# ground = "#10222a"
# text = "#e8f1f4"
# accent = "#7cc9e0"
# on_accent = "#10222a"
# border = "#6f8a96"
