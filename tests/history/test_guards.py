"""Every key of every document, changed in silence in a git repository: refused or let through as its guard says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from service_promises.problems.problem import Severity
from service_promises.source.documents.base import Guard
from service_promises.source.documents.keys import FILES, guard_of, keys_within

from tests.history.editions import Repository
from tests.history.published import CALLS_YML, SERVICE_YML, month_yml

AS_OF, STOOD = date(2026, 12, 10), date(2026, 12, 5)
WAIT_YML, OLD_YML, DONE_YML = (f"promises/declared/{name}.yml" for name in ("wait", "old", "plan"))
FIX_YML, KEPT_YML, DROPPED_YML = (f"promises/fixes/{name}.yml" for name in ("line", "desk", "form"))
PLACES_YML = "promises/places.yml"
TREES_YML, COUNTER_YML, SUNDAYS_YML = (f"promises/pledges/{name}.yml" for name in ("trees", "counter", "sundays"))
JANUARY, MAY = month_yml("2026-01"), month_yml("2026-05")

SERVICE = """\
name: Example Telephone
about: We answer the telephone.
for: Somebody to talk to.
language: en-GB
time_zone: Europe/London
year_starts: 4
areas: [{id: phone, name: Telephone, about: Calls., was: [ring]}, {id: desk, name: The desk}]
covers: {from: 2026-01, until: 2026-10}
report_by: {day: 12, months: 1}
reach_us: [{name: Write to us, url: "mailto:help@example.org"}]
answer_back: "https://example.org/tell?p={promise}&m={month}"
not_promised: [{what: Miracles, why: Nobody can., instead: A callback.}]
hide_counts_below: 5
licence: {name: Free, url: "https://example.org/free"}
notice: A notice.
published_by: {name: The Watchers, url: "https://example.org/us"}
allow: [Jo Bloggs]
"""
CALLS = """\
promise: We answer your call within a minute.
short: Calls in a minute
also_called: [ring]
made_to: Everybody who calls us
because: A caller who hangs up has not been helped.
concerns: [on time]
area: phone
owner: Customer service
measure:
  kind: each
  counts: Calls to our number.
  source: The telephone system.
  leaves_out: Wrong numbers.
  case: {one: call, many: calls}
  counted: in the month
due_in: [1, 2, 3, 4, 5]
report_by: {day: 14, months: 1}
covers: {from: 2026-01, until: 2026-09}
terms:
  - since: 2026-01
    target: at least 90%
    announced: 2025-12-01
    interim: {target: at least 80%, since: 2026-01, until: 2026-03, why: We begin.}
  - since: 2026-03
    target: at least 95%
    why: We can.
    announced: 2026-02-01
    promise: We answer your call in half a minute.
    measure:
      kind: each
      counts: All calls.
      source: The new system.
      leaves_out: Nothing at all.
      case: {one: caller, many: callers}
      counted: in the month
    due_in: [5]
    report_by: {day: 16, months: 1}
ends: 2026-06
ends_why: The telephone is closed.
replaced_by: wait
also_measured: true
if_we_fall_short: We call you back.
needs_from_you: Your number.
staff_may: Call back.
was: [ringing]
"""
WAIT = """\
promise: You wait seven minutes at most.
made_to: Everybody
because: Waiting hurts.
concerns: [on time]
owner: The desk
measure: {kind: level, counts: Waits., source: The clock., figure: average wait, unit: minutes}
terms:
  - {since: 2026-01, target: at most 7, announced: 2025-12-01}
  - since: 2026-05
    target: at most 6
    announced: 2026-04-01
    why: Faster.
    measure: {kind: level, counts: Waits., source: The clock., figure: usual wait, unit: minutes}
