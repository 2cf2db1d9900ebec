"""The first keys of a file say what it is; its name does not."""

from __future__ import annotations

import enum

from cpdrules.source import Mapping, Node, Scalar, cited, did_you_mean, listed

FORMAT_VERSION = "1"


class FileKind(enum.Enum):
    """What a file holds, by its second key."""

    RULESET = "ruleset"
    CASES = "cases"
    WORDS = "words"
    PORTFOLIO = "portfolio"
    PLAN = "plan"
    PROVISION = "provision"
    ORGANISATION = "organisation"

    @property
    def is_record(self) -> bool:
        """Whether the file is a record that can be judged."""
        return self not in (FileKind.RULESET, FileKind.CASES, FileKind.WORDS)


def header(root: Node, expected: tuple[FileKind, ...] = tuple(FileKind)) -> FileKind | None:
    """Return what a file is; None, with the fault noted, when it is nothing of ours or not expected here."""
    if not isinstance(root, Mapping) or not len(root):
        root.fault("R010", "the file does not begin with `cpdrules: 1`", "its first two keys say what it is")
        return None
    first, *others = root
    if first != "cpdrules":
        hint = (
            did_you_mean(first, ("cpdrules",))
            or "the first key is `cpdrules: 1`, the second says what the file is"
        )
        root.fault_key(first, "R010", "the file does not begin with `cpdrules: 1`", hint)
        return None
    version = root.entries["cpdrules"]
    if not isinstance(version, Scalar) or str(version.value) != FORMAT_VERSION:
        written = cited(str(version.value)) if isinstance(version, Scalar) else "this"
        version.fault("R010", f"{written} is not a format version known here", "write `cpdrules: 1`")
        return None
    kinds = {kind.value: kind for kind in FileKind}
    words = listed(kinds)
    if not others or others[0] not in kinds:
        hint = did_you_mean(others[0], kinds) if others else ""
        second = f" {cited(others[0])}" if others else ""
        message = f"the second key{second} does not say what the file is"
        root.fault_key(others[0] if others else first, "R010", message, hint or f"it is one of {words}")
        return None
    kind = kinds[others[0]]
    if kind not in expected:
        wanted = " or ".join(f"`{each.value}`" for each in expected)
        message = f"this file is a `{kind.value}`, and {wanted} is expected here"
        root.fault_key(others[0], "R010", message, "is it the right file?")
        return None
    return kind
