"""QTI 3 renamed everything of QTI 2; here both answer to the names of QTI 2. Pure."""

import re
from collections.abc import Iterator

from assessments.interchange.xml import Element, local

_NAMESPACES = {
    "http://www.imsglobal.org/xsd/imsqti_v2p0": "2.0",
    "http://www.imsglobal.org/xsd/imsqti_v2p1": "2.1",
    "http://www.imsglobal.org/xsd/imsqti_v2p2": "2.2",
    "http://www.imsglobal.org/xsd/imsqtiasi_v3p0": "3.0",
}
_GENERAL = ("general", "feedback", "solution")
INTERACTION = "Interaction"


def name(element: Element) -> str:
    """The name in QTI 2: qti-choice-interaction is choiceInteraction."""
    given = local(element)
    return _camel(given.removeprefix("qti-")) if given.startswith("qti-") else given


def attribute(element: Element, wanted: str) -> str:
    """An attribute by its name in QTI 2, trimmed; empty where there is none."""
    hyphens = re.sub("([A-Z])", lambda match: "-" + match[1].lower(), wanted)
    return (element.get(wanted) or element.get(hyphens) or "").strip()


def language(element: Element, *, region: bool = False) -> str:
    """The language that the element states, as it stands or in small letters without region."""
    stated = element.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    if region:
        return stated.strip()
    return stated.strip().lower().split("-")[0][:8]


def inside(element: Element, *wanted: str) -> Iterator[Element]:
    """Every element of these names inside, in order."""
    for node in element.iter():
        if isinstance(node.tag, str) and node is not element and name(node) in wanted:
            yield node


def first(element: Element, wanted: str) -> Element | None:
    """The first child of this name."""
    for node in element:
        if isinstance(node.tag, str) and name(node) == wanted:
            return node
    return None


def every(element: Element, wanted: str) -> Iterator[Element]:
    """The children of this name."""
    for node in element:
        if isinstance(node.tag, str) and name(node) == wanted:
            yield node


def interactions(body: Element) -> list[Element]:
    """Everything in the body that asks for an answer."""
    return [
        node
        for node in body.iter()
        if isinstance(node.tag, str)
        and name(node).endswith(INTERACTION)
        # Ends the attempt; asks nothing.
        and name(node) != "endAttemptInteraction"
    ]


def remarks(item: Element) -> dict[str, Element]:
    """The feedback that comes with an answer, by the identifier of what was chosen."""
    return {
        attribute(each, "identifier"): each
        for each in every(item, "modalFeedback")
        if attribute(each, "showHide") in ("", "show") and not is_general(each)
    }


def is_general(feedback: Element) -> bool:
    """Whether this feedback is for everyone, whatever the answer."""
    return attribute(feedback, "identifier").lower() in _GENERAL


def _camel(hyphened: str) -> str:
    start, *rest = hyphened.split("-")
    return start + "".join(part.capitalize() for part in rest)
