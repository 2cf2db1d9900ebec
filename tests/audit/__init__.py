"""Samples for audits: who is chosen, and what is said of everybody."""
