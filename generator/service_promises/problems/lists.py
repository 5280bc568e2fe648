"""Several things in one English sentence, the language of the command line and of the notes in files."""

from collections.abc import Sequence

_MOST = 5
"""So many of a list are named where not all of them need to be."""


def is_long(items: Sequence[str]) -> bool:
    """Whether a list has more than are named."""
    return len(items) > _MOST + 1


def first_few(items: Sequence[str], separator: str = ", ") -> str:
    """The first few of several things, and how many more there are.

    >>> first_few(["a", "b", "c", "d", "e", "f", "g"])
    'a, b, c, d, e and 2 more'
    """
    if not is_long(items):
        return separator.join(items)
    return f"{separator.join(items[:_MOST])} and {len(items) - _MOST} more"
