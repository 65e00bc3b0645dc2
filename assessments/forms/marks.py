"""The list of a cohort with one mark to enter for each trainee."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.http import QueryDict
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from assessments.models import Absence, Mark
from courses.models import ActivityKind, Enrolment

# Comma and point alike (R1.6); more decimals than two are no mark.
WRITTEN = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{1,2})?")

ABSENCES: dict[str, tuple[str, ...]] = {
    ActivityKind.QUIZ: (Absence.EXCUSED,),
    ActivityKind.PRACTICAL: (Absence.JUSTIFIED, Absence.UNJUSTIFIED),
    ActivityKind.EXAM: (Absence.JUSTIFIED, Absence.UNJUSTIFIED),
    ActivityKind.MICRO_TEACHING: (Absence.JUSTIFIED, Absence.UNJUSTIFIED),
    ActivityKind.PRE_TEST: (),
    ActivityKind.POST_TEST: (),
}


@dataclass
class MarkLine:
    """One trainee's line: what is typed, what stood when the page was made, what is wrong.

    `barred` says why nothing is entered here (R12); empty where something may be.
    """

    enrolment: Enrolment
    standing: Mark | None
    typed: str = ""
    absence: str = ""
    reason: str = ""
    was: str = ""
    value: Decimal | None = None
    errors: list[str] = field(default_factory=list)
    barred: str = ""

    @property
    def touched(self) -> bool:
        """Whether the line differs from what the page showed."""
        return f"{self.typed}|{self.absence}" != self.was


def written(value: Decimal | None) -> str:
    """A mark as it stands in an input: no needless zeros, the language's separator."""
    if value is None:
        return ""
    plain = f"{value.normalize():f}"
    return number_format(plain) if "." in plain else plain


def lines_of(enrolments: list[Enrolment], standing: Mapping[int, Mark]) -> list[MarkLine]:
    """The lines as they stand, for a page that is opened."""
    lines = []
    for enrolment in enrolments:
        mark = standing.get(enrolment.pk)
        typed, absence = (written(mark.value), mark.absence) if mark else ("", "")
        lines.append(MarkLine(enrolment, mark, typed, absence, was=f"{typed}|{absence}"))
    return lines


def read_lines(
    sent: QueryDict, enrolments: list[Enrolment], standing: Mapping[int, Mark], kind: str
) -> list[MarkLine]:
    """The lines as they were sent, with what cannot be read or would erase a mark named."""
    lines = []
    for enrolment in enrolments:
        pk = enrolment.pk
        line = MarkLine(
            enrolment,
            standing.get(pk),
            typed=sent.get(f"value-{pk}", "").strip(),
            absence=sent.get(f"absence-{pk}", ""),
            # PostgreSQL stores no NUL; no form field has looked at this text.
            reason=sent.get(f"reason-{pk}", "").replace("\0", "").strip()[:300],
            was=sent.get(f"was-{pk}", "|"),
        )
        if line.touched:
            _check(line, kind)
        lines.append(line)
    return lines


def _check(line: MarkLine, kind: str) -> None:
    if line.absence and line.absence not in ABSENCES[kind]:
        line.errors.append(_("Choose one of the absences of the list."))
    if line.typed and not WRITTEN.fullmatch(line.typed):
        line.errors.append(_("“%(typed)s” is not a mark.") % {"typed": line.typed})
    elif line.typed:
        line.value = Decimal(line.typed.replace(",", "."))
    elif not line.absence and not line.errors:
        line.errors.append(_("A mark is not erased: enter the right one, or an absence."))
