"""`python -m acupoint`, and the command itself."""

import gc
import sys


def run() -> int:
    """Run the program and return its exit code. Ctrl-C while it is still being loaded ends it as quietly as later."""
    try:
        from acupoint.cli.main import main  # noqa: PLC0415 - so that the loading is inside the try

        return main()
    except KeyboardInterrupt:
        return 130
    finally:
        gc.freeze()  # on its way out, Python would look for garbage among all that was made


if __name__ == "__main__":
    sys.exit(run())
