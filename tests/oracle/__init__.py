"""A second reading of the rules, by brute force, and the cases that compare it with the first."""
