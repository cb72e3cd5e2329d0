"""`python -m acupoint`, and the command itself."""

import gc
import sys


def run() -> int:
    """Run the program and return its exit code. Ctrl-C ends it quietly, even while it is being loaded."""
    try:
        from acupoint.cli.main import main  # noqa: PLC0415 - loaded inside the try

        return main()
    except KeyboardInterrupt:
        return 130
    finally:
        gc.freeze()  # else Python would look for garbage among all objects once more before it exits


if __name__ == "__main__":
    sys.exit(run())
