"""The laws of an evaluator, one file each, and the mutants that they kill."""
