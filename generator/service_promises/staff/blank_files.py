"""`new promise` and `new fix`: files to fill in, with every key that there is and what it means."""

from __future__ import annotations

from service_promises.source.files import FileKind
from service_promises.staff.comments import schema_comment

_PROMISE = """\
# One promise. Write each answer behind its colon, after a space, then run `promises check` or propose the change:
# whatever is still blank is named with its line. Lines that begin with # are notes; the keys in them are there for
# those who need them: take the # and one space away. Text with a colon in it needs quotes around the whole.

# The promise in the customer's words; one sentence.
promise:
# To whom it is made.
made_to:
# Why we make it: how it serves what our service is for.
because:
# What it concerns, one or more: on time, at the price, as easy, as described, when it breaks.
concerns:
  -
# A group heading on the site.
# area:
# The role or team that answers for it; never a person's name.
owner:

measure:
  # One of: each (so many times due, so many times kept), level (one figure a month), done (done or not done).
  kind:
  # What is counted, in words that a customer understands.
  counts:
  # Where the figures come from.
  source:
  # What is not counted, and why.
  # leaves_out:
  # For the kind each: what one case is called, and several, for example: call, calls.
  # case:
  #   one:
  #   many:
  # For the kind level: what the figure is, for example: average wait; and its unit, for example: minutes.
  # figure:
  # unit:
  # When it is counted: in the month, or at month end.
  # counted: in the month

# The months in which a record is due, 1 to 12, where that is not every month.
# due_in: [3, 6, 9, 12]
# The day of the following month by which it must be published, where that is not the service's.
# report_by: 20

# The first month of the promise, YYYY-MM, and our own line: at least 95%, at most 7 minutes, or every time.
# A promise is never reworded: later a new term goes below this one, with since, target and why.
terms:
  - since:
    target:
    # A lower target beside it for a while; it is shown, and never judged by.
    # interim:
    #   - target:
    #     until:
    #     why:

# What the customer gets when we fall short, without having to ask or how to ask.
if_we_fall_short:
# What the people on the front line may do without asking anybody.
# staff_may:
"""

_FIX = """\
# A fix: something that we say we will change after a shortfall, with a date. It is judged like a promise, by the
# first date. Write each answer behind its colon, after a space, then run `promises check` or propose the change.

# What we will change; one sentence.
we_will:
# The promises and months that it came from: the promise's id, and the month, YYYY-MM.
after:
  - promise:
    month:
# The date by which it will be done, YYYY-MM-DD.
by:
# The role or team that answers for it; never a person's name.
owner:
# What we spend on it.
# invested:

# If the date has to move: change `by`, and say so. The first date still counts.
# moved:
#   - on:
#     from:
#     to:
#     why:
# When it is done:
# done:
#   on:
#   note:
# Or when it is given up:
# dropped:
#   on:
#   why:
"""


def promise_path(name: str) -> str:
    """Where the file of a promise is."""
    return f"promises/declared/{name}.yml"


def fix_path(name: str) -> str:
    """Where the file of a fix is."""
    return f"promises/fixes/{name}.yml"


def blank_promise(name: str) -> str:
    """The file of a promise to fill in."""
    return schema_comment(FileKind.DECLARED, promise_path(name)) + _PROMISE


def blank_fix(name: str) -> str:
    """The file of a fix to fill in."""
    return schema_comment(FileKind.FIX, fix_path(name)) + _FIX
