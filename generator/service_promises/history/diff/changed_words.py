"""What a text or a value was and what it is, for people: both whole, or the part of a long text that changed."""

from typing import Any

from service_promises.ledger.plain_data import data_of, line_of

_MOST = 300
"""So many characters of a text are given; of a longer one those around the change."""
_AROUND = 60
_CUT = "\N{HORIZONTAL ELLIPSIS}"


def changed_values(old: Any, new: Any, leaving: tuple[str, ...] = ()) -> list[str]:
    """What each key that is not the same was and is, of two values of one kind."""
    before, after = data_of(old), data_of(new)
    return [
        f"{key} {was_and_is(line_of(before.get(key)), line_of(after.get(key)))}"
        for key in before | after
        if key not in leaving and before.get(key) != after.get(key)
    ]


def was_and_is(old: str | None, new: str | None) -> str:
    """What a text on one line was and is; None for one that is not there."""
    before, now = old or "", new or ""
    start = _shared(before, now)
    same = min(_shared(before[::-1], now[::-1]), len(before) - start, len(now) - start)
    was, is_ = _around(before, start, len(before) - same), _around(now, start, len(now) - same)
    if old is None:
        return f"is new: {is_}"
    return f"was {was}, {'is gone' if new is None else f'is {is_}'}"


def _shared(one: str, other: str) -> int:
    """With how many of the same characters two texts begin."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((index for index, (ours, theirs) in pairs if ours != theirs), min(len(one), len(other)))


def _around(text: str, start: int, end: int) -> str:
    """A text, or what lies around its part from `start` to `end` where it is long."""
    if len(text) <= _MOST:
        return text
    first = max(0, start - _AROUND)
    last = min(len(text), end + _AROUND, first + _MOST)
    return f"{_CUT if first else ''}{text[first:last]}{_CUT if last < len(text) else ''}"
