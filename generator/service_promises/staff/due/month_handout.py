"""The months that lack figures, handed out as Markdown: the file explained, and a link that opens it in the editor."""

import re
from collections.abc import Collection, Iterator, Sequence

from service_promises.ledger.ledger import Ledger
from service_promises.ledger.periods.month import Month
from service_promises.problems.markdown import escape_markdown
from service_promises.problems.plurals import pluralize
from service_promises.source.files import DELIVERED
from service_promises.staff.due.due import Task
from service_promises.staff.due.editor_links import CodeEditor
from service_promises.staff.due.month_files import FileToWrite, files_to_write
from service_promises.staff.formats import format_month
from service_promises.staff.new_files.months_due import months_to_write

_MOST_MONTHS = 3
_MOST_CHARACTERS = 55_000
"""Of the list, the links and the texts; an issue on GitHub takes 65,536, and Remind cuts it at 60,000."""


def month_handout(
    ledger: Ledger, tasks: Sequence[Task], existing: Collection[str], editor: CodeEditor | None, taken: int
) -> str:
    """What follows the list of what is due; empty where no month that is over lacks a record.

    `existing` are the paths under promises/delivered/; without an `editor` there
    are no links. `taken` is the length of the list.
    """
    months = months_to_write(ledger, {task.month for task in tasks if task.month})
    blocks, room = [], _MOST_CHARACTERS - taken
    for month in months[:_MOST_MONTHS]:

        def fits(path: str, text: str) -> bool:
            return (
                editor is None or not editor.takes_text or editor.filled_link(path, text, _folder(existing)) is not None
            )

        files = files_to_write(ledger, month, existing, fits)
        lines = [f"\n## {format_month(month)}: write the figures", _how_to(ledger, month, editor)]
        addresses = [_address(file, existing, editor) for file in files]
        room -= sum(len(line) for line, _ in addresses)
        for file, (line, is_filled_in) in zip(files, addresses, strict=True):
            text = next((one for one in (file.text, file.bare) if len(one) <= room), "")
            room -= len(text)
            lines += [line, *_text(file, text, is_filled_in=is_filled_in)]
        blocks.append("\n\n".join(lines) + "\n")
    if len(months) > _MOST_MONTHS:
        others = pluralize(len(months) - _MOST_MONTHS, "more month lacks figures", "more months lack figures")
        blocks.append(f"\n{others}. They come here once these are in.\n")
    return "".join(blocks)


def _how_to(ledger: Ledger, month: Month, editor: CodeEditor | None) -> str:
    late = f"Where there is a line `reported:`, it has today's day, {ledger.as_of}: put it right if you send it later."
    write = "write each figure behind its colon, after a space, and"
    if editor is None:
        return f"W{write[1:]} propose the change. {late}"
    paste = "" if editor.takes_text else "copy the text below it into the editor, "
    form = editor.form_link(month)
    return f"Open the link, {paste}{write} {editor.saving}. Nothing is published before somebody merges it. {late}" + (
        f" Or write two numbers [into a form]({form}), one promise at a time." if form else ""
    )


def _address(file: FileToWrite, existing: Collection[str], editor: CodeEditor | None) -> tuple[str, bool]:
    """The line that leads to a file, and whether its text is in the link or needs none."""
    owner = f" ({escape_markdown(file.owner)})" if file.owner else ""
    if editor is None:
        return f"`{file.path}`{owner}", True
    if file.is_there:
        return f"[Edit {file.path}]({editor.edit_link(file.path)}){owner}", True
    folder = _folder(existing)
    link = editor.filled_link(file.path, file.bare, folder)
    return f"[Write {file.path}]({link or editor.empty_link(file.path, folder)}){owner}", link is not None


def _text(file: FileToWrite, text: str, *, is_filled_in: bool) -> Iterator[str]:
    """A text below its link, folded away; without one, what to do where the link lacks it too."""
    if text:
        yield f"<details><summary>{_title(file, is_filled_in=is_filled_in)}</summary>"
        yield _fenced(text, "csv" if file.path.endswith(".csv") else "yaml")
        yield "</details>"
    elif not is_filled_in:
        yield "Its text is too long for this page: `promises new month` writes it."


def _title(file: FileToWrite, *, is_filled_in: bool) -> str:
    if not is_filled_in:
        return "Its text, to paste there"
    if file.path.endswith(".csv"):
        return "Its rows"
    return "To add below delivered, explained" if file.is_there else "The same file, explained promise by promise"


def _folder(existing: Collection[str]) -> str:
    """The folder that a new file is begun in: git keeps none that is empty, and the editor opens none that is not there."""
    return DELIVERED if existing else ""


def _fenced(text: str, language: str) -> str:
    """A block of code that no line of backticks within it can end."""
    longest = max((len(ticks) for ticks in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{text.rstrip()}\n{fence}"
