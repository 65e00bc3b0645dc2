"""How severe each assessor is, beside those who saw the same lessons. Pure.

Formulas and sources: docs/statistics.md.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from assessments.statistics.figures import Figure, is_indicative
from assessments.statistics.means import mean_with_interval

# Verdicts on one assessor.
SEVERE, LENIENT, IN_LINE = "severity-severe", "severity-lenient", "severity-in-line"
SEVERITY_UNKNOWN = "severity-unknown"
SEVERITY_VERDICTS = (SEVERE, LENIENT, IN_LINE, SEVERITY_UNKNOWN)


@dataclass(frozen=True)
class Severity:
    """One assessor: over `n` lessons, the own mark minus the mean of the others' for that lesson.

    Below 0 severe, above 0 lenient; in the unit of the marks.
    """

    assessor: str
    n: int
    difference: Figure
    verdict: str

    @property
    def indicative(self) -> bool:
        """Whether « indicative only » belongs beside the figure."""
        return is_indicative(self.n)


def severities(
    marks: Iterable[tuple[str, str, float]], *, noticeable: float = 0.0
) -> list[Severity]:
    """The severity of every assessor, from (lesson, assessor, mark); in order of their names.

    A lesson with one assessor says nothing about severity. Called severe or lenient when the 95 %
    interval (Student's t) excludes 0 and the difference is at least `noticeable`. A pair shares its
    difference: who of the two is off is known only when they also sat with others.
    """
    lessons: dict[str, dict[str, float]] = defaultdict(dict)
    for lesson, assessor, mark in marks:
        lessons[lesson][assessor] = float(mark)
    gaps: dict[str, list[float]] = defaultdict(list)
    for given in lessons.values():
        for assessor, mark in given.items():
            others = [other for name, other in given.items() if name != assessor]
            if others:
                gaps[assessor].append(mark - sum(others) / len(others))
            else:
                gaps[assessor] += []
    return [_severity(name, gaps[name], noticeable) for name in sorted(gaps)]


def _severity(assessor: str, gaps: list[float], noticeable: float) -> Severity:
    difference = mean_with_interval(gaps)
    if difference.value is None:
        verdict = SEVERITY_UNKNOWN
    elif not difference.excludes_zero or abs(difference.value) < noticeable:
        verdict = IN_LINE
    else:
        verdict = SEVERE if difference.value < 0 else LENIENT
    return Severity(assessor, len(gaps), difference, verdict)
