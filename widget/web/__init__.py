"""The web: addresses, pages and headers. The only folder that imports Flask."""
