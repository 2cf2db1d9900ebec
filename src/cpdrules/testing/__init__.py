"""Case files: rule sets tested in YAML, by the command and by pytest."""
