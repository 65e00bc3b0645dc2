"""What a QTI item declares as right, and how much each answer is worth. Pure."""

from dataclasses import dataclass
from fractions import Fraction

from assessments.interchange.numbers import number
from assessments.interchange.qti.names import attribute, every, first, inside, name
from assessments.interchange.xml import Element, words


@dataclass(frozen=True)
class Declaration:
    """One response: the right values in order, and marks for single values where mapped."""

    identifier: str
    cardinality: str
    base_type: str
    right: tuple[str, ...]
    mapped: dict[str, Fraction]
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


def tolerance_of(item: Element, identifier: str, value: Fraction) -> Fraction:
    """The tolerance with which the item compares a number; 0 unless it states one."""
    processing = first(item, "responseProcessing")
    for equal in inside(processing, "equal") if processing is not None else ():
        names = [attribute(node, "identifier") for node in inside(equal, "variable", "correct")]
        if identifier not in names:
            continue
        margins = [number(part) for part in attribute(equal, "tolerance").split()]
        known = [margin for margin in margins if margin is not None]
        if not known:
            return Fraction(0)
        margin = max(known)
        relative = attribute(equal, "toleranceMode") == "relative"
        return abs(value) * margin / 100 if relative else margin
    return Fraction(0)


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
        upper=upper,
        case_sensitive=any(attribute(entry, "caseSensitive") == "true" for entry in entries),
    )
