"""`python -m acupoint`, and the command itself."""

import sys


def run() -> int:
    """Run the program and return its exit code. Ctrl-C while it is still being loaded ends it as quietly as later."""
    try:
        from acupoint.cli import main  # noqa: PLC0415 - so that the loading is inside the try

        return main()
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(run())
