"""Every text that staff can write is looked at, and customers' words are known as theirs."""

from __future__ import annotations

from pathlib import Path

import yaml
from service_promises.source.documents.declared import PromiseFile
from service_promises.source.documents.delivered import MonthFile
from service_promises.source.documents.fix import FixFile
from service_promises.source.documents.prose import prose_of

HERE = Path(__file__).parents[2] / "rules" / "good"


def test_every_text_of_a_month_is_there_and_only_customers_words_are_not_ours() -> None:
    record = {
        "due": "2",
        "kept": "1",
        "provisional": "P",
        "estimated": "true",
        "fell_short": {"what_happened": "A", "who": "B", "why": "C", "put_right": "D", "fixes": ["x"]},
        "customers_said": {"question": "Q", "in_their_words": ["E", "F"]},
        "above_and_beyond": "G",
        "corrected": [{"on": "2026-02-01", "was": {"kept": "2", "estimated": "old"}, "why": "H"}],
    }
    month = MonthFile.model_validate({"month": "2026-01", "letter": "L", "delivered": {"calls": record}})
    told = prose_of(month)
    assert sorted(one.text for one in told if one.ours) == list("ABCDGHLP")
    assert [one.text for one in told if not one.ours] == ["Q", "E", "F"]
    assert ("delivered", "calls", "corrected", 0, "why") in [one.keys for one in told]


def test_every_text_of_a_promise_and_of_a_fix_is_there() -> None:
    promise = PromiseFile.model_validate(_plain(HERE / "promise" / "everything.yml"))
    keys = {one.keys[-1] for one in prose_of(promise)}
    assert keys >= {"promise", "made_to", "because", "owner", "counts", "source", "leaves_out", "why"}
    assert keys >= {"if_we_fall_short", "staff_may"}
    assert not keys & {"name", "unit", "area", "one", "many", "target"}
    fix = FixFile.model_validate(_plain(HERE / "fix" / "everything.yml"))
    assert {"we_will", "why"} <= {one.keys[-1] for one in prose_of(fix)}


def _plain(path: Path) -> object:
    return yaml.load(path.read_text(), Loader=yaml.BaseLoader)
