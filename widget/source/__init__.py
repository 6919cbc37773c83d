"""The source of the rules, compared with the words that the rules quote."""
