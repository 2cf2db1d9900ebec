"""Numbers as a rule text gives them: plain, as a percentage, by name, or left to the adopter."""

import enum
from fractions import Fraction

import attrs

from cpdrules.rules.keys import key


class ToBeSet(enum.Enum):
    """The mark of a value that the regulator leaves to whoever adopts the rule set."""

    TO_BE_SET = "to_be_set"


TO_BE_SET = ToBeSet.TO_BE_SET


@attrs.frozen
class Constant:
    """A number that stands in the text, in the unit of what it is compared with."""

    value: Fraction


@attrs.frozen
class Named:
    """The value of a parameter."""

    name: str


@attrs.frozen
class Percent:
    """A percentage: of a parameter, of a limit's base (`claimed`, `counted`), or of what is looped over."""

    percent: Fraction | Named = key("the number before the % sign, 0 to 100; without `of`, also a parameter")
    of: str | None = key(
        "the parameter that it is a percentage of, in a limit also `claimed` or `counted`; "
        "left out for a share, a score, or a number of parts",
        names="parameter",
        default=None,
    )

    @property
    def share(self) -> Fraction:
        """The percentage as an exact share of one; of one that is written, not named."""
        assert not isinstance(self.percent, Named)
        return self.percent / 100


@attrs.frozen
class OfRecord:
    """Another number of the record, where a fact is asked: `at_least: this.target`, or `person.hours_agreed`."""

    fact: str


Quantity = Constant | Named | Percent | OfRecord


@attrs.frozen
class Threshold:
    """What a quantity is held against: one of these."""

    at_least: Quantity | None = key("met when the amount is this or more", default=None)
    at_most: Quantity | None = key("met when the amount is this or less", default=None)
    more_than: Quantity | None = key("met when the amount is more than this", default=None)
    less_than: Quantity | None = key("met when the amount is less than this", default=None)
