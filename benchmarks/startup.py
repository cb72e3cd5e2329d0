"""How long a command takes and how much memory, from the shell and back: `python benchmarks/startup.py`.

Each command is run as the installed command is, in turn with all others, and the median is shown: the time, and the
processor's time, in which other work on the machine does not count. The latter is compared with that of Python itself
(`python -c pass`), and with the floor, which is what the libraries alone take to import. The catalogue is compiled, as
in a wheel; two commands are measured without that as well. Then the same over larger catalogues, made here: of the
shipped points and of brief made-up ones with the same fields, and of 361 points as long as the shipped ones. With
`--tldr PROGRAM`, the `tldr` client shows a cached page in turn with them. It is a measurement, not a test: no time is
too long for it.
"""

import argparse
import compileall
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import cycle, islice, product
from pathlib import Path
from string import ascii_lowercase

CHECKOUT = Path(__file__).parents[1]
ROUNDS = 31
FIFTH = 5  # the larger catalogues take longer, and are measured in every fifth round

POINTS = (CHECKOUT / "data" / "points.yaml").read_text(encoding="utf-8").partition("\npoints:\n")[2]
SHIPPED, FULL, MOST = (
    POINTS.count("  - id: "),
    361,
    5_000,
)  # points: here, on the whole body, and far more than there are
A_CHANNEL = 99  # points

# As pip writes the command.
LAUNCHER = "import sys\nfrom acupoint.__main__ import run\nsys.exit(run())\n"

# As the wheel's build does.
COMPILER = """\
import sys
from pathlib import Path
from acupoint.catalogue import compiled, phrases
from acupoint.catalogue.read import read_alone
from acupoint.catalogue.said import read_phrases
file = Path(sys.argv[1])
catalogue = read_alone(file)
compiled.file_for(file).write_bytes(compiled.contents(catalogue, file))
words = phrases.words_beside(file)
said = read_phrases(words, {entry.id for entry in catalogue.vocabulary})
compiled.file_for(words).write_bytes(phrases.contents(said, words))
"""

WORDS = "`suggest worse in the cold, and in the morning`"
COMPLETION = "completion of `suggest --`"
COMMANDS = {
    "`list`": ["list"],
    "`show ub40 --no-picture`": ["show", "ub40", "--no-picture"],
    "`suggest --cold --morning`": ["suggest", "--cold", "--morning"],
    WORDS: ["suggest", "worse", "in", "the", "cold,", "and", "in", "the", "morning"],
    "`--version`": ["--version"],
    COMPLETION: ["suggest", "--"],
}
ON_SCREEN = {name: [*words, "--pretty"] for name, words in COMMANDS.items() if words and words != ["--version"]}

FROM_YAML = {f"{name}, from the YAML": COMMANDS[name] for name in ("`list`", "`suggest --cold --morning`")}

TLDR = "`tldr tar`, its page cached"
TLDR_PAGE = """\
# tar

> Archiving utility.
> Often combined with a compression method, such as `gzip` or `bzip2`.

- [c]reate an archive and write it to a [f]ile:

`tar cf {{path/to/target.tar}} {{path/to/file1 path/to/file2 ...}}`

- E[x]tract a (compressed) archive [f]ile into the current directory [v]erbosely:

`tar xvf {{path/to/source.tar[.gz|.bz2|.xz]}}`
"""

PYTHON = "`python -c pass`"
PLAIN_FLOOR = '`python -c "import typer, yaml"`'
SCREEN_FLOOR = '`python -c "import typer, yaml, rich.console, rich.table"`'


@dataclass(slots=True)
class Job:
    """Something to run, and what it took each time."""

    words: list[str]
    environment: dict[str, str] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)  # from the shell and back
    busy: list[float] = field(default_factory=list)  # the processor's seconds
    peak: int = 0  # bytes

    def run(self) -> None:
        """Run it once more. Raises RuntimeError where it fails."""
        surroundings = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
        environment = {**surroundings, **self.environment}
        began = time.perf_counter()
        with subprocess.Popen(self.words, env=environment, stdout=subprocess.DEVNULL) as child:  # noqa: S603 - our own
            _, status, used = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
        self.seconds.append(time.perf_counter() - began)
        if child.returncode:
            raise RuntimeError(f"{self.words} ended with {child.returncode}")
        self.busy.append(used.ru_utime + used.ru_stime)
        self.peak = max(self.peak, used.ru_maxrss * 1024)

    @property
    def median(self) -> float:
        """The processor's seconds."""
        return statistics.median(self.busy)


def made_names(count: int) -> Iterator[str]:
    """Names that no point has, each of letters alone."""
    return islice(("Z" + "".join(letters) for letters in product(ascii_lowercase, repeat=4)), count)


