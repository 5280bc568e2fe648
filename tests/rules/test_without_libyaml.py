"""PyYAML is not built with libyaml everywhere: without it the files are read as well, only slower."""

import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
PROGRAM = """
import sys
from pathlib import Path
if sys.argv[1] == "without":
    sys.modules["yaml._yaml"] = None
import yaml
assert yaml.__with_libyaml__ == (sys.argv[1] == "with")
from service_promises.source.documents.delivered import MonthFile
from service_promises.source.documents.outline import outline_of
from service_promises.source.yaml.parse import parse
from service_promises.source.yaml.faults import Unreadable
for path in sorted(Path(sys.argv[2]).glob("*.yml")):
    try:
        result = parse(path.read_bytes(), lambda: outline_of(MonthFile))
        print(path.stem, result.data, result.duplicates)
    except Unreadable as unreadable:
        print(path.stem, *unreadable.problems)
"""


def _read(libyaml: str, folder: Path) -> str:
    command = [sys.executable, "-c", PROGRAM, libyaml, str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("folder", ["bad/month", "good/month", "bad/promise"])
def test_files_read_the_same_without_libyaml(folder: str) -> None:
    read = _read("without", HERE / folder)
    assert read.count("\n") > 1
    assert read == _read("with", HERE / folder)
