"""What is judged: the record as it was written, and as the words of a rule set see it."""
