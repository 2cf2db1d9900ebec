"""From text to a checked rule set or a record, or to every fault at once."""
