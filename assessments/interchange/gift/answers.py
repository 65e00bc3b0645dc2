"""The answers between GIFT's braces, by type. Pure; escaped characters are still set aside."""

import re
from fractions import Fraction

from assessments.interchange import texts
from assessments.interchange.collecting import Collector
from assessments.interchange.fractions import as_thirds, bounded, percent
from assessments.interchange.gift.escapes import put_back
from assessments.interchange.limits import OPTIONS
from assessments.interchange.notes import QuestionProblem
from assessments.interchange.numbers import number, written
from assessments.interchange.question import EMPTY, Answer, Option, Pair, Text
from assessments.interchange.wildcards import read_pattern

ZERO, ONE = Fraction(0), Fraction(1)
TRUE = ("T", "TRUE")
FALSE = ("F", "FALSE")

_FORMAT = re.compile(r"\[(html|moodle|plain|markdown)\]")
_WEIGHT = re.compile(r"\s*%\s*([+-]*[0-9]{1,3}(?:[.,][0-9]*)?)\s*%")
# White space stands with the word after it: six runs in a row could share one out in endless ways.
_ORDERING = re.compile(
    r">(?:\s*(\d+))?(?:\s*(?:ALL|EXACT|RANDOM|REL|CONTIGUOUS|CONTIG))?"
    r"(?:\s*(?:HORIZONTAL|HORI|H|1|VERTICAL|VERT|V|0))?"
    r"(?:\s*(?:ALL_OR_NOTHING|ABSOLUTE_POSITION|ABSOLUTE|ABS|RELATIVE_[A-Z_]+|RELATIVE|REL|"
    r"LONGEST_[A-Z_]+))?(?:\s*(?:SHOW|TRUE|YES|1|HIDE|FALSE|NO|0))?"
    r"(?:\s*(?:none|123|abc|ABCD|iii|IIII))?"
    r"[ \t]*(?=\n|$)"
)


def with_format(source: str, default: str) -> tuple[str, str]:
    """The text without its format marker, and the format: only four words in brackets are one."""
    marker = _FORMAT.match(source)
    return (source[marker.end() :], marker[1]) if marker else (source, default)


def read_words(source: str, default: str, collector: Collector) -> Text:
    """One text of a question, with its own format marker or the question's format."""
    words, kind = with_format(source.strip(), default)
    return collector.text(put_back(words), kind)


def true_false(answers: str, kind: str, collector: Collector) -> tuple[Option, Option]:
    """The options true and false. The first remark is for the wrong one, then the right one."""
    right, *remarks = answers.split("#", 2)
    is_true = right.strip().upper() in TRUE
    wrong_words = read_words(remarks[0], kind, collector) if remarks else EMPTY
    right_words = read_words(remarks[1], kind, collector) if len(remarks) > 1 else EMPTY
    return (
        Option(Text("True"), ONE if is_true else ZERO, right_words if is_true else wrong_words),
        Option(Text("False"), ZERO if is_true else ONE, wrong_words if is_true else right_words),
    )


def choices(answers: str, kind: str, collector: Collector) -> tuple[Option, ...]:
    """The options after each ~ and =. Raises QuestionProblem for fewer than two."""
    pieces = [piece.strip() for piece in answers.replace("=", "~=").split("~")]
    # "~=right" leaves an empty piece, which means nothing.
    kept = [piece for piece in pieces if piece not in ("", "=")]
    if "=" in pieces:
        collector.note("option-empty")
    _check_count(kept, 2, "too-few-options")
    parts = [_weighed(piece, collector, default=ZERO) for piece in kept]
    shares = as_thirds([share for share, _ in parts])
    if shares != [share for share, _ in parts]:
        collector.note("fractions-as-thirds")
    return tuple(
        Option(*_with_remark(words, kind, collector, share))
        for share, (_, words) in zip(shares, parts, strict=True)
    )


def pairs(answers: str, kind: str, collector: Collector) -> tuple[Pair, ...]:
    """The pairs after each =. Raises QuestionProblem for one without arrow, or fewer than two."""
    pieces = [piece.strip() for piece in answers.split("=")]
    kept = [piece for piece in pieces if piece]
    _check_count(kept, 2, "too-few-pairs")
    found = []
    for piece in kept:
        left, arrow, right = piece.partition("->")
        if not arrow:
            raise QuestionProblem("pair-without-arrow", put_back(piece)[:80])
        found.append(
            Pair(
                read_words(left, kind, collector),
                collector.text(put_back(right), texts.MOODLE),
            )
        )
    return tuple(found)


