"""The response processing of a QTI item: what it says of each response, read in one pass. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from lxml import etree

from assessments.interchange.notes import QuestionProblem
from assessments.interchange.numbers import number
from assessments.interchange.qti.names import attribute, every, first, inside, name
from assessments.interchange.xml import Element, words

_BRANCHES = ("responseIf", "responseElseIf")
_COMPARED = ("match", "stringMatch", "equal")
_NUMBERS = ("equal", "equalRounded")
_ENDS = ("gte", "gt", "lte", "lt")
_READ = frozenset({*_BRANCHES, *_COMPARED, *_NUMBERS, *_ENDS, "mapResponse"})
# Rules inside rules: each is looked through for all of those above it.
DEEPEST = 6


@dataclass(frozen=True)
class Rules:
    """What the processing says, by the identifier of the response where it is about one.

    `by_map`: the item adds up mapped marks instead of asking for the whole answer. `full`: what it
    calls full marks. `stated`: the texts and numbers that rules call right.
    """

    by_map: bool = False
    full: Fraction | None = None
    # Rules are written out, so that what they compare may be more than the key.
    written: bool = False
    stated: dict[str, list[str]] = field(default_factory=dict)
    equal: dict[str, Element] = field(default_factory=dict)
    matched: frozenset[str] = frozenset()
    ends: dict[str, dict[str, Fraction]] = field(default_factory=dict)

    def margin_of(self, identifier: str, value: Fraction) -> tuple[Fraction, Fraction] | None:
        """The middle and the half width of what the item takes for this number.

        None where its rules compare the response in no way that is read here.
        """
        compared = self.equal.get(identifier)
        if compared is not None:
            return _margin(compared, value)
        if not self.written or identifier in self.matched:
            return value, Fraction(0)
        return _between(self.ends.get(identifier, {}))


def rules_of(item: Element) -> Rules:
    """The rules of an item. Raises QuestionProblem for rules too deep in each other."""
    processing = first(item, "responseProcessing")
    full = _full_marks(item)
    if processing is None:
        return Rules(full=full)
    _refuse_depth(processing)
    template = attribute(processing, "template") + attribute(processing, "templateLocation")
    return Rules(
        by_map="map_response" in template or any(True for _ in inside(processing, "mapResponse")),
        full=full,
        written=any(True for _ in inside(processing, "responseCondition")),
        stated=_stated(processing),
        equal=_equal(processing),
        matched=frozenset(
            attribute(node, "identifier")
            for match in inside(processing, "match", "mapResponse")
            for node in (match, *inside(match, "variable"))
        ),
        ends=_ends(processing),
    )


def _refuse_depth(processing: Element) -> None:
    depth = 0
    for event, node in etree.iterwalk(processing, events=("start", "end")):
        if isinstance(node.tag, str) and name(node) in _READ:
            depth += 1 if event == "start" else -1
            if depth > DEEPEST:
                raise QuestionProblem("item-broken", "responseProcessing")


def _full_marks(item: Element) -> Fraction | None:
    for outcome in every(item, "outcomeDeclaration"):
        if attribute(outcome, "identifier") == "SCORE":
            value = number(attribute(outcome, "normalMaximum"))
            return value if value is not None and value > 0 else None
    return None


def _stated(processing: Element) -> dict[str, list[str]]:
    found: dict[str, dict[str, None]] = {}
    for branch in inside(processing, *_BRANCHES):
        condition = next((node for node in branch if isinstance(node.tag, str)), branch)
        if not _earns(branch) or any(True for _ in inside(condition, "not", "isNull")):
            continue
        for compared in _with(condition):
            said = [attribute(node, "identifier") for node in inside(compared, "variable")]
            value = first(compared, "baseValue")
            if len(said) == 1 and value is not None and words(value).strip():
                found.setdefault(said[0], {})[words(value).strip()] = None
    return {identifier: list(texts) for identifier, texts in found.items()}


def _with(condition: Element) -> Iterator[Element]:
    if name(condition) in _COMPARED:
        yield condition
    yield from inside(condition, *_COMPARED)


def _earns(branch: Element) -> bool:
    """Whether this branch itself sets the score to a number above nothing."""
    for setting in every(branch, "setOutcomeValue"):
        base = first(setting, "baseValue")
        worth = number(words(base)) if base is not None else None
        if attribute(setting, "identifier") == "SCORE" and worth is not None and worth > 0:
            return True
    return False


def _equal(processing: Element) -> dict[str, Element]:
    """The first comparison of numbers for each response."""
    found: dict[str, Element] = {}
    for compared in inside(processing, *_NUMBERS):
        for node in inside(compared, "variable", "correct"):
            found.setdefault(attribute(node, "identifier"), compared)
    return found


def _ends(processing: Element) -> dict[str, dict[str, Fraction]]:
    """The two ends of a range, g and l, that rules state for each response."""
    found: dict[str, dict[str, Fraction]] = {}
    for compared in inside(processing, *_ENDS):
        said = [attribute(node, "identifier") for node in inside(compared, "variable")]
        value = next(inside(compared, "baseValue"), None)
        end = number(words(value)) if value is not None else None
        if len(said) == 1 and end is not None:
            found.setdefault(said[0], {}).setdefault(name(compared)[0], end)
    return found


def _margin(compared: Element, value: Fraction) -> tuple[Fraction, Fraction] | None:
    if name(compared) == "equalRounded":
        return _rounded(compared, value)
    margins = [number(part) for part in attribute(compared, "tolerance").split()[:2]]
    known = [abs(margin) for margin in margins if margin is not None]
    if not known or attribute(compared, "toleranceMode") == "exact":
        return value, Fraction(0)
    if attribute(compared, "toleranceMode") == "relative":
        known = [abs(value) * margin / 100 for margin in known]
    # Below and above may differ.
    return value + (known[-1] - known[0]) / 2, (known[0] + known[-1]) / 2


def _rounded(compared: Element, value: Fraction) -> tuple[Fraction, Fraction] | None:
    figures = number(attribute(compared, "figures"))
    places = attribute(compared, "roundingMode") == "decimalPlaces"
    if figures is None or not places or not 0 <= figures <= 15:
        return None
    unit = Fraction(1, 10 ** int(figures))
    # Half a unit above would be rounded up already; the bank’s own bounds are closed.
    return round(value / unit) * unit, unit / 2


def _between(ends: dict[str, Fraction]) -> tuple[Fraction, Fraction] | None:
    if len(ends) < 2 or ends["g"] > ends["l"]:
        return None
    return (ends["g"] + ends["l"]) / 2, (ends["l"] - ends["g"]) / 2
