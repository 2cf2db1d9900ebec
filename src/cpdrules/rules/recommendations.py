"""What a rule set recommends for a sector, once many records have been judged by it."""

from __future__ import annotations

from typing import Literal

import attrs

from cpdrules.rules.keys import key, name, place
from cpdrules.rules.quantities import Percent
from cpdrules.rules.vocabulary import Reference
from cpdrules.source import Span


@attrs.frozen
class NewEntry:
    """An entry of a list that an adopter sets, for the next adoption."""

    entry: str = key("what is added")
    to_list: str = key("a list that an adopter sets", names="list")
    place: Span | None = place()


@attrs.frozen
class Recommendation:
    """What is recommended where many fall short, or cannot be judged."""

    name: str = name()
    title: str = key("what is recommended")
    requirement: str = key("the requirement that it rests on, no part of another", names="requirement")
    is_: Literal["not_met", "undetermined"] = key("which verdict calls for it", name="is")
    for_more_than: Percent = key("of the records to which the requirement applies")
    minimum_records: int = key("the fewest such records that say anything")
    add: NewEntry | None = key("what it adds to the next adoption", default=None)
    reference: Reference | None = key("where it comes from", default=None)
    place: Span | None = place()
