"""`make bench`: what a build and a check cost, in one run on one machine.

A build is compared with `mkdocs build` of as many near-empty Material pages with the same settings: those that `init`
writes, and the fewest that do. Whole processes are measured, in turns; every figure is a median; nothing here fails.
"""

from __future__ import annotations

import argparse
import compileall
import tempfile
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

import service_promises

from tests.bench.made_up import AS_INIT_WRITES, BARE, FIRST, near_empty, organisation
from tests.bench.measure import cost, costs_in_turns, middle, ratio

SETTINGS = {"as init writes it": AS_INIT_WRITES, "the barest": BARE}


class Size(NamedTuple):
    """How much a made-up organisation publishes."""

    promises: int
    months: int
    yearly: bool = False
    """Whether each promise has a record a year, in place of one a month."""
    places: int = 0
    """At how many places each promise is made."""

    def __str__(self) -> str:
        promises = "yearly promises" if self.yearly else "promises"
        places = f", each at {self.places} places" if self.places else ""
        return f"{self.promises} {promises} by {self.months} months{places}"

    @property
    def as_of(self) -> str:
        """A day on which every month is over and the last one is not late."""
        return FIRST.plus(self.months).day(5).isoformat()


def main() -> None:
    """Measure and print every size."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument(
        "sizes",
        nargs="*",
        type=_size,
        default=[Size(50, 60), Size(400, 60)],
        metavar="PROMISESxMONTHS",
        help="50x60 and 400x60 if not given; 1x71@240 is one promise at 240 places; 1500x60, and 2200x60y with yearly"
        " records, take minutes",
    )
    parser.add_argument("--runs", type=int, default=5, help="of each command; 5 if not given")
    arguments = parser.parse_args()
    # As pip does with what it installs.
    compileall.compile_dir(Path(service_promises.__file__).parent, quiet=1)
    for size in arguments.sizes:
        print(f"\n{size}, medians of {arguments.runs} runs")
        with tempfile.TemporaryDirectory() as folder:
            _measure(Path(folder), size, arguments.runs)


def _size(text: str) -> Size:
    size, _, places = text.partition("@")
    promises, _, months = size.partition("x")
    return Size(int(promises), int(months.removesuffix("y")), months.endswith("y"), int(places or 0))


def _measure(folder: Path, size: Size, runs: int) -> None:
    print(f"{'':52}{'CPU s':>8}{'wall s':>8}{'peak MB':>9}")
    for name, settings in SETTINGS.items():
        ours, plain = folder / name / "ours", folder / name / "plain"
        organisation(ours, settings, size.promises, size.months, yearly=size.yearly, places=size.places)
        build = ("promises", "-C", str(ours), "build", "--as-of", size.as_of)
        cost(build)
        # Of what is published, the pages that Material makes: no redirects, and no cards to embed.
        pages = (ours / "site/sitemap.xml").read_text(encoding="utf-8").count("<loc>")
        near_empty(plain, settings, pages)
        base = ("mkdocs", "build", "--quiet", "--config-file", str(plain / "mkdocs.yml"))
        of_build, of_base = costs_in_turns([build, base], runs)
        print(f"{pages} pages, mkdocs.yml {name}")
        for label, costs in (("promises build", of_build), ("mkdocs build, near-empty pages", of_base)):
            print("  {:50}{:8.2f}{:8.2f}{:9.0f}".format(label, *middle(costs)))
        ratios = [ratio(of_build, of_base, attrgetter(figure)) for figure in ("cpu", "wall", "peak")]
        print("  {:50}{:8.2f}{:8.2f}{:9.2f}".format("ratio", *ratios))
    [of_check] = costs_in_turns([("promises", "-C", str(ours), "check", "--as-of", size.as_of)], runs)
    print("{:52}{:8.2f}{:8.2f}{:9.0f}".format("promises check", *middle(of_check)))


if __name__ == "__main__":
    main()
