"""What a command costs as a whole process: Python's start and all imports included."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

_BYTES_OF_PEAK = 1 if sys.platform == "darwin" else 1024
"""In which unit the system tells the peak of memory."""


class Cost(NamedTuple):
    """What one run took."""

    cpu: float
    """Seconds, user and system, of the process and of those that it started and waited for."""
    wall: float
    """Seconds."""
    peak: float
    """Megabytes, of the largest single process."""


def cost(command: Sequence[str]) -> Cost:
    """Run a program of this environment; raises CalledProcessError, with what it printed, where it fails."""
    program = str(Path(sys.executable).parent / command[0])
    began = time.perf_counter()
    with subprocess.Popen(
        [program, *command[1:]],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    ) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - began
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args)
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * _BYTES_OF_PEAK / 1e6)


def costs_in_turns(commands: Sequence[Sequence[str]], runs: int) -> list[list[Cost]]:
    """The costs of each command, run in turns: a machine that slows down does so for all of them."""
    rounds = [[cost(command) for command in commands] for _ in range(runs)]
    return [list(column) for column in zip(*rounds, strict=True)]


def middle(costs: Sequence[Cost]) -> Cost:
    """The median of each figure."""
    return Cost(*map(median, zip(*costs, strict=True)))


def ratio(costs: Sequence[Cost], base: Sequence[Cost], figure: Callable[[Cost], float]) -> float:
    """The median of the ratios of the runs that followed each other."""
    return median(figure(one) / figure(other) for one, other in zip(costs, base, strict=True))
