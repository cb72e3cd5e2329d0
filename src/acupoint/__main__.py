"""`python -m acupoint`, and the command itself."""

import gc
import sys

# How many new objects Python makes before it looks for garbage; it would look after every 700. What is loaded, modules
# and a catalogue, is no garbage, and looking at it again and again took a fifth of the time to the first line.
_BEFORE_GARBAGE = 200_000


def run() -> int:
    """Run the program and return its exit code. Ctrl-C while it is still being loaded ends it as quietly as later."""
    gc.set_threshold(_BEFORE_GARBAGE)
    try:
        from acupoint.cli import main  # noqa: PLC0415 - so that the loading is inside the try

        return main()
    except KeyboardInterrupt:
        return 130
    finally:
        gc.freeze()  # Python looks once more on its way out, which helps nobody: the process gives all of it back


if __name__ == "__main__":
    sys.exit(run())
