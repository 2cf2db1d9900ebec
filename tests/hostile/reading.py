"""Reads one file in a process of its own, in which the library alone is measured: `reading.py WHAT,WHAT FILE`.

For each way of reading it prints a line of JSON: whether the file was refused, what was said, the time, and the peak
of memory so far. `audit` as a third word also lists what happened on the side.
"""

import json
import os
import resource
import sys
import time
from pathlib import Path

SIDE = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.fork",
    "ctypes.",
    "pickle.",
    "urllib.",
)
GIBIBYTE = 1024**3


def main() -> None:
    ways, file = sys.argv[1].split(","), os.fsdecode(bytes.fromhex(sys.argv[2]))
    resource.setrlimit(resource.RLIMIT_AS, (GIBIBYTE, GIBIBYTE))
    resource.setrlimit(resource.RLIMIT_CPU, (30 * len(ways), 30 * len(ways)))
    happened: list[str] = []
    opened: list[str] = []

    from cpdrules.loading.check_file import check  # noqa: F401  (what is measured is reading, and not importing)

    if "audit" in sys.argv:
        sys.addaudithook(lambda event, args: note(event, args, happened, opened))
    for what in ways:
        seconds, refused, said = read(what, file)
        result = {"refused": refused, "said": said, "seconds": seconds, "megabytes": megabytes()}
        print(json.dumps({**result, "happened": happened, "opened": opened}))


def read(what: str, file: str) -> tuple[float, bool, str]:
    """Read the file in one way; return how long it took, whether it was refused, and what was said."""
    from cpdrules import CpdRulesError, load, load_record
    from cpdrules.loading.check_file import check

    start = time.perf_counter()
    said = ""
    if what == "check":
        found = check(file)
        refused, said = not found.ok, "\n".join(str(each) for each in found.diagnostics[:50])
    else:
        try:
            load(file) if what == "load" else load_record(file)
            refused = False
        except CpdRulesError as error:
            refused, said = True, str(error)
    return time.perf_counter() - start, refused, said


def megabytes() -> float:
    """The peak of this process; `ru_maxrss` would begin with that of the process that started it."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def note(event: str, args: tuple[object, ...], happened: list[str], opened: list[str]) -> None:
    if event.startswith(SIDE):
        happened.append(event)
    elif event == "open" and isinstance(args[0], (str, bytes)):
        opened.append(os.fsdecode(args[0]))


if __name__ == "__main__":
    main()
