"""One neutral question as a QTI 2.2 item. Pure.

A whole answer is compared by `match_correct`, shares are added up by `map_response` between 0 and
the points, a number is compared by `equal`. With remarks on options the same rules are written
out, since the templates show none.
"""

import re
from collections.abc import Callable
from fractions import Fraction

from lxml import etree

from assessments.interchange.numbers import written
from assessments.interchange.qti.marking import declare, outcomes, process
from assessments.interchange.qti.saying import QTI, leaf, root_of, say
from assessments.interchange.question import ImportedQuestion, Option, Text
from assessments.interchange.xml import Element, allowed

_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_SCHEMA = f"{QTI} http://www.imsglobal.org/xsd/qti/qtiv2p2/imsqti_v2p2.xsd"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
GENERAL = "general"
RESERVED = frozenset({GENERAL, "feedback", "solution"})
TRUE_FALSE = ("true", "false")
_SAID = {"fr": ("Vrai", "Faux"), "en": ("True", "False")}


def item(question: ImportedQuestion, folder: str) -> bytes:
    """The item in UTF-8; its pictures are in the folder beside it."""
    root = root_of(QTI, "assessmentItem", xsi=_XSI)
    root.set(f"{{{_XSI}}}schemaLocation", _SCHEMA)
    root.set("identifier", allowed(question.id) or "question")
    root.set("title", allowed(question.name or question.id))
    root.set("adaptive", "false")
    root.set("timeDependent", "false")
    if question.language:
        root.set(_LANGUAGE, question.language)
    WRITERS[question.type](root, question, folder)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _choice(root: Element, question: ImportedQuestion, folder: str) -> None:
    several = question.type == "multiple"
    ids = _ids(question)
    options = dict(zip(ids, question.options, strict=True))
    right = [one for one, option in options.items() if option.fraction > 0]
    marks = {one: option.fraction for one, option in options.items() if option.fraction}
    whole = not several and set(marks.values()) == {Fraction(1)} and len(marks) == 1
    remarks = {one: option.feedback for one, option in options.items() if option.feedback}
    # The best option is the right one; others that earn a part are in the map.
    best = right if several else sorted(right, key=lambda one: -marks[one])[:1]
    declare(
        root,
        question.points,
        best,
        cardinality="multiple" if several else "single",
        base="identifier",
        marks=None if whole else marks,
    )
    outcomes(
        root,
        question.points,
        general=bool(question.feedback),
        remarks="" if not remarks else ("multiple" if several else "single"),
    )
    body = _body(root, question.stem, folder)
    asked = leaf(
        body,
        "choiceInteraction",
        responseIdentifier="RESPONSE",
        shuffle="false" if question.type == "true-false" else "true",
        maxChoices="0" if several else "1",
    )
    for one, option in options.items():
        text = _said(question, option, one)
        say(leaf(asked, "simpleChoice", identifier=one), text, folder)
    process(
        root, "match_correct" if whole else "map_response", question.points, shown=bool(remarks)
    )
    for one, remark in remarks.items():
        _modal(root, "FEEDBACK", one, remark, folder)
    _general(root, question.feedback, folder)


def _order(root: Element, question: ImportedQuestion, folder: str) -> None:
    # In the order of their words: a system that does not shuffle shows no solution.
    shown = sorted(range(len(question.order)), key=lambda at: question.order[at].text)
    ids = {at: f"E{number}" for number, at in enumerate(shown, start=1)}
    right = [ids[at] for at in range(len(question.order))]
    declare(root, question.points, right, cardinality="ordered", base="identifier")
    outcomes(root, question.points, general=bool(question.feedback))
    body = _body(root, question.stem, folder)
    asked = leaf(body, "orderInteraction", responseIdentifier="RESPONSE", shuffle="true")
    for at in shown:
        say(leaf(asked, "simpleChoice", identifier=ids[at]), question.order[at], folder)
    process(root, "match_correct", question.points)
    _general(root, question.feedback, folder)


