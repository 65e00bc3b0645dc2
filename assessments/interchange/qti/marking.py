"""How a QTI item that goes out is marked: its declarations and its response processing. Pure."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from assessments.interchange.numbers import written
from assessments.interchange.qti.saying import leaf
from assessments.interchange.xml import Element

TEMPLATES = "http://www.imsglobal.org/question/qti_v2p2/rptemplates/"


def declare(
    root: Element,
    points: Fraction,
    right: Sequence[str],
    *,
    cardinality: str,
    base: str,
    marks: Mapping[str, Fraction] | None = None,
    loose: bool = False,
) -> None:
    """The response: what is right and, as shares of the points, what single values are worth.

    `loose` compares texts whatever the case of their letters.
    """
    response = leaf(
        root,
        "responseDeclaration",
        identifier="RESPONSE",
        cardinality=cardinality,
        baseType=base,
    )
    correct = leaf(response, "correctResponse")
    for value in right:
        leaf(correct, "value", value)
    if marks is None:
        return
    mapping = leaf(
        response, "mapping", lowerBound="0", upperBound=written(points), defaultValue="0"
    )
    for value, share in marks.items():
        entry = leaf(mapping, "mapEntry", mapKey=value, mappedValue=written(share * points))
        if loose:
            entry.set("caseSensitive", "false")


def outcomes(root: Element, points: Fraction, *, general: bool, remarks: str = "") -> None:
    """The outcomes; `remarks` is the cardinality of the remarks on options, empty without any."""
    score = leaf(
        root,
        "outcomeDeclaration",
        identifier="SCORE",
        cardinality="single",
        baseType="float",
        normalMaximum=written(points),
    )
    leaf(leaf(score, "defaultValue"), "value", "0")
    most = leaf(
        root, "outcomeDeclaration", identifier="MAXSCORE", cardinality="single", baseType="float"
    )
    leaf(leaf(most, "defaultValue"), "value", written(points))
    if remarks:
        leaf(
            root,
            "outcomeDeclaration",
            identifier="FEEDBACK",
            cardinality=remarks,
            baseType="identifier",
        )
    if general:
        shown = leaf(
            root,
            "outcomeDeclaration",
            identifier="GENERAL",
            cardinality="single",
            baseType="identifier",
        )
        leaf(leaf(shown, "defaultValue"), "value", "general")


def process(
    root: Element, way: str, points: Fraction, *, shown: bool = False, tolerance: str = "0"
) -> None:
    """The marking: a standard template where it says all, else the same rules written out."""
    if way != "equal" and not shown and (way == "map_response" or points == 1):
        leaf(root, "responseProcessing", template=TEMPLATES + way)
        return
    rules = leaf(root, "responseProcessing")
    if way == "map_response":
        # Only what was answered is mapped; nothing answered is worth nothing.
        branches = leaf(rules, "responseCondition")
        empty = leaf(branches, "responseIf")
        leaf(leaf(empty, "isNull"), "variable", identifier="RESPONSE")
        _set_score(empty, Fraction(0))
        other = leaf(branches, "responseElse")
        value = leaf(other, "setOutcomeValue", identifier="SCORE")
        leaf(value, "mapResponse", identifier="RESPONSE")
    else:
        branches = leaf(rules, "responseCondition")
        right = leaf(branches, "responseIf")
        compared = leaf(right, "match") if way == "match_correct" else _equal(right, tolerance)
        leaf(compared, "variable", identifier="RESPONSE")
        leaf(compared, "correct", identifier="RESPONSE")
        _set_score(right, points)
        _set_score(leaf(branches, "responseElse"), Fraction(0))
    if shown:
        remarks = leaf(rules, "setOutcomeValue", identifier="FEEDBACK")
        leaf(remarks, "variable", identifier="RESPONSE")


def _equal(parent: Element, tolerance: str) -> Element:
    if tolerance == "0":
        return leaf(parent, "equal", toleranceMode="exact")
    return leaf(
        parent,
        "equal",
        toleranceMode="absolute",
        tolerance=f"{tolerance} {tolerance}",
        includeLowerBound="true",
        includeUpperBound="true",
    )


def _set_score(parent: Element, points: Fraction) -> None:
    value = leaf(parent, "setOutcomeValue", identifier="SCORE")
    leaf(value, "baseValue", written(points), baseType="float")
