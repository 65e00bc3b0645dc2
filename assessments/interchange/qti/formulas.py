"""Formulas of a QTI item (MathML) as text: the TeX that comes along, else characters. Pure."""

from assessments.interchange.xml import Element, local

_DELIMITERS = ("\\(", "\\[", "$$")


def as_text(math: Element) -> tuple[str, bool]:
    """The formula as text, and whether it is all there: characters alone lose their places."""
    for note in math.iter():
        if isinstance(note.tag, str) and local(note) == "annotation":
            tex = " ".join((note.text or "").split())
            if "tex" in (note.get("encoding") or "").lower() and tex:
                return (tex if tex.startswith(_DELIMITERS) else f"\\({tex}\\)"), True
    said = " ".join((math.get("alttext") or "").split())
    return (said, True) if said else (_characters(math), False)


def _characters(node: Element) -> str:
    if not isinstance(node.tag, str) or local(node).startswith("annotation"):
        return ""
    inner = (_characters(each) for each in node)
    return " ".join(part for part in ((node.text or "").strip(), *inner) if part)
