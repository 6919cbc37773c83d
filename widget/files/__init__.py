"""TOML files of the agency and of partners: read, and validated against a model."""
