"""The page of the public Python names, made from their signatures and docstrings."""

from __future__ import annotations

import datetime
import inspect
from collections.abc import Iterator
from typing import Any

import attrs

import cpdrules

QUOTES = "'\""
PAGE = "docs/reference/python.md"
HEAD = """<!-- Made by `python docs/generate.py` from the docstrings of the library. Change those. -->

# Python

`import cpdrules` gives these names. [What is public](public.md) says what may change.
Everything that is returned is immutable and may be shared between threads.
"""


def python_page() -> str:
    """Return the page of the public names: functions first, then types, then exceptions."""
    named = {name: getattr(cpdrules, name) for name in cpdrules.__all__}
    functions = {name: thing for name, thing in named.items() if inspect.isfunction(thing)}
    errors = {
        name: thing
        for name, thing in named.items()
        if inspect.isclass(thing) and issubclass(thing, Exception)
    }
    rest = {name: thing for name, thing in named.items() if name not in functions and name not in errors}
    parts = [HEAD]
    for title, group in (("Functions", functions), ("Types", rest), ("Exceptions", errors)):
        parts += [f"## {title}", *(section(name, thing) for name, thing in group.items())]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def section(name: str, thing: Any) -> str:
    """Return what is said of one name."""
    lines = [f"(python-{name.lower()})=", f"### `{name}`", ""]
    if inspect.isfunction(thing):
        lines += ["```{code-block} python", f"{name}{signature(thing)}", "```", "", doc(thing)]
        return "\n".join(lines)
    lines.append(doc(thing))
    if rows := list(members_of(thing)):
        lines += ["", *rows]
    return "\n".join(lines)


def doc(thing: Any) -> str:
    """Return the docstring of a thing."""
    text = inspect.getdoc(thing)
    assert text, f"{thing} has no docstring"
    return text


def signature(function: Any) -> str:
    """Return a signature, one parameter a line."""
    found = inspect.signature(function)
    parts: list[str] = []
    for parameter in found.parameters.values():
        if parameter.kind is parameter.KEYWORD_ONLY and "*" not in parts:
            parts.append("*")
        parts.append(shown(parameter))
    inside = "".join(f"    {part},\n" for part in parts)
    return f"(\n{inside}) -> {found.return_annotation}" if parts else f"() -> {found.return_annotation}"


def shown(parameter: inspect.Parameter) -> str:
    """Return one parameter as it is written; a default that is an object is only named."""
    text = f"{parameter.name}: {parameter.annotation}"
    if parameter.default is parameter.empty:
        return text
    default = repr(parameter.default)
    return f"{text} = {default if default.isidentifier() or default[0] in QUOTES else '...'}"


def members_of(thing: type) -> Iterator[str]:
    """Yield a line for each attribute and each method of a type, those of its own making."""
    if attrs.has(thing):
        for field in attrs.fields(thing):
            if not field.name.startswith("_") and field.repr:
                default = "" if field.default is attrs.NOTHING else f", by default {default_of(field)}"
                yield f"- `{field.name}`: `{field.type}`{default}"
    for name, member in vars(thing).items():
        if name.startswith("_") or (attrs.has(thing) and name in attrs.fields_dict(thing)):
            continue
        yield from member_line(name, member)


def member_line(name: str, member: Any) -> Iterator[str]:
    """Yield the line of a property or a method; nothing for what is neither."""
    inner = member.__func__ if isinstance(member, (classmethod, staticmethod)) else member
    if isinstance(inner, property) and inner.__doc__:
        yield f"- `{name}`: {first_sentence(inner.__doc__)}"
    elif inspect.isfunction(inner) and inner.__doc__:
        names = [each for each in inspect.signature(inner).parameters if each not in ("self", "cls")]
        yield f"- `{name}({', '.join(names)})`: {first_sentence(inner.__doc__)}"


def first_sentence(text: str) -> str:
    """Return the first paragraph of a docstring on one line."""
    return " ".join(text.strip().split("\n\n")[0].split())


def default_of(field: attrs.Attribute[Any]) -> str:
    """Return a default as it is written."""
    if not isinstance(field.default, (str, int, tuple, bool, type(None), datetime.date)):
        return "empty"
    return f"`{field.default!r}`"
