"""After a report: what changed since the one before, and a plan of what is to be done."""
