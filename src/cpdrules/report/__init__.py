"""What judging found: reports, findings and what they rest on, also as plain data."""
