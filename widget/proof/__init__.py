"""What can be wrong with rules that are well-formed."""
