"""``python -m kpo``."""

import sys

from kpo.cli import main

if __name__ == "__main__":
    sys.exit(main())
