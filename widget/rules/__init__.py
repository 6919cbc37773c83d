"""The rules: values, the file they are read from, the proof, and the walk through them."""
