"""The interactions of QTI that are read, one procedure each; others are refused by name. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from assessments.interchange.collecting import Collector
from assessments.interchange.fractions import simplest
from assessments.interchange.limits import OPTIONS
from assessments.interchange.notes import QuestionProblem
from assessments.interchange.numbers import number, written
from assessments.interchange.qti.body import Words
from assessments.interchange.qti.names import attribute, every, inside
from assessments.interchange.qti.responses import Declaration
from assessments.interchange.qti.rules import Rules
from assessments.interchange.question import EMPTY, Answer, ImportedQuestion, Option, Pair
from assessments.interchange.xml import Element

ZERO, ONE = Fraction(0), Fraction(1)
NUMBERS = ("float", "integer", "double")


@dataclass(frozen=True)
class Asked:
    """One interaction with what its item declares about it."""

    interaction: Element
    declaration: Declaration
    rules: Rules
    # Feedback by the identifier of what was chosen.
    shown: dict[str, Element]
    words: Words
    collector: Collector


Reader = Callable[[Asked, ImportedQuestion], ImportedQuestion]


def choice(asked: Asked, start: ImportedQuestion) -> ImportedQuestion:
    """Single or multiple choice; true or false where the options are called so."""
    one = attribute(asked.interaction, "maxChoices") == "1" and len(asked.declaration.right) < 2
    # Some tools declare several answers and let one be chosen.
    several = asked.declaration.cardinality == "multiple" and not one
    options = _options(asked, "simpleChoice", several)
    called = {option.id.lower() for option in options}
    if not several and called == {"true", "false"}:
        return replace(start, type="true-false", options=options)
    return replace(
        start,
        type="multiple" if several else "single",
        options=options,
        by_key=_by_key(asked, options, several),
    )


def inline_choice(asked: Asked, start: ImportedQuestion) -> ImportedQuestion:
    """A list to choose one word from, inside a sentence."""
    options = _options(asked, "inlineChoice", several=False)
    return replace(
        start, type="single", options=options, by_key=_by_key(asked, options, several=False)
    )


def order(asked: Asked, start: ImportedQuestion) -> ImportedQuestion:
    """Elements in the order of the right response."""
    elements = {
        attribute(each, "identifier"): asked.words.text(each)
        for each in every(asked.interaction, "simpleChoice")
    }
    _check_count(len(elements))
    right = [each for each in asked.declaration.right if each in elements]
    if not right:
        raise QuestionProblem("no-correct-response")
    if len(right) < 2 or len(right) != len(elements):
        raise QuestionProblem("too-few-elements", str(len(right)))
    return replace(start, type="ordering", order=tuple(elements[each] for each in right))


def match(asked: Asked, start: ImportedQuestion) -> ImportedQuestion:
    """Two lists, each member of the first with one of the second; others of the second are left."""
    lists = [
        {
            attribute(each, "identifier"): asked.words.text(each)
            for each in every(group, "simpleAssociableChoice")
        }
        for group in every(asked.interaction, "simpleMatchSet")
    ]
    if len(lists) != 2:
        raise QuestionProblem("item-broken", "simpleMatchSet")
    lefts, rights = lists
    _check_count(max(map(len, lists)))
    right_of: dict[str, str] = {}
    values = asked.declaration.right or tuple(
        key for key, worth in asked.declaration.mapped.items() if worth > 0
    )
    for value in values:
        one, _, other = value.partition(" ")
        if one not in lefts and other in lefts:
            one, other = other, one
        if one not in lefts or other not in rights:
            raise QuestionProblem("item-broken", value[:60])
        if one in right_of:
            raise QuestionProblem("several-matches", lefts[one].text[:60])
        right_of[one] = other
    if not right_of:
        raise QuestionProblem("no-correct-response")
    pairs = [Pair(lefts[one], rights[right_of[one]]) for one in lefts if one in right_of]
    partners = set(right_of.values())
    pairs += [Pair(EMPTY, text) for key, text in rights.items() if key not in partners]
    if len({worth for worth in asked.declaration.mapped.values() if worth > 0}) > 1:
        # Here each pair is worth the same.
        asked.collector.note("mapping-unused")
    if len(right_of) < len(lefts):
        raise QuestionProblem("too-few-pairs", str(len(right_of)))
    return replace(start, type="matching", pairs=tuple(pairs))


def text_entry(asked: Asked, start: ImportedQuestion) -> ImportedQuestion:
    """Short text, or a number where the response is declared as one."""
    declaration = asked.declaration
    worth = dict.fromkeys(declaration.right, ONE)
    if declaration.mapped and (asked.rules.by_map or not worth):
        best = asked.rules.full or max(declaration.mapped.values())
        if best > 0:
            mapped = {
                key: simplest(min(ONE, mark / best)) for key, mark in declaration.mapped.items()
            }
            worth = {**{key: mark for key, mark in worth.items() if key not in mapped}, **mapped}
    worth = worth or dict.fromkeys(asked.rules.stated.get(declaration.identifier, ()), ONE)
    if not worth:
        raise QuestionProblem("no-correct-response")
    _check_count(len(worth))
    if declaration.case_sensitive:
        asked.collector.note("case-ignored")
    if declaration.base_type not in NUMBERS:
        answers = tuple(Answer(text, share) for text, share in worth.items() if text)
        return replace(start, type="short-text", answers=answers)
    numbers = []
    for text, share in worth.items():
        value = number(text)
        if value is None:
            raise QuestionProblem("not-a-number", text[:60])
        taken = asked.rules.margin_of(declaration.identifier, value)
        if taken is None:
            asked.collector.note("processing-ignored", declaration.identifier)
        middle, margin = taken or (value, ZERO)
        numbers.append(Answer(written(middle), share, tolerance=margin))
    return replace(start, type="numeric", answers=tuple(numbers))


def extended_text(asked: Asked, start: ImportedQuestion) -> ImportedQuestion:
    """A text that people mark."""
    return replace(start, type="essay")


READERS: dict[str, Reader] = {
    "choiceInteraction": choice,
    "inlineChoiceInteraction": inline_choice,
    "orderInteraction": order,
    "matchInteraction": match,
    "textEntryInteraction": text_entry,
    "extendedTextInteraction": extended_text,
}
# Interactions that may stand several times in one item, as gaps of one text.
GAPS = ("textEntryInteraction", "inlineChoiceInteraction")


def _check_count(count: int) -> None:
    if count > OPTIONS:
        raise QuestionProblem("too-many-options", str(count))


def _mapped(asked: Asked) -> bool:
    return bool(asked.declaration.mapped) and (asked.rules.by_map or not asked.declaration.right)


def _by_key(asked: Asked, options: tuple[Option, ...], several: bool) -> bool:
    """Whether the bank's own scheme marks it; one tick with several right ones needs shares."""
    return not _mapped(asked) and (several or [one.fraction for one in options].count(ONE) < 2)


