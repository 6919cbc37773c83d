"""The agency's desk: what the command `widget` tells and makes for people who do not program."""
