<<<<<<< HEAD
"""From files to rule sets, case files and records: reading, checking, extending."""
=======
"""From text to a checked rule set or a record, or to every fault at once."""
>>>>>>> cases
