"""What is judged: the record as written, and as the vocabulary of a rule set sees it."""
