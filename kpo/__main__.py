"""Entry point of ``kpo-atlas`` and ``python -m kpo``: the commands of `kpo.cli`, and ``serve``."""

import sys
from collections.abc import Sequence

from kpo.cli.main import PROBLEMS
from kpo.cli.main import main as command_line
from kpo.core.project import missing

SERVE = "serve"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; ``serve`` passes its options to Streamlit."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return _serve(words[1:]) if words[:1] == [SERVE] else command_line(words)
    except ModuleNotFoundError as error:
        if not (needed := missing(error)):
            raise
        module, remedy = needed
        sys.stderr.write(f"1 problem found:\n  {module}: it is not installed; {remedy}\n")
        return PROBLEMS


def _serve(options: Sequence[str]) -> int:
    """Serve the dashboard; Streamlit is imported only here."""
    from kpo.ui.server import serve

    return serve.main(options)


if __name__ == "__main__":
    sys.exit(main())
