"""The names by which spreadsheets call their columns: what each of them holds."""

import re

from service_promises.ledger.delivery import FIGURES, FLAGS

FIGURE_COLUMNS = (*FIGURES, *FLAGS, "reported", "final", "no_figure")
"""The columns whose cells go into a record."""

LABELS = ("promise", "place", "month", "year", "figure")
"""The columns that say whose the figures of a row are."""

COLUMNS = ("promise", "place", "month", *FIGURE_COLUMNS)
"""The columns that a table may have."""

_PROMISE = (
    "id promise_id indicator kpi measure standard service_standard commitment pledge service_promise indicator_name"
    " measure_name performance_indicator performance_measure"
)
_MONTH = "period reporting_month reporting_period month_ending date month_and_year month_year months"
_SHARE = "percent percentage per_cent pct kept_percent share_percent performance rate"
_SAME_AS = {
    **dict.fromkeys(_PROMISE.split(), "promise"),
    **dict.fromkeys(_MONTH.split(), "month"),
    **dict.fromkeys(_SHARE.split(), "share"),
    **dict.fromkeys(("financial_year", "reporting_year"), "year"),
    "key": "figure",
}
"""Other names by which a column is known."""
_FILLING = frozenset(
    [
        "number",
        "numbers",
        "no",
        "nr",
        "of",
        "total",
        "count",
        "cases",
        "in",
        "the",
        "this",
        "month",
        "times",
        "how",
        "many",
        "all",
        "were",
        "was",
        "fell",
    ]
)
"""Words beside which `due` and `kept` mean the same as alone."""
_PERCENT = frozenset(["percent", "percentage", "pct", "share", "proportion", "rate"])
_KEPT = frozenset(
    ("kept", "met", "within target", "on time", "in time", "within standard", "target met", "standard met")
)
_MISSED = frozenset(("missed", "breaches", "breached", "not met", "not kept", "failed", "failures", "late"))
_NO_FIGURES = frozenset(
    [
        "area",
        "breakdown",
        "change",
        "code",
        "comment",
        "commentary",
        "comments",
        "description",
        "forecast",
        "lead",
        "measure_type",
        "name",
        "narrative",
        "note",
        "notes",
        "owner",
        "previous",
        "previous_month",
        "rag",
        "rag_status",
        "rank",
        "ref",
        "reference",
        "region",
        "remark",
        "remarks",
        "remarks_or_notes",
        "source",
        "status",
        "target",
        "title",
        "trend",
        "unit",
        "updated",
        "variance",
        "wording",
        "year_to_date",
        "ytd",
    ]
)
"""Columns that many spreadsheets have and from which nothing is taken."""


def normal(text: str) -> str:
    """A name of a column as it is compared."""
    return re.sub(r"[^a-z0-9]+", "_", text.lower().replace("%", " percent ")).strip("_")


def known_column(text: str) -> str | None:
    """The column of ours that a name means; None for another."""
    name = _SAME_AS.get(normal(text), normal(text))
    if name in (*LABELS, *FIGURE_COLUMNS):
        return name
    words = [word for word in name.split("_") if word not in _FILLING]
    bare = " ".join(word for word in words if word not in _PERCENT)
    if bare in _KEPT:
        return "share" if _PERCENT & set(words) else "kept"
    return "due" if bare == "due" and words == ["due"] else None


def is_in_percent(text: str) -> bool:
    """Whether a name says that the figures below it are percentages."""
    return "%" in text or "percent" in normal(text)


def holds_no_figures(text: str) -> bool:
    """Whether columns of that name hold nothing that is taken."""
    return normal(text) in _NO_FIGURES


def counts_the_missed(text: str) -> bool:
    """Whether a column of that name has how many times a promise was not kept."""
    return " ".join(word for word in normal(text).split("_") if word not in _FILLING) in _MISSED
