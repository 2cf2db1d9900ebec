<<<<<<< HEAD
"""Cases in YAML: what a rule set has to say about given records, run by the command and by pytest."""
=======
"""Case files: rule sets tested in YAML, by the command and by pytest."""
>>>>>>> cases
