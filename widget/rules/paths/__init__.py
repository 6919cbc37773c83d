"""All paths through the questions, worked out without walking each of them."""
