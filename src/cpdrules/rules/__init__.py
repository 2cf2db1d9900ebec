"""The rules as frozen data. A field of a type here is a key of the language."""
