"""Numbers with their nouns in English, the language of the command line and of the notes in files."""


def pluralize(number: int, one: str, many: str = "") -> str:
    """A number with its noun; `many` is the noun's plural where that is not `one` with an s.

    >>> pluralize(1, "day"), pluralize(2, "day"), pluralize(0, "fix", "fixes")
    ('1 day', '2 days', '0 fixes')
    """
    return f"{number} {one if number == 1 else many or f'{one}s'}"
