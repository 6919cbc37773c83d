"""What changes between two rulesets, and for whom."""
