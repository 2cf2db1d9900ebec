"""What is checked of every text and key alike, whether it came from YAML, JSON or Python data."""

from cpdrules.source.characters import character_name, first_forbidden
from cpdrules.source.limits import Limits
from cpdrules.source.nodes import Document, Fault


def text_fault(text: str, limits: Limits, *, search: bool = True) -> Fault | None:
    """What is wrong with a text, if anything.

    `search` for characters only where they may be: in a file they were refused already, unless escaped.
    """
    if len(text) > limits.text:
        return "S020", f"the text is longer than {limits.text:,} characters (limit `text`)", "shorten it"
    return _characters(text, "text") if search else None


def key_fault(key: str, limits: Limits, *, search: bool = True) -> Fault | None:
    """What is wrong with a key, if anything."""
    if len(key) > limits.name:
        return "S021", f"the key is longer than {limits.name} characters (limit `name`)", "shorten it"
    return _characters(key, "key") if search else None


def number_fault(length: int, limits: Limits) -> Fault | None:
    """What is wrong with a number that takes so many characters to write, if anything."""
    if length > limits.number:
        return "S022", f"the number is longer than {limits.number} characters (limit `number`)", "round it"
    return None


def too_deep(limits: Limits) -> Fault:
    """What is wrong where too many lists and mappings stand inside each other."""
    return "S018", f"this is nested deeper than {limits.nesting} levels (limit `nesting`)", "make it flatter"


def too_many(most: int, limit: str) -> Fault:
    """What is wrong with more values than the limit of this name allows."""
    return "S019", f"there are more than {most:,} values (limit `{limit}`)", "split it"


def nothing_to_read(document: Document) -> None:
    """Refuse a file without a value in it."""
    hint = "was the file saved?"
    document.fault("S005", "there is nothing in the file", hint, span=document.span((1, 1, 1, 1)))


def not_finite(text: str) -> Fault:
    """What is wrong with `NaN` and its like."""
    return (
        "S025",
        f"`{text}` is not a number that can be counted",
        "leave it out where the amount is not known",
    )


def _characters(text: str, what: str) -> Fault | None:
    found = first_forbidden(text)
    if found is None:
        return None
    return "S004", f"this {what} holds {character_name(found[0])}, which is not allowed", "take it out"
