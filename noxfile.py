"""What `.ci/run` checks, each by itself: `nox -s types`. Without a name, all but the benchmark."""

import os

import nox

PYTHONS = ["3.11", "3.12", "3.13"]  # the tests run on each that the machine has; the README names them
FUZZING = 30  # seconds for each reader of files

nox.options.sessions = ["tests", "types", "style", "fuzzing"]
nox.options.download_python = "never"

tested = fuzzed = False  # one Python is enough for the slowest tests, and for fuzzing


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run the tests, the slowest all the way on the first Python."""
    global tested  # noqa: PLW0603 - sessions share nothing else
    session.install("-e", ".[dev]")
    thorough = {} if tested else {"ACUPOINT_THOROUGH": "1"}
    session.run("pytest", "-q", "-n", "auto", "-p", "no:cacheprovider", *session.posargs, env=thorough)
    tested = True


@nox.session(default=False, venv_backend="uv")
def lowest(session: nox.Session) -> None:
    """Run the quick tests with the earliest of everything that pyproject.toml takes. Needs uv."""
    session.install("--resolution", "lowest-direct", "-e", ".[dev]")
    session.run("mypy")
    session.run("pytest", "-q", "-n", "auto", "-m", "not slow", "-p", "no:cacheprovider", *session.posargs)


@nox.session
def types(session: nox.Session) -> None:
    """Check the types."""
    session.install("-e", ".[dev]")
    session.run("mypy")


@nox.session
def style(session: nox.Session) -> None:
    """Check the style, and what imports what."""
    session.install("-e", ".[dev]")
    session.run("ruff", "format", "--check")
    session.run("ruff", "check")
    session.run("lint-imports", "--no-cache")


@nox.session(python=PYTHONS)
def fuzzing(session: nox.Session) -> None:
    """Send random bytes to the readers of files: `nox -s fuzzing-3.11 -- 600` for ten minutes each."""
    global fuzzed  # noqa: PLW0603 - sessions share nothing else
    if fuzzed:
        session.skip("another Python has fuzzed")
    try:
        session.install("--only-binary", "atheris", "-e", ".[fuzz]")
    except nox.command.CommandFailed:
        session.skip("no wheel of atheris fits")
    seconds = session.posargs[0] if session.posargs else str(FUZZING)
    folder = session.create_tmp()
    for reader in ("catalogue", "drawing", "log"):
        options = (f"-max_total_time={seconds}", f"-artifact_prefix={folder}{os.sep}")
        session.run("python", f"fuzz/{reader}.py", *options, env={"TMPDIR": folder}, silent=True)
    fuzzed = True


@nox.session(default=False)
def benchmark(session: nox.Session) -> None:
    """Measure how long commands take and how much memory."""
    session.install(".")
    session.run("python", "benchmarks/startup.py", *session.posargs)
