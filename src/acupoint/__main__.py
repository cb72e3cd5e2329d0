"""`python -m acupoint`, and the command itself."""

import gc
import sys


def run() -> int:
    """Run the program and return its exit code. Ctrl-C while it is still being loaded ends it as quietly as later."""
    # What a run makes, modules, a catalogue, and an answer, is no garbage until its end. To look for some all the same,
    # at every 700 new objects and again on the way out, took Python a fifth of the time.
    gc.disable()
    try:
        from acupoint.cli.main import main  # noqa: PLC0415 - so that the loading is inside the try

        return main()
    except KeyboardInterrupt:
        return 130
    finally:
        gc.freeze()


if __name__ == "__main__":
    sys.exit(run())
