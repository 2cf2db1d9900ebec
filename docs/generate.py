"""Write the pages of the reference that are made from the types of the library: `python docs/generate.py`."""

from __future__ import annotations

import sys

from generator.blocks import ROOT
from generator.pages import every_page, stale


def main() -> int:
    """Write every page, and take away those of codes and parts that are no more."""
    for path, text in every_page().items():
        page = ROOT / path
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(text, encoding="utf-8")
    for path in stale():
        (ROOT / path).unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main())