due_in: [1, 5]
if_we_fall_short: Tell us.
"""
PLAN = """\
promise: We publish a plan.
made_to: Everybody
because: A plan helps.
concerns: [as described]
owner: The office
measure: {kind: done, counts: Plans., source: The book.}
terms: [{since: 2026-01, target: every time, announced: 2025-12-01}]
due_in: [1, 5]
if_we_fall_short: Tell us.
"""
SHARES = (
    PLAN.replace("a plan.", "shares.")
    .replace("kind: done", "kind: each")
    .replace("The book.}", "The book., case: {one: share, many: shares}}")
)
FIX = """\
we_will: Have a second telephone line.
after: [{promise: calls, month: 2026-01}]
by: 2027-01-31
owner: Customer service
invested: Ten pounds.
moved: [{on: 2026-11-20, from: 2026-12-31, to: 2027-01-31, why: The engineer is ill.}]
"""
KEPT = (
    FIX.partition("by:")[0] + "by: 2026-12-31\nowner: Us\ndone: {on: 2026-10-01, note: We have it., told: 2026-12-01}\n"
)
DROPPED = KEPT.partition("done:")[0] + "dropped: {on: 2026-10-01, why: Too dear., told: 2026-12-01}\n"
TREES = """\
we_will: Plant 10,000 trees.
because: Shade.
by: 2027-01-31
owner: The gardeners
invested: Ten pounds.
short: Trees
area: phone
target: 10000
unit: trees
progress:
  - {on: 2026-06-30, figure: 4000, note: It rained.}
  - {on: 2026-09-30, figure: 7400}
moved: [{on: 2026-11-20, from: 2026-12-31, to: 2027-01-31, why: The ground is frozen.}]
"""
COUNTER = (
    "we_will: Open a second counter.\nbecause: Nobody should stand.\nby: 2026-12-31\nowner: Us\n"
    "done: {on: 2026-10-01, note: We have it., told: 2026-12-01}\n"
)
SUNDAYS = COUNTER.partition("done:")[0] + "dropped: {on: 2026-10-01, why: Too dear., told: 2026-12-01}\n"
RECORDS = """\
month: 2026-01
letter: Dear all.
revised: 2026-02-20
delivered:
  calls:
    due: 200
    kept: 160
    let_down: 41
    provisional: The last week is missing.
    estimated: A guess.
    not_comparable: A strike.
    reported: 2026-02-20
    told: 2026-02-25
    note: It snowed.
    fell_short:
      what_happened: It rang.
      who: Forty callers.
      why: Too few people.
      cause: capacity
      put_right: We called back.
      fixes: [line]
      revised: 2026-02-20
    customers_said:
      question: Were you happy?
      asked: 100
      answered: 50
      let_down: 20
      in_their_words: [It rang for ever., Nobody came.]
    questions: {received: 9, answered: 8, updated: 2026-02-20}
    remedy: {owed: 30, given: 25, unasked: 20, late: 10, paid: Fifty pounds, updated: 2026-02-21}
    above_and_beyond: We sent a card.
  wait: {level: 6.5}
  plan: {done: true, on: 2026-01-20}
  shares: {share: 100%, final: 2026-03-01}
"""
LATER = """\
month: 2026-05
reported: 2026-06-20
told: 2026-06-25
delivered:
  calls: {due: 100, kept: 99}
  wait: {no_figure: The clock stood still.}
  plan: {done: true, on: 2026-05-20}
  shares: {share: 100%}
"""
PLACES = """\
called: {one: depot, many: depots}
places:
  north: {name: North Depot, in: Uphill, also_called: [The Hill], since: 2026-01, was: [hill]}
  south: {name: South Depot}
  old: {name: Old Depot, until: 2026-02, became: north}
"""
"""The same promises and records once more, each made at two places."""
AT_NORTH = (
    CALLS.replace("was: [ringing]\n", "")
    .replace(
        "covers: {",
        "at: {places: all, since: 2026-01, until: 2026-09}\n"
        "not_at: [{places: [old, south], from: 2026-01, until: 2026-02, why: They were shut.}]\ncovers: {",
    )
    .replace("    announced: 2025-12-01\n", "    announced: 2025-12-01\n    judged: in total\n")
    .replace("within a minute", "at the depot")
)
OF_NORTH = [f"promises/declared/{name}-north.yml" for name in ("calls", "wait", "plan", "shares")]
EVERYWHERE = "due_in: [1, 5]\nat: [north, south]\n"
_RECORD_TEXT = RECORDS.partition("delivered:\n")[2]


def _at_north(records: str) -> str:
    """Records of promises as those of the same promises at one place; each promise begins at its own line."""
    lines = ["month: 2026-01", "delivered:"]
    for line in records.splitlines():
        if line.startswith("  ") and line[2] != " ":
            name, _, inline = line.strip().partition(":")
            lines += [f"  {name}-north:", "    by_place:", f"      north:{inline}"]
        else:
            lines.append(f"    {line}")
    return "\n".join(lines) + "\n"


PART = "promises/delivered/2026-01/depots.yml"
OF_PLACES = (
    _at_north(_RECORD_TEXT)
    + """\
      south: {share: 99%}
    elsewhere: {due: 5, kept: 4, why: By post.}
