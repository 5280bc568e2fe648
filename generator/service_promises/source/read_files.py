"""The one way in: read every file, find everything that is wrong, and make the ledger."""

import os
from datetime import date
from pathlib import Path
from typing import Any

from service_promises.source.assemble import assemble
from service_promises.source.checks.all_checks import check_all
from service_promises.source.files import SourcePath
from service_promises.source.find_files import find_files, unreadable
from service_promises.source.reading import Reading
from service_promises.source.source_file import SourceFile, parse_file, unreadable_file
from service_promises.source.yaml.parse import MOST_BYTES, too_big


def read(root: Path, as_of: date, *, warn: bool = True) -> Reading:
    """Read the files of a site and judge them on a day.

    `root` is the folder that holds `promises/`. Every problem of every file comes out in one run; without `warn`,
    every error, and only where there is one, of the warnings what is owed.
    """
    paths, problems = find_files(root)
    reading = assemble((_read_file(root, path, as_of) for path in paths), as_of).with_problems(problems)
    return check_all(reading, warn=warn)


def _read_file(root: Path, path: SourcePath, as_of: date) -> SourceFile[Any]:
    try:
        with (root / path.path).open("rb", buffering=0) as stream:
            content = stream.read(MOST_BYTES + 1)
            if len(content) > MOST_BYTES:
                size = max(len(content), os.fstat(stream.fileno()).st_size)
                return unreadable_file(path, [too_big(size)])
    except OSError as error:
        return SourceFile(*path, "", None, problems=(unreadable(path.path, error),))
    return parse_file(path, content, as_of)
