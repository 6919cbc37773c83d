#:schema $schema

# One file makes a partner. A key behind a # is optional: take the # away, and write what is right.
# docs/partner.md says more about every key; `widget check` tells every mistake.

# Shown on every page.
name = $name

# Shown 32 px high in place of the name: an SVG, PNG, JPEG or WebP beside this file, at most 100 kB.
# logo = "$id.svg"

# For link previews: a PNG beside this file, best 1200 × 630, at most 100 kB.
# image = "$id.png"

# Where name or logo lead back to.
$site

# Which languages are offered. The first is for visitors who want none of them.
languages = $languages

# Which sites may frame the widget; with www. and without are two. Without this key, nobody may.
$origins


# Answers filled in ahead, so that nobody is asked what is known anyway.
# [presets]
# purpose = "tourism"


# Shown on results besides the agency's.
# [contacts]
# email = "reception@$id.example"
# phones = ["+77001234567"]


# The look. Colours are #rgb or #rrggbb; too weak a contrast is told by the check.
[theme]

# What everything stands on.
ground = $ground

# Text on the ground.
text = $text

# Links, progress, focus, the chosen answer.
accent = $accent

# Text on the accent.
on_accent = $on_accent

# Borders of answers.
border = $border

# How round corners are, 0 to 24 px.
# radius = 10

# How close answers stand: "normal" or "compact".
# density = "compact"

# "system", "humanist", "rounded" or "serif".
# font = "serif"

# false lets the partner's page shine through. The ground is then the colour that this page has.
# painted = false

# "light", "dark", or "auto" for each visitor's own. The last two need the colours below.
# scheme = "auto"


# The same five colours for the dark scheme.
# [theme.dark]
# ground = "#10222a"
# text = "#e8f1f4"
# accent = "#7cc9e0"
# on_accent = "#10222a"
# border = "#6f8a96"
