"""The `cpdrules` command."""

import sys

from cpdrules.cli import main

if __name__ == "__main__":
    sys.exit(main())
