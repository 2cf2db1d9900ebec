"""Reads one file in a process of its own, in which the library alone is measured: `reading.py WHAT FILE`.

It prints one line of JSON: whether the file was refused, what was said, the time and the peak of memory.
`audit` as a third word also lists what happened on the side.
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
    what, file = sys.argv[1], os.fsdecode(bytes.fromhex(sys.argv[2]))
    resource.setrlimit(resource.RLIMIT_AS, (GIBIBYTE, GIBIBYTE))
    resource.setrlimit(resource.RLIMIT_CPU, (30, 30))
    happened: list[str] = []
    opened: list[str] = []

    from cpdrules import CpdRulesError, load, load_record
    from cpdrules.loading.check_file import check

    if "audit" in sys.argv:
        sys.addaudithook(lambda event, args: note(event, args, happened, opened))
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
    seconds = time.perf_counter() - start
    peak = megabytes()
    result = {"refused": refused, "said": said, "seconds": seconds, "megabytes": peak}
    print(json.dumps({**result, "happened": happened, "opened": opened}))


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