"""
)
OF_PLACES = OF_PLACES.replace(
    "  plan-north:\n    by_place:\n", "  plan-north:\n    by_place:\n      south: {no_figure: Nobody looked.}\n"
)
SITE = {
    PLACES_YML: PLACES,
    PART: OF_PLACES,
    OF_NORTH[0]: AT_NORTH,
    OF_NORTH[1]: WAIT.replace("You wait", "There you wait").replace("due_in: [1, 5]\n", EVERYWHERE),
    OF_NORTH[2]: PLAN.replace("a plan.", "plans there.").replace("due_in: [1, 5]\n", EVERYWHERE),
    OF_NORTH[3]: SHARES.replace("shares.", "shares there.")
    .replace("due_in: [1, 5]\n", EVERYWHERE)
    .replace("target: every time", "target: every time, judged: everywhere"),
    SERVICE_YML: SERVICE,
    CALLS_YML: CALLS,
    WAIT_YML: WAIT,
    DONE_YML: PLAN,
    "promises/declared/shares.yml": SHARES,
    FIX_YML: FIX,
    KEPT_YML: KEPT,
    DROPPED_YML: DROPPED,
    TREES_YML: TREES,
    COUNTER_YML: COUNTER,
    SUNDAYS_YML: SUNDAYS,
    JANUARY: RECORDS,
    MAY: LATER,
}

Edit = tuple[str, str, str]
"""A file, a text in it, and what it is changed to."""

_SECOND = "counts: All calls.\n      source: The new system."
EDITS: dict[str, Edit] = {
    "service.name": (SERVICE_YML, "Example Telephone", "Another Telephone"),
    "service.about": (SERVICE_YML, "We answer the telephone.", "We do."),
    "service.for": (SERVICE_YML, "Somebody to talk to.", "Somebody."),
    "service.language": (SERVICE_YML, "en-GB", "en-IE"),
    "service.time_zone": (SERVICE_YML, "Europe/London", "Europe/Dublin"),
    "service.year_starts": (SERVICE_YML, "starts: 4", "starts: 7"),
    "service.areas.id": (SERVICE_YML, "id: desk", "id: counter"),
    "service.areas.name": (SERVICE_YML, "name: Telephone", "name: Calls"),
    "service.areas.about": (SERVICE_YML, "about: Calls.", "about: Telephones."),
    "service.areas.was": (SERVICE_YML, "was: [ring]", "was: [ring, bell]"),
    "service.covers.from": (SERVICE_YML, "from: 2026-01", "from: 2026-02"),
    "service.covers.until": (SERVICE_YML, "until: 2026-10", "until: 2026-11"),
    "service.report_by.day": (SERVICE_YML, "day: 12", "day: 13"),
    "service.report_by.months": (SERVICE_YML, "months: 1", "months: 2"),
    "service.reach_us.name": (SERVICE_YML, "Write to us", "Write"),
    "service.reach_us.url": (SERVICE_YML, "help@", "us@"),
    "service.answer_back": (SERVICE_YML, "/tell?", "/say?"),
    "service.not_promised.what": (SERVICE_YML, "Miracles", "Wonders"),
    "service.not_promised.why": (SERVICE_YML, "Nobody can.", "No."),
    "service.not_promised.instead": (SERVICE_YML, "A callback.", "A card."),
    "service.hide_counts_below": (SERVICE_YML, "below: 5", "below: 6"),
    "service.licence.name": (SERVICE_YML, "name: Free", "name: Open"),
    "service.licence.url": (SERVICE_YML, "org/free", "org/open"),
    "service.notice": (SERVICE_YML, "A notice.", "Another."),
    "service.published_by.name": (SERVICE_YML, "The Watchers", "The Others"),
    "service.published_by.url": (SERVICE_YML, "org/us", "org/them"),
    "service.allow": (SERVICE_YML, "Jo Bloggs", "Jo Blogs"),
    "declared.promise": (CALLS_YML, "within a minute", "soon"),
    "declared.short": (CALLS_YML, "Calls in a minute", "Calls"),
    "declared.also_called": (CALLS_YML, "[ring]", "[bell]"),
    "declared.made_to": (CALLS_YML, "Everybody who calls us", "Some"),
    "declared.because": (CALLS_YML, "has not been helped", "is lost"),
    "declared.concerns": (CALLS_YML, "[on time]", "[as easy]"),
    "declared.area": (CALLS_YML, "area: phone", "area: desk"),
    "declared.owner": (CALLS_YML, "Customer service", "The desk"),
    "declared.measure.kind": (DONE_YML, "kind: done", "kind: level, figure: x, unit: y"),
    "declared.measure.counts": (CALLS_YML, "Calls to our number.", "Some calls."),
    "declared.measure.source": (CALLS_YML, "The telephone system.", "A book."),
    "declared.measure.leaves_out": (CALLS_YML, "Wrong numbers.", "Bad calls."),
    "declared.measure.case.one": (CALLS_YML, "one: call,", "one: ring,"),
    "declared.measure.case.many": (CALLS_YML, "many: calls}", "many: rings}"),
    "declared.measure.figure": (WAIT_YML, "average wait", "longest wait"),
    "declared.measure.unit": (WAIT_YML, "unit: minutes}\nterms", "unit: hours}\nterms"),
    "declared.measure.counted": (CALLS_YML, "  counted: in the month\ndue", "  counted: at month end\ndue"),
    "declared.due_in": (CALLS_YML, "[1, 2, 3, 4, 5]", "[1, 2, 3, 4, 5, 6]"),
    "declared.report_by.day": (CALLS_YML, "day: 14", "day: 15"),
    "declared.report_by.months": (CALLS_YML, "months: 1}\ncovers", "months: 2}\ncovers"),
    "declared.covers.from": (CALLS_YML, "from: 2026-01", "from: 2026-02"),
    "declared.covers.until": (CALLS_YML, "until: 2026-09", "until: 2026-10"),
    "declared.terms.since": (CALLS_YML, "since: 2026-03\n", "since: 2026-04\n"),
    "declared.terms.target": (CALLS_YML, "at least 95%", "at least 94%"),
    "declared.terms.why": (CALLS_YML, "We can.", "We must."),
    "declared.terms.announced": (CALLS_YML, "2025-12-01", "2025-12-02"),
    "declared.terms.promise": (CALLS_YML, "in half a minute", "soon"),
    "declared.terms.measure.kind": (WAIT_YML, "measure: {kind: level, counts: Waits., source: The clock., figure: usual wait, unit: minutes}", "measure: {kind: done, counts: Waits., source: The clock.}"),
    "declared.terms.measure.counts": (CALLS_YML, "All calls.", "Few calls."),
    "declared.terms.measure.source": (CALLS_YML, "The new system.", "A book."),
    "declared.terms.measure.leaves_out": (CALLS_YML, "Nothing at all.", "Something."),
    "declared.terms.measure.case.one": (CALLS_YML, "one: caller", "one: ring"),
    "declared.terms.measure.case.many": (CALLS_YML, "many: callers", "many: rings"),
    "declared.terms.measure.figure": (WAIT_YML, "usual wait", "longest wait"),
    "declared.terms.measure.unit": (WAIT_YML, "unit: minutes}\ndue_in", "unit: hours}\ndue_in"),
    "declared.terms.measure.counted": (CALLS_YML, "      counted: in the month\n    due", "      counted: at month end\n    due"),
    "declared.terms.interim.target": (CALLS_YML, "at least 80%", "at least 70%"),
    "declared.terms.interim.since": (CALLS_YML, ", since: 2026-01, until", ", since: 2026-02, until"),
    "declared.terms.interim.until": (CALLS_YML, "until: 2026-03", "until: 2026-04"),
    "declared.terms.interim.why": (CALLS_YML, "We begin.", "We began."),
    "declared.terms.due_in": (CALLS_YML, "due_in: [5]", "due_in: [5, 6]"),
    "declared.terms.report_by.day": (CALLS_YML, "day: 16", "day: 17"),
    "declared.terms.report_by.months": (CALLS_YML, "months: 1}\nends", "months: 2}\nends"),
    "declared.ends": (CALLS_YML, "ends: 2026-06", "ends: 2026-05"),
    "declared.ends_why": (CALLS_YML, "is closed", "is out"),
    "declared.replaced_by": (CALLS_YML, "replaced_by: wait", "replaced_by: plan"),
    "declared.also_measured": (CALLS_YML, "also_measured: true", "also_measured: false"),
    "declared.if_we_fall_short": (CALLS_YML, "We call you back.", "Nothing."),
    "declared.needs_from_you": (CALLS_YML, "Your number.", "Your name."),
    "declared.staff_may": (CALLS_YML, "staff_may: Call back.", "staff_may: Ring."),
    "declared.was": (CALLS_YML, "was: [ringing]", "was: [rings]"),
    "places.called.one": (PLACES_YML, "one: depot", "one: shop"),
    "places.called.many": (PLACES_YML, "many: depots", "many: shops"),
    "places.places.name": (PLACES_YML, "South Depot", "Southern Depot"),
    "places.places.in": (PLACES_YML, "in: Uphill", "in: Downhill"),
    "places.places.also_called": (PLACES_YML, "The Hill", "The Mound"),
    "places.places.since": (PLACES_YML, "since: 2026-01", "since: 2026-02"),
    "places.places.until": (PLACES_YML, "until: 2026-02", "until: 2026-03"),
    "places.places.became": (PLACES_YML, "became: north", "became: south"),
    "places.places.was": (PLACES_YML, "was: [hill]", "was: [mount]"),
    "declared.at.places": (OF_NORTH[0], "at: {places: all,", "at: {places: [north, old],"),
    "declared.at.since": (OF_NORTH[0], ", since: 2026-01, until: 2026-09", ", since: 2026-02, until: 2026-09"),
    "declared.at.until": (OF_NORTH[0], "all, since: 2026-01, until: 2026-09", "all, since: 2026-01, until: 2026-05"),
    "declared.not_at.places": (OF_NORTH[0], "places: [old, south]", "places: [old]"),
    "declared.not_at.from": (OF_NORTH[0], "from: 2026-01, until: 2026-02", "from: 2026-02, until: 2026-02"),
    "declared.not_at.until": (OF_NORTH[0], "from: 2026-01, until: 2026-02", "from: 2026-01, until: 2026-03"),
    "declared.not_at.why": (OF_NORTH[0], "They were shut.", "Closed."),
    "declared.terms.judged": (OF_NORTH[0], "judged: in total", "judged: everywhere"),
    "delivered.delivered.elsewhere.due": (PART, "due: 5,", "due: 6,"),
    "delivered.delivered.elsewhere.kept": (PART, "kept: 4,", "kept: 3,"),
    "delivered.delivered.elsewhere.why": (PART, "By post.", "By mail."),
    "delivered.month": (JANUARY, "month: 2026-01", "month: 2026-02"),
    "delivered.reported": (MAY, "reported: 2026-06-20", "reported: 2026-06-19"),
    "delivered.told": (MAY, "told: 2026-06-25", "told: 2026-06-24"),
    "delivered.letter": (JANUARY, "Dear all.", "Dear some."),
    "delivered.revised": (JANUARY, "revised: 2026-02-20\ndelivered", "revised: 2026-02-19\ndelivered"),
    "delivered.delivered.due": (JANUARY, "due: 200", "due: 201"),
    "delivered.delivered.kept": (JANUARY, "kept: 160", "kept: 161"),
    "delivered.delivered.share": (JANUARY, "share: 100%", "share: 99%"),
    "delivered.delivered.level": (JANUARY, "level: 6.5", "level: 6.4"),
    "delivered.delivered.done": (JANUARY, "done: true", "done: false"),
    "delivered.delivered.on": (JANUARY, "on: 2026-01-20", "on: 2026-01-19"),
    "delivered.delivered.let_down": (JANUARY, "let_down: 41", "let_down: 42"),
    "delivered.delivered.provisional": (JANUARY, "provisional: The last week is missing.", "provisional: true"),
    "delivered.delivered.estimated": (JANUARY, "estimated: A guess.", "estimated: true"),
    "delivered.delivered.not_comparable": (JANUARY, "    not_comparable: A strike.\n", ""),
    "delivered.delivered.reported": (JANUARY, "reported: 2026-02-20", "reported: 2026-02-19"),
    "delivered.delivered.told": (JANUARY, "told: 2026-02-25", "told: 2026-02-24"),
    "delivered.delivered.final": (JANUARY, "final: 2026-03-01", "final: 2026-03-02"),
    "delivered.delivered.customers_said.question": (JANUARY, "Were you happy?", "Are you happy?"),
    "delivered.delivered.customers_said.asked": (JANUARY, "asked: 100", "asked: 90"),
    "delivered.delivered.customers_said.answered": (JANUARY, "answered: 50", "answered: 60"),
    "delivered.delivered.customers_said.let_down": (JANUARY, "let_down: 20", "let_down: 10"),
    "delivered.delivered.customers_said.in_their_words": (JANUARY, "It rang for ever., ", ""),
    "delivered.delivered.fell_short.what_happened": (JANUARY, "It rang.\n", "It did ring.\n"),
    "delivered.delivered.fell_short.who": (JANUARY, "Forty callers.", "Callers."),
    "delivered.delivered.fell_short.why": (JANUARY, "Too few people.", "Illness."),
    "delivered.delivered.fell_short.cause": (JANUARY, "cause: capacity", "cause: supplier"),
    "delivered.delivered.fell_short.put_right": (JANUARY, "We called back.", "Nothing."),
    "delivered.delivered.fell_short.fixes": (JANUARY, "fixes: [line]", "fixes: []"),
    "delivered.delivered.fell_short.revised": (JANUARY, "      revised: 2026-02-20", "      revised: 2026-02-19"),
    "delivered.delivered.questions.received": (JANUARY, "received: 9", "received: 8"),
    "delivered.delivered.questions.answered": (JANUARY, "answered: 8", "answered: 9"),
    "delivered.delivered.questions.updated": (JANUARY, "updated: 2026-02-20", "updated: 2026-02-19"),
    "delivered.delivered.remedy.owed": (JANUARY, "owed: 30", "owed: 25"),
    "delivered.delivered.remedy.given": (JANUARY, "given: 25", "given: 30"),
    "delivered.delivered.remedy.unasked": (JANUARY, "unasked: 20", "unasked: 25"),
    "delivered.delivered.remedy.late": (JANUARY, "late: 10", "late: 0"),
    "delivered.delivered.remedy.paid": (JANUARY, "paid: Fifty pounds", "paid: Sixty pounds"),
    "delivered.delivered.remedy.updated": (JANUARY, "updated: 2026-02-21", "updated: 2026-02-20"),
    "delivered.delivered.note": (JANUARY, "It snowed.", "It rained."),
    "delivered.delivered.no_figure": (MAY, "The clock stood still.", "The clock broke."),
    "delivered.delivered.above_and_beyond": (JANUARY, "We sent a card.", "We sent two."),
    "fixes.we_will": (FIX_YML, "a second telephone line", "half a line"),
    "fixes.after.promise": (FIX_YML, "promise: calls", "promise: wait"),
    "fixes.after.month": (FIX_YML, "month: 2026-01", "month: 2026-05"),
    "fixes.by": (KEPT_YML, "by: 2026-12-31", "by: 2026-12-30"),
    "fixes.owner": (FIX_YML, "Customer service", "The desk"),
    "fixes.invested": (FIX_YML, "Ten pounds.", "Twenty pounds."),
    "fixes.moved.on": (FIX_YML, "on: 2026-11-20", "on: 2026-11-21"),
    "fixes.moved.from": (FIX_YML, "from: 2026-12-31", "from: 2026-12-30"),
    "fixes.moved.to": (FIX_YML, "to: 2027-01-31", "to: 2027-02-28"),
    "fixes.moved.why": (FIX_YML, "is ill", "was ill"),
    "fixes.done.on": (KEPT_YML, "on: 2026-10-01", "on: 2026-09-01"),
    "fixes.done.note": (KEPT_YML, "We have it.", "Here it is."),
    "fixes.done.told": (KEPT_YML, "told: 2026-12-01", "told: 2026-12-02"),
    "fixes.dropped.on": (DROPPED_YML, "on: 2026-10-01", "on: 2026-09-01"),
    "fixes.dropped.why": (DROPPED_YML, "Too dear.", "Too slow."),
    "fixes.dropped.told": (DROPPED_YML, "told: 2026-12-01", "told: 2026-12-02"),
    "pledges.we_will": (TREES_YML, "Plant 10,000 trees", "Plant trees"),
    "pledges.by": (COUNTER_YML, "by: 2026-12-31", "by: 2026-12-30"),
    "pledges.owner": (TREES_YML, "The gardeners", "The office"),
    "pledges.invested": (TREES_YML, "Ten pounds.", "Twenty pounds."),
    "pledges.moved.on": (TREES_YML, "on: 2026-11-20", "on: 2026-11-21"),
    "pledges.moved.from": (TREES_YML, "from: 2026-12-31", "from: 2026-12-30"),
    "pledges.moved.to": (TREES_YML, "to: 2027-01-31", "to: 2027-02-28"),
    "pledges.moved.why": (TREES_YML, "is frozen", "was frozen"),
    "pledges.done.on": (COUNTER_YML, "on: 2026-10-01", "on: 2026-09-01"),
    "pledges.done.note": (COUNTER_YML, "We have it.", "Here it is."),
    "pledges.done.told": (COUNTER_YML, "told: 2026-12-01", "told: 2026-12-02"),
    "pledges.dropped.on": (SUNDAYS_YML, "on: 2026-10-01", "on: 2026-09-01"),
    "pledges.dropped.why": (SUNDAYS_YML, "Too dear.", "Too slow."),
    "pledges.dropped.told": (SUNDAYS_YML, "told: 2026-12-01", "told: 2026-12-02"),
    "pledges.because": (TREES_YML, "because: Shade.", "because: Air."),
    "pledges.short": (TREES_YML, "short: Trees", "short: The trees"),
    "pledges.area": (TREES_YML, "area: phone", "area: desk"),
    "pledges.target": (TREES_YML, "target: 10000", "target: 8000"),
    "pledges.unit": (TREES_YML, "unit: trees", "unit: saplings"),
    "pledges.progress.on": (TREES_YML, "on: 2026-06-30", "on: 2026-06-29"),
    "pledges.progress.figure": (TREES_YML, "figure: 7400", "figure: 7500"),
    "pledges.progress.note": (TREES_YML, "It rained.", "It poured."),
}  # fmt: skip
EDITS |= {
    key.replace("delivered.delivered.", "delivered.delivered.by_place."): (PART, old.strip(), new.strip())
    for key, (path, old, new) in EDITS.items()
    if key.startswith("delivered.delivered.") and path == JANUARY
} | {
    "delivered.delivered.by_place.not_comparable": (PART, "not_comparable: A strike.", "not_comparable: true"),
    "delivered.delivered.by_place.fell_short.revised": (PART, "  revised: 2026-02-20", "  revised: 2026-02-19"),
    "delivered.delivered.by_place.no_figure": (PART, "Nobody looked.", "Nobody was there."),
}
"""By the keys that lead to it, a silent change of the value of a key."""


def _keys() -> Iterator[tuple[str, Guard | None]]:
    """Every key with a value of its own, but for those of corrections, which are looked at in `test_past_changes.py`."""
    for name, file in FILES.items():
        for keys in keys_within(file.document):
            path = ".".join((name, *(key.name for key in keys)))
            if keys[-1].document is None and ".corrected." not in path:
                yield path, guard_of(keys)


GUARDS = dict(_keys())


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    repository = Repository(tmp_path_factory.mktemp("guards"), "site")
    repository.write(SITE)
    repository.commit(STOOD)
    return repository


def _errors(repository: Repository) -> list[str]:
    problems = repository.check(AS_OF).problems
    return [f"{one.rule} {one.path} {one.key}" for one in problems if one.severity is Severity.ERROR]


def test_every_key_is_guarded_and_tried() -> None:
    assert None not in GUARDS.values()
    assert sorted(EDITS) == sorted(GUARDS)


def test_what_did_not_change_is_no_problem(site: Repository) -> None:
    assert _errors(site) == []


@pytest.mark.parametrize("key", EDITS)
def test_a_silent_change_is_refused_or_let_through_as_the_guard_says(site: Repository, key: str) -> None:
    path, old, new = EDITS[key]
    assert SITE[path].count(old) == 1
    try:
        site.change(path, old, new)
        assert bool(_errors(site)) is (GUARDS[key] is not Guard.FREELY)
    finally:
        site.write(SITE)
