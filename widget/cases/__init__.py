"""The expert's cases: the file, what its people reach, and who is missing in it."""
