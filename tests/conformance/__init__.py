"""The counterexamples of the semantics: what the obvious reading of a rule gets wrong."""
