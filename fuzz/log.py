"""Any bytes as a file of sessions are records, which are read back, or an InputError.

`python fuzz/log.py -max_total_time=30`
"""

import io
import json
import sys
import tempfile
from pathlib import Path

import atheris

sys.path.append(str(Path(__file__).parents[1] / "tests"))  # the made-up sessions are there

with atheris.instrument_imports(include=["acupoint"]):
    from acupoint.errors import InputError
    from acupoint.log.exchange import as_csv, as_object, from_stream
    from acupoint.log.record import fault_of
    from support.made_up_log import from_text, record, whole

SEEDS = (whole(1), record(2, day=1, before=None))


def main() -> None:
    """Fuzz an exported log until libFuzzer's options say stop."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder, "corpus")
        corpus.mkdir()
        answer = {"schema_version": 1, "sessions": [as_object(one) for one in SEEDS], "summary": {}}
        (corpus / "csv").write_text(as_csv(SEEDS), encoding="utf-8")
        (corpus / "json").write_text(json.dumps(answer), encoding="utf-8")

        def read(data: bytes) -> None:
            try:
                records = from_stream(io.TextIOWrapper(io.BytesIO(data), encoding="utf-8", newline=""))
            except InputError as error:
                text = str(error)
                assert text.isprintable(), text  # noqa: S101 - the property
            except UnicodeDecodeError:
                pass
            else:
                assert not any(map(fault_of, records)), records  # noqa: S101 - the property
                assert from_text(as_csv(records)) == records, records  # noqa: S101 - the property

        atheris.Setup([*sys.argv, "-timeout=10", "-rss_limit_mb=1000", str(corpus)], read)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