def with_channels(text: str, made: int) -> str:
    """A catalogue's *text* with channels that have room for *made* more points."""
    names = made_names(made)
    channels = ""
    for number in range(-(-made // A_CHANNEL)):
        code = _channel_code(number)
        own = " ".join(islice(names, A_CHANNEL))
        channels += f"  - {{id: {code.lower()}, name: Channel {code}, sources: [who-points], code: {code}, who: {code},"
        channels += f" points: {own}}}\n"
    return text.replace("\nunclear:\n", f"\n{channels}\nunclear:\n", 1)


def _channel_code(number: int) -> str:
    return f"X{ascii_lowercase[number // 26]}{ascii_lowercase[number % 26]}".upper()


def identities(count: int) -> Iterator[dict[str, str]]:
    """What is each made point's own."""
    for number, name in enumerate(made_names(count)):
        prefix = _channel_code(number // A_CHANNEL)
        place = number % A_CHANNEL + 1
        yield {
            "id": f"{prefix.lower()}{place}",
            "code": f"{prefix} {place}",
            "who_code": f"{prefix}{place}",
            "pinyin": name,
            "chinese": f"点{number:04}",
            "traditional": f"[點{number:04}]",
            "english": f"Made {name}",
            "also_english": "[]",
            "spellings": "[]",
        }


def brief_points(text: str, count: int) -> Iterator[str]:
    """Points of a few words, with the fields of the shipped ones."""
    of_symptoms = text.partition("\nsymptoms:\n")[2].partition("\nurgencies:\n")[0]
    symptoms = re.findall(r"^  - id: (.*)", of_symptoms, re.MULTILINE)
    pairs = cycle(zip(symptoms, [*symptoms[1:], symptoms[0]], strict=True))
    for own, (one, other) in zip(identities(count), pairs, strict=False):
        yield BRIEF.format(**own, one=one, other=other)


BRIEF = """\
  - id: {id}
    code: {code}
    who_code: {who_code}
    names: {{pinyin: {pinyin}, chinese: {chinese}, english: {english}, sources: [who-points]}}
    category: {{text: Made point, sources: [who-points]}}
    place: {{text: On the leg., sources: [who-points]}}
    do: {{text: Sit and press it., sources: [many-lives]}}
    find:
      - {{text: Sit down., sources: [many-lives]}}
      - {{text: Look there., sources: [who-points]}}
    press:
      - {{text: Press gently., sources: [many-lives]}}
    feel:
      - {{text: Firm., sources: [many-lives]}}
    need: {{text: A place to sit., sources: [many-lives]}}
    cues:
      - {{text: Gently., sources: [many-lives]}}
    dose: {{seconds: [60, 120], a_day: [1, 2], sources: [msk-pain]}}
    cautions:
      - {{text: Not on a bruise., sources: [mercy]}}
    claims:
      - {{symptom: {one}, strength: good, text: For this., sources: [many-lives]}}
      - {{symptom: {other}, strength: also, text: For that., sources: [many-lives]}}
"""


def long_points(text: str, count: int) -> Iterator[str]:
    """The shipped points again and again, under other names."""
    shipped = [f"  - id: {point}" for point in text.partition("\npoints:\n")[2].split("  - id: ")[1:]]
    for own, point in zip(identities(count), cycle(shipped), strict=False):
        renamed = point.rstrip("\n") + "\n"
        for name, value in own.items():
            renamed = re.sub(rf"(?m)^((?:  - |    |      ){name}:) .*", rf"\1 {value}", renamed, count=1)
        yield renamed


def write_tree(folder: Path, points: int, *, as_long: bool, is_compiled: bool = True) -> list[str]:
    """The program in *folder*, over a catalogue of so many points: the words that run it."""
    shutil.copytree(CHECKOUT / "src" / "acupoint", folder / "acupoint")
    shutil.copytree(CHECKOUT / "data", folder / "acupoint" / "data")
    file = folder / "acupoint" / "data" / "points.yaml"
    text = file.read_text(encoding="utf-8")
    made = points - SHIPPED
    with file.open("w", encoding="utf-8") as stream:
        stream.write(with_channels(text, made) if made else text)
        stream.writelines((long_points if as_long else brief_points)(text, made))
    for picture in (file.parent / "pictures").iterdir() if made else ():  # each is of many points, and names none
        drawn = picture.read_text(encoding="utf-8")
        picture.write_text(drawn.replace(' class="here"', ""), encoding="utf-8")
    if is_compiled:
        # Not in this process: the memory it would take is counted with that of every child.
        subprocess.run([sys.executable, "-c", COMPILER, str(file)], cwd=folder, check=True)  # noqa: S603 - our own
    compileall.compile_dir(folder, quiet=1)
    launcher = folder / "acupoint-command"
    launcher.write_text(LAUNCHER, encoding="utf-8")
    return [sys.executable, str(launcher)]


def tldr_job(program: str, home: Path) -> Job:
    """The `tldr` client with a page in the cache of *home*, and no network."""
    page = home / ".cache" / "tldr" / "pages" / "common" / "tar.md"
    page.parent.mkdir(parents=True)
    page.write_text(TLDR_PAGE, encoding="utf-8")
    return Job([program, "tar"], {"HOME": str(home), "TLDR_NETWORK_ENABLED": "0"})


def jobs_over(program: list[str], commands: dict[str, list[str]]) -> dict[str, Job]:
    """Each command as a job."""
    asked = {"_ACUPOINT_COMPLETE": "bash"}
    return {name: Job([*program, *words], asked if name == COMPLETION else {}) for name, words in commands.items()}


def table(heading: list[str], rows: list[list[str]]) -> str:
    """A Markdown table."""
    lines = [heading, ["---", *["---:"] * (len(heading) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def times(jobs: dict[str, Job], python: Job, floor_name: str, floor: Job) -> str:
    """A row a command: its time, the processor's, that against Python's and the floor's, and its memory."""
    rows = [
        [
            name,
            f"{statistics.median(job.seconds) * 1000:.0f} ms",
            f"{job.median * 1000:.0f} ms",
            f"{job.median / python.median:.1f}",
            f"{job.median / floor.median:.2f}",
            f"{job.peak / 1e6:.0f} MB",
        ]
        for name, job in {floor_name: floor, **jobs}.items()
    ]
    return table(["", "time", "processor", "× Python", "× floor", "memory"], rows)


def growth(few: dict[str, Job], full: dict[str, Job], most: dict[str, Job], long: dict[str, Job]) -> str:
    """A row a command: how the processor's time and its memory grow with the catalogue."""
    rows = []
    for name, job in few.items():
        a_point = (full[name].median - job.median) / (FULL - SHIPPED)
        a_further_point = (most[name].median - full[name].median) / (MOST - FULL)
        rows.append(
            [
                name,
                *(f"{one[name].median * 1000:.0f} ms" for one in (few, full, most, long)),
                f"{full[name].median / job.median:.1f}",
                f"{long[name].median / job.median:.1f}",
                f"{a_point * 1e6:.0f}, {a_further_point * 1e6:.0f} µs",
                f"{most[name].peak / 1e6:.0f} MB",
            ]
        )
    heading = ["points", str(SHIPPED), str(FULL), f"{MOST:,}", f"{FULL} long", f"{FULL} × {SHIPPED}"]
    heading += [f"{FULL} long × {SHIPPED}", f"a point more, to {FULL} and to {MOST:,}", f"memory, {MOST:,}"]
    return table(heading, rows)


def processor() -> str:
    """What the machine computes with."""
    info = Path("/proc/cpuinfo")
    names = re.findall(r"^model name\s*: (.*)", info.read_text(), re.MULTILINE) if info.is_file() else []
    return f"{names[0] if names else platform.machine()}, {os.cpu_count()} cores"


def main() -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rounds", nargs="?", type=int, default=ROUNDS)
    parser.add_argument("--tldr", metavar="PROGRAM", help="the `tldr` client of Python, installed anywhere")
    options = parser.parse_args()
    python = Job([sys.executable, "-c", "pass"])
    plain_floor = Job([sys.executable, "-c", "import typer, yaml"])
    screen_floor = Job([sys.executable, "-c", "import typer, yaml, rich.console, rich.table"])
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        program = write_tree(folder / "few", SHIPPED, as_long=True)
        few = jobs_over(program, COMMANDS)
        screen = jobs_over(program, ON_SCREEN)
        others = jobs_over(write_tree(folder / "yaml", SHIPPED, as_long=True, is_compiled=False), FROM_YAML)
        if options.tldr:
            others[TLDR] = tldr_job(options.tldr, folder / "home")
        full = jobs_over(write_tree(folder / "full", FULL, as_long=False), COMMANDS)
        most = jobs_over(write_tree(folder / "most", MOST, as_long=False), COMMANDS)
        long = jobs_over(write_tree(folder / "long", FULL, as_long=True), COMMANDS)
        small = [python, plain_floor, screen_floor, *few.values(), *screen.values(), *others.values()]
        large = [job for group in (full, most, long) for job in group.values()]
        for number in range(options.rounds):
            for job in small if number % FIFTH else [*small, *large]:
                job.run()
    say = sys.stdout.write
    say(f"{date.today().isoformat()}, {processor()}, Python {platform.python_version()}, ")  # noqa: DTZ011 - the reader's own day
    say(f"{options.rounds} rounds, {PYTHON} {python.median * 1000:.0f} ms\n\nPlain reading\n\n")
    say(f"{times({**few, **others}, python, PLAIN_FLOOR, plain_floor)}\n\nScreen reading\n\n")
    say(f"{times(screen, python, SCREEN_FLOOR, screen_floor)}\n\nLarger catalogues, plain reading\n\n")
    say(f"{growth(few, full, most, long)}\n")


if __name__ == "__main__":
    main()
