"""What a QTI item declares as right, and how much each answer is worth. Pure."""

from dataclasses import dataclass
from fractions import Fraction

from assessments.interchange.numbers import number
from assessments.interchange.qti.names import attribute, every, first, name
from assessments.interchange.xml import Element, words


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


def points_of(item: Element) -> Fraction:
    """The points the item states as its maximum; 1 where it states none."""
    for outcome in every(item, "outcomeDeclaration"):
        if attribute(outcome, "identifier") == "MAXSCORE":
            default = first(outcome, "defaultValue")
            value = number(words(default)) if default is not None else None
            if value is not None and 0 < value <= 999:
                return value
    return Fraction(1)


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
