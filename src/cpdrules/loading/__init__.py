"""From files to rule sets, case files and records: reading, checking, extending."""
