"""A month's views of each question and outcome, counted in the logs."""
