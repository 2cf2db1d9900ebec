"""How much the library reads and does at most: one object, set by the embedder, never by a file."""

from datetime import date

import attrs


@attrs.frozen(kw_only=True)
class Limits:
    """The most that is read, kept or computed; every refusal names the limit it met.

    Raising a limit never changes the result of an input that did not meet it.
    Sizes are bytes, lengths are characters, unless a name says otherwise.
    """

    # The pure Python parser reads 0.55 MB a second, libyaml 8 MB: about 2 s and 0.1 s for a full file.
    rule_file_bytes: int = 1024 * 1024
    # Larger populations are judged as a table, not as one record.
    record_json_bytes: int = 32 * 1024 * 1024
    # YAML is for records written by hand; the parser sets the pace, as for rule files.
    record_yaml_bytes: int = 2 * 1024 * 1024
    # A sector builds on a regulator, an employer on a sector: real chains have three files.
    extends_files: int = 32
    extends_depth: int = 8
    # No real scheme passes 12 levels; CEL allows 250, which some stacks do not survive.
    nesting: int = 64
    # Twenty times the largest bundled scheme.
    nodes: int = 100_000
    # Twenty thousand activities with a dozen facts each; as a tree, about 100 MB.
    record_nodes: int = 250_000
    # Longer than any reflection a member writes; bounds every later search and normalisation.
    text: int = 64 * 1024
    # Ids and keys are read by people, stand in file names and in links.
    name: int = 100
    # Checked before a number is made: a number with 100,000 digits takes seconds to convert.
    number: int = 40
    # No credit, hour or score of a real scheme comes near; bounds what arithmetic can produce.
    amount: int = 1_000_000
    # Minutes as decimal hours need two, shares of a credit four.
    decimals: int = 6
    # Date arithmetic at the ends of these cannot overflow.
    first_date: date = date(1900, 1, 1)
    last_date: date = date(2199, 12, 31)
    # Daily windows over 27 years; beyond it the answer is undetermined, never a guess.
    windows: int = 10_000
    # Allocating between n parts looks at 2 to the power of n sets of parts.
    parts: int = 12
    # More than a person mends in one go; CEL shows 100.
    diagnostics: int = 50
    # What a terminal or a continuous-integration log shows without harm.
    diagnostics_bytes: int = 64 * 1024
    # About a second of evaluation; the figure Kubernetes gives to one resource.
    steps: int = 10_000_000


DEFAULT_LIMITS = Limits()