def ordering(answers: str, kind: str, collector: Collector) -> tuple[Text, ...]:
    """The lines after « > », in their right order (Moodle's ordering questions)."""
    head = _ORDERING.match(answers)
    rest = answers[head.end() :] if head else answers[1:]
    elements = [line.strip() for line in rest.split("\n") if line.strip()]
    if head and head[1] and int(head[1][:6]) not in (0, len(elements)):
        collector.note("elements-subset", head[1][:6])
    _check_count(elements, 2, "too-few-elements")
    return tuple(read_words(element, kind, collector) for element in elements)


def short_answers(answers: str, kind: str, collector: Collector) -> tuple[Answer, ...]:
    """The accepted answers after each =; without weight they are worth all."""
    kept = [piece.strip() for piece in answers.split("=") if piece.strip()]
    _check_count(kept, 1, "no-answers")
    found = []
    for piece in kept:
        share, words = _weighed(piece, collector, default=ONE)
        text, _, feedback = _with_remark(words, texts.PLAIN, collector, share, remark_kind=kind)
        pattern = read_pattern(text.text, collector, counts=share > 0)
        found.append(Answer(pattern, share, feedback))
    return tuple(answer for answer in found if answer.text)


def numbers(answers: str, kind: str, collector: Collector) -> tuple[Answer, ...]:
    """The numbers after #: value:tolerance, low..high, with weights; ~ brings the wrong's remark.

    Raises QuestionProblem for what is no number.
    """
    right, tilde, wrong = answers.removeprefix("#").partition("~")
    kept = [piece.strip() for piece in right.split("=") if piece.strip()]
    _check_count(kept, 1, "no-answers")
    found = []
    for piece in kept:
        share, words = _weighed(piece, collector, default=ONE)
        value, _, remark = words.partition("#")
        feedback = read_words(remark, kind, collector)
        plain = put_back(with_format(value.strip(), kind)[0]).strip()
        if plain == "*":
            found.append(Answer("*", share, feedback))
            continue
        middle, tolerance = _value(plain, collector)
        found.append(Answer(written(middle), share, feedback, tolerance))
    if tilde:
        _, _, remark = wrong.partition("#")
        found.append(Answer("*", ZERO, read_words(remark, kind, collector)))
    return tuple(found)


def _value(text: str, collector: Collector) -> tuple[Fraction, Fraction]:
    if ".." in text[1:]:
        low_text, _, high_text = text.partition("..")
        # "1...5" is a range too: the third point belongs to nobody.
        low, high = _number(low_text), _number(high_text.lstrip(".") or high_text)
        if low > high:
            collector.note("range-swapped", text[:60])
            low, high = high, low
        return (low + high) / 2, (high - low) / 2
    value, colon, margin = text.partition(":")
    if not colon or not margin.strip():
        return _number(value), ZERO
    tolerance = number(margin)
    if tolerance is None:
        raise QuestionProblem("not-a-tolerance", margin.strip()[:60])
    if tolerance < 0:
        collector.note("tolerance-negative", margin.strip()[:60])
    return _number(value), abs(tolerance)


def _number(text: str) -> Fraction:
    value = number(text)
    if value is None:
        raise QuestionProblem("not-a-number", text.strip()[:60])
    return value


def _weighed(piece: str, collector: Collector, *, default: Fraction) -> tuple[Fraction, str]:
    if piece.startswith("=") and default == ZERO:
        default, piece = ONE, piece[1:]
    match = _WEIGHT.match(piece)
    if match is None:
        return default, piece
    # "--50" is minus fifty for Moodle too.
    sign = "-" if "-" in match[1] else ""
    share = percent(sign + match[1].lstrip("+-"))
    if share is None:
        raise QuestionProblem("not-a-percentage", match[1][:60])
    share, note = bounded(share)
    collector.add(note)
    return share, piece[match.end() :]


def _with_remark(
    piece: str,
    kind: str,
    collector: Collector,
    share: Fraction,
    *,
    remark_kind: str = "",
) -> tuple[Text, Fraction, Text]:
    words, _, remark = piece.partition("#")
    return (
        read_words(words, kind, collector),
        share,
        read_words(remark, remark_kind or kind, collector),
    )


def _check_count(pieces: list[str], least: int, code: str) -> None:
    if len(pieces) < least:
        raise QuestionProblem(code, str(len(pieces)))
    if len(pieces) > OPTIONS:
        raise QuestionProblem("too-many-options", str(len(pieces)))
