"""All that is wrong in a run, grouped: for a developer at work, not for the tests."""

import sys
import traceback
from collections import Counter

from oracle import run as oracle
from oracle.generate_records import Case
from oracle.shrink import shrunk


def fault(case: Case, number: int, tallies: oracle.Tallies | None = None) -> tuple[str, str] | None:
    """Return what is wrong with a case, in general and in particular."""
    try:
        wrong = oracle.check(case, oracle.MOST, number, tallies)
    except Exception as error:
        trace = traceback.format_exc().splitlines()
        return f"{type(error).__name__} {trace[-3].strip()} {trace[-2].strip()}", trace[-1]
    if not wrong:
        return None
    words = wrong.splitlines()[0].split()
    return " ".join(word for word in words if "`" not in word and not any(c.isdigit() for c in word)), wrong


def main() -> None:
    """Print each different kind of fault with how often it was seen, and the first case small."""
    count, seed, shown, unsharp = (int(word) for word in sys.argv[1:5])
    tallies, found, first = oracle.Tallies(), Counter(), {}
    for number, case in enumerate(oracle.cases(count, seed, tallies)):
        if wrong := fault(case, number, tallies):
            found[wrong[0]] += 1
            first.setdefault(wrong[0], []).append((case, number))
    print(tallies, oracle.shortcomings(tallies), f"{sum(found.values())} wrong", sep="\n")
    for key, times in found.most_common():
        print(times, key)
    for key, _ in found.most_common(shown):
        case, number = min(first[key], key=lambda each: len(str(each[0])))
        small = shrunk(case, lambda each, n=number, k=key: (fault(each, n) or ("",))[0] == k)
        print("=" * 100, *fault(small, number), oracle.written(small), sep="\n")
    for case, address in sorted(tallies.unsharp, key=lambda pair: len(str(pair[0])))[:unsharp]:

        def same(each: Case, address: str = address) -> bool:
            again = oracle.Tallies()
            return oracle.check(each, oracle.MOST, 0, again) is None and address in [
                a for _, a in again.unsharp
            ]

        print("~" * 100, f"unsharp: {address}", oracle.written(shrunk(case, same)), sep="\n")


if __name__ == "__main__":
    main()
