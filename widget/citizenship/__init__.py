"""Who needs no visa, by citizenship: the file citizenship.toml, and the names of countries."""