def _match(root: Element, question: ImportedQuestion, folder: str) -> None:
    pairs = [pair for pair in question.pairs if pair.left]
    alone = [pair.right for pair in question.pairs if not pair.left]
    partners = sorted({pair.right for pair in pairs}, key=lambda text: (text.text, text.markup))
    rights = dict.fromkeys([*partners, *alone])
    names = {text: f"R{number}" for number, text in enumerate(rights, start=1)}
    values = [f"L{at} {names[pair.right]}" for at, pair in enumerate(pairs, start=1)]
    declare(
        root,
        question.points,
        values,
        cardinality="multiple",
        base="directedPair",
        marks=dict.fromkeys(values, Fraction(1, len(pairs))),
    )
    outcomes(root, question.points, general=bool(question.feedback))
    body = _body(root, question.stem, folder)
    asked = leaf(
        body,
        "matchInteraction",
        responseIdentifier="RESPONSE",
        shuffle="true",
        maxAssociations=str(len(pairs)),
    )
    lefts, others = leaf(asked, "simpleMatchSet"), leaf(asked, "simpleMatchSet")
    for at, pair in enumerate(pairs, start=1):
        one = leaf(lefts, "simpleAssociableChoice", identifier=f"L{at}", matchMax="1")
        say(one, pair.left, folder)
    for text, name in names.items():
        most = str(len(pairs))
        one = leaf(others, "simpleAssociableChoice", identifier=name, matchMax=most)
        say(one, text, folder)
    process(root, "map_response", question.points)
    _general(root, question.feedback, folder)


def _text(root: Element, question: ImportedQuestion, folder: str) -> None:
    marks = {answer.text: answer.fraction for answer in question.answers}
    first = max(marks, key=lambda text: marks[text])
    declare(
        root, question.points, [first], cardinality="single", base="string", marks=marks, loose=True
    )
    _entry(root, question, folder, max(map(len, marks)))
    process(root, "map_response", question.points)
    _general(root, question.feedback, folder)


def _number(root: Element, question: ImportedQuestion, folder: str) -> None:
    answer = max(question.answers, key=lambda one: one.fraction)
    declare(root, question.points, [answer.text], cardinality="single", base="float")
    _entry(root, question, folder, len(answer.text))
    process(root, "equal", question.points, tolerance=written(answer.tolerance or Fraction(0)))
    _general(root, question.feedback, folder)


def _entry(root: Element, question: ImportedQuestion, folder: str, length: int) -> None:
    outcomes(root, question.points, general=bool(question.feedback))
    body = _body(root, question.stem, folder)
    leaf(
        leaf(body, "p"),
        "textEntryInteraction",
        responseIdentifier="RESPONSE",
        expectedLength=str(max(length, 5)),
    )


WRITERS: dict[str, Callable[[Element, ImportedQuestion, str], None]] = {
    "single": _choice,
    "multiple": _choice,
    "true-false": _choice,
    "ordering": _order,
    "matching": _match,
    "short-text": _text,
    "numeric": _number,
}


def _body(root: Element, stem: Text, folder: str) -> Element:
    body = leaf(root, "itemBody")
    say(leaf(body, "div"), stem, folder)
    return body


def _ids(question: ImportedQuestion) -> list[str]:
    """The ids of the options where QTI takes them and nothing else means them."""
    if question.type == "true-false":
        return list(TRUE_FALSE)
    ids = [option.id for option in question.options]
    usable = all(_NAME.fullmatch(one) and one.lower() not in RESERVED for one in ids)
    if usable and len(set(ids)) == len(ids) and {one.lower() for one in ids} != set(TRUE_FALSE):
        return ids
    return [f"C{number}" for number in range(1, len(ids) + 1)]


def _said(question: ImportedQuestion, option: Option, one: str) -> Text:
    """The option's words; true and false in the language of the question."""
    if question.type != "true-false":
        return option.text
    return Text(_SAID.get(question.language, _SAID["en"])[TRUE_FALSE.index(one)])


def _modal(root: Element, outcome: str, one: str, text: Text, folder: str) -> None:
    shown = leaf(root, "modalFeedback", outcomeIdentifier=outcome, identifier=one, showHide="show")
    say(shown, text, folder)


def _general(root: Element, feedback: Text, folder: str) -> None:
    if feedback:
        _modal(root, "GENERAL", GENERAL, feedback, folder)
