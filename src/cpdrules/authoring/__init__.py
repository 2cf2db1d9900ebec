"""Help for people who write: JSON Schemas of everything that is written, and a first rule set to start from."""
