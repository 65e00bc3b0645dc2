"""What a QTI item declares as right, and how much each answer is worth. Pure."""

from dataclasses import dataclass
from fractions import Fraction

from assessments.interchange.numbers import number
from assessments.interchange.qti.names import attribute, every, first, inside, name
from assessments.interchange.xml import Element, words

_BRANCHES = ("responseIf", "responseElseIf")
_COMPARED = ("match", "stringMatch", "equal")


@dataclass(frozen=True)
class Declaration:
    """One response: the right values in order, and marks for single values where mapped.

    `unmapped` is what a value earns that the map does not name.
    """

    identifier: str
    cardinality: str
    base_type: str
    right: tuple[str, ...]
    mapped: dict[str, Fraction]
    unmapped: Fraction
    upper: Fraction | None
    case_sensitive: bool


def declarations(item: Element) -> dict[str, Declaration]:
    """The response declarations of an item by identifier."""
    return {
        declaration.identifier: declaration
        for declaration in map(_declaration, every(item, "responseDeclaration"))
    }


def marks_by_map(item: Element) -> bool:
    """Whether the item adds up mapped marks instead of asking for the whole answer."""
    processing = first(item, "responseProcessing")
    if processing is None:
        return False
    template = attribute(processing, "template") + attribute(processing, "templateLocation")
    return "map_response" in template or any(True for _ in inside(processing, "mapResponse"))


def marked_by_rules(item: Element) -> bool:
    """Whether the item writes rules out, so that what it compares may be more than its key."""
    processing = first(item, "responseProcessing")
    return processing is not None and any(True for _ in inside(processing, "responseCondition"))


def stated_by_rules(item: Element, identifier: str) -> list[str]:
    """The texts and numbers that the item's rules call right where its declaration names none."""
    processing = first(item, "responseProcessing")
    found: dict[str, None] = {}
    for branch in inside(processing, *_BRANCHES) if processing is not None else ():
        condition, *_ = [node for node in branch if isinstance(node.tag, str)] or [branch]
        if not _earns(branch) or any(True for _ in inside(condition, "not", "isNull")):
            continue
        for compared in [condition, *inside(condition, *_COMPARED)]:
            if name(compared) not in _COMPARED:
                continue
            names = [attribute(node, "identifier") for node in inside(compared, "variable")]
            value = first(compared, "baseValue")
            if names == [identifier] and value is not None and words(value).strip():
                found[words(value).strip()] = None
    return list(found)


def _earns(branch: Element) -> bool:
    """Whether this branch itself sets the score to a number above nothing."""
    for setting in every(branch, "setOutcomeValue"):
        base = first(setting, "baseValue")
        worth = number(words(base)) if base is not None else None
        if attribute(setting, "identifier") == "SCORE" and worth is not None and worth > 0:
            return True
    return False


def margin_of(item: Element, identifier: str, value: Fraction) -> tuple[Fraction, Fraction] | None:
    """The middle and the half width of what the item takes for this number.

    None where its rules compare the response in no way that is read here.
    """
    processing = first(item, "responseProcessing")
    if processing is None:
        return value, Fraction(0)
    for compared in inside(processing, "equal", "equalRounded"):
        names = [attribute(node, "identifier") for node in inside(compared, "variable", "correct")]
        if identifier not in names:
            continue
        if name(compared) == "equalRounded":
            return _rounded(compared, value)
        margins = [number(part) for part in attribute(compared, "tolerance").split()]
        known = [abs(margin) for margin in margins if margin is not None][:2]
        if not known or attribute(compared, "toleranceMode") == "exact":
            return value, Fraction(0)
        if attribute(compared, "toleranceMode") == "relative":
            known = [abs(value) * margin / 100 for margin in known]
        # Below and above may differ.
        return value + (known[-1] - known[0]) / 2, (known[0] + known[-1]) / 2
    if not marked_by_rules(item) or any(
        attribute(node, "identifier") == identifier
        for match in inside(processing, "match", "mapResponse")
        for node in (match, *inside(match, "variable"))
    ):
        return value, Fraction(0)
    return _between(processing, identifier)


def _rounded(compared: Element, value: Fraction) -> tuple[Fraction, Fraction] | None:
    figures = number(attribute(compared, "figures"))
    places = attribute(compared, "roundingMode") == "decimalPlaces"
    if figures is None or not places or not 0 <= figures <= 15:
        return None
    unit = Fraction(1, 10 ** int(figures))
    # Half a unit above would be rounded up already; the bank’s own bounds are closed.
    return round(value / unit) * unit, unit / 2


def _between(processing: Element, identifier: str) -> tuple[Fraction, Fraction] | None:
    """The range that a rule states by its two ends."""
    ends: dict[str, Fraction] = {}
    for compared in inside(processing, "gte", "gt", "lte", "lt"):
        names = [attribute(node, "identifier") for node in inside(compared, "variable")]
        value = next(inside(compared, "baseValue"), None)
        end = number(words(value)) if value is not None else None
        if names == [identifier] and end is not None:
            ends.setdefault(name(compared)[0], end)
    if len(ends) < 2 or ends["g"] > ends["l"]:
        return None
    return (ends["g"] + ends["l"]) / 2, (ends["l"] - ends["g"]) / 2


def points_of(item: Element) -> Fraction:
    """The points the item states as its maximum; 1 where it states none."""
    for outcome in every(item, "outcomeDeclaration"):
        if attribute(outcome, "identifier") == "MAXSCORE":
            default = first(outcome, "defaultValue")
            value = number(words(default)) if default is not None else None
            if value is not None and 0 < value <= 999:
                return value
    return Fraction(1)


def full_marks(item: Element) -> Fraction | None:
    """What the item calls full marks, where it says so."""
    for outcome in every(item, "outcomeDeclaration"):
        if attribute(outcome, "identifier") == "SCORE":
            value = number(attribute(outcome, "normalMaximum"))
            return value if value is not None and value > 0 else None
    return None


def _declaration(element: Element) -> Declaration:
    correct = first(element, "correctResponse")
    mapping = first(element, "mapping")
    entries = list(every(mapping, "mapEntry")) if mapping is not None else []
    mapped = {}
    for entry in entries:
        worth = number(attribute(entry, "mappedValue"))
        if worth is not None:
            mapped[attribute(entry, "mapKey")] = worth
    upper = number(attribute(mapping, "upperBound")) if mapping is not None else None
    unmapped = number(attribute(mapping, "defaultValue")) if mapping is not None else None
    return Declaration(
        identifier=attribute(element, "identifier"),
        cardinality=attribute(element, "cardinality"),
        base_type=attribute(element, "baseType"),
        right=tuple(
            words(value).strip()
            for value in (correct if correct is not None else ())
            if isinstance(value.tag, str) and name(value) == "value"
        ),
        mapped=mapped,
        unmapped=unmapped or Fraction(0),
        upper=upper,
        case_sensitive=any(attribute(entry, "caseSensitive") == "true" for entry in entries),
    )
