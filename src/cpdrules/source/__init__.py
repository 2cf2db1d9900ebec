"""Text with a place for every value: how rule files and records are read before anything is made of them.

`read` is the door: bytes, YAML, JSON or plain Python data in, a tree of `nodes` and the faults found out.
Nothing here knows what a rule or a record is; a scalar is text until its place in a schema gives it a type.

- `limits`: how much is read at most.
- `diagnostics`: what is wrong, and where.
- `nodes`: the tree.
- `codes`: every fault of this room, with its meaning.
- `suggest`: near misses and names.
"""

from cpdrules.source.characters import cited
from cpdrules.source.diagnostics import Diagnostic, Span, render_diagnostics
from cpdrules.source.folders import files_below
from cpdrules.source.limits import DEFAULT_LIMITS, Limits
from cpdrules.source.nodes import Document, Mapping, Node, Scalar, Sequence, Value
from cpdrules.source.read import read_data, read_file, read_json, read_text, read_yaml
from cpdrules.source.suggest import did_you_mean, listed, name_fault, nearest

__all__ = [
    "DEFAULT_LIMITS",
    "Diagnostic",
    "Document",
    "Limits",
    "Mapping",
    "Node",
    "Scalar",
    "Sequence",
    "Span",
    "Value",
    "cited",
    "did_you_mean",
    "files_below",
    "listed",
    "name_fault",
    "nearest",
    "read_data",
    "read_file",
    "read_json",
    "read_text",
    "read_yaml",
    "render_diagnostics",
]
