"""Guessing what was meant: the nearest known word."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is most like the one written; None where none is like it."""
    names = {name.lower().replace("-", "_").replace(" ", "_"): name for name in known}
    matches = get_close_matches(word.lower().strip().replace("-", "_").replace(" ", "_"), names, 1, 0.65)
    return names[matches[0]] if matches else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`did you mean X?`, or every word there is where none is near."""
    names = list(known)
    near = nearest(word, names)
    if near is not None:
        return f"did you mean `{near}`?"
    if not names:
        return "there is none yet"
    return "there is: " + ", ".join(f"`{name}`" for name in names)