def _options(asked: Asked, wanted: str, several: bool) -> tuple[Option, ...]:
    found = list(every(asked.interaction, wanted))
    if not 2 <= len(found) <= OPTIONS:
        code = "too-few-options" if len(found) < 2 else "too-many-options"
        raise QuestionProblem(code, str(len(found)))
    shares = _shares(asked, several, [attribute(each, "identifier") for each in found])
    if not shares:
        raise QuestionProblem("no-correct-response")
    return tuple(
        Option(
            text=asked.words.text(each),
            fraction=shares.get(attribute(each, "identifier"), ZERO),
            feedback=asked.words.text(
                next(inside(each, "feedbackInline"), asked.shown.get(attribute(each, "identifier")))
            ),
            id=attribute(each, "identifier"),
        )
        for each in found
    )


def _shares(asked: Asked, several: bool, offered: Iterable[str]) -> dict[str, Fraction]:
    declaration = asked.declaration
    if not _mapped(asked):
        if declaration.mapped:
            asked.collector.note("mapping-unused")
        if several and len(declaration.right) > 1:
            asked.collector.note("all-or-nothing")
        if several:
            return {value: Fraction(1, len(declaration.right)) for value in declaration.right}
        if len(set(declaration.right)) > 1:
            # One value can be right where one is chosen. Whoever names two lets either count.
            asked.collector.note("several-right-values", ", ".join(declaration.right)[:120])
        return dict.fromkeys(declaration.right, ONE)
    marks = {**dict.fromkeys(offered, declaration.unmapped), **declaration.mapped}
    best = max(marks.values())
    if several:
        best = sum((mark for mark in marks.values() if mark > 0), ZERO)
        if declaration.upper is not None and declaration.upper > 0:
            best = min(best, declaration.upper)
    best = asked.rules.full or best
    if best <= 0:
        return {}
    return {key: simplest(max(-ONE, min(ONE, mark / best))) for key, mark in marks.items()}
