"""What a trainee may do with a quiz and when: the cohort's sittings and what was granted beside.

A quiz is open in the windows of the cohort that were not cancelled (those for granted attempts only
count with a granted attempt), and in the trainee's own window, when an extension gives one.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from assessments import refusals
from assessments.models import Extension, Quiz, QuizWindow
from assessments.refusals import Refusal
from courses.models import Enrolment


@dataclass(frozen=True)
class Span:
    """A time in which a quiz is open; without `window` it is the trainee's own."""

    opens_at: datetime.datetime
    closes_at: datetime.datetime
    window: QuizWindow | None = None

    def holds(self, at: datetime.datetime) -> bool:
        """Whether the quiz is open at this moment; both ends belong to it."""
        return self.opens_at <= at <= self.closes_at


@dataclass(frozen=True)
class Entitlement:
    """A trainee and a quiz: attempts in all, minutes (None without limit), spans in order."""

    quiz: Quiz
    attempts_allowed: int
    minutes: int | None
    extra_minutes: int = 0
    spans: list[Span] = field(default_factory=list)

    def span_at(self, at: datetime.datetime) -> Span | None:
        """The span that holds now: one in which an attempt can still start, and the last to close
        among those, the own one as a rule."""
        open_now = [span for span in self.spans if span.holds(at)]
        return max(
            open_now, key=lambda span: (not self._late(span, at), span.closes_at), default=None
        )

    def _late(self, span: Span, at: datetime.datetime) -> bool:
        until = self.starts_until(span)
        return until is not None and at > until

    def starts_until(self, span: Span) -> datetime.datetime | None:
        """Until when an attempt may start, this moment included; None until the span closes.

        Only in the cohort's windows somebody can be too late.
        """
        late = self.quiz.late_start_minutes
        if span.window is None or late is None:
            return None
        return span.opens_at + datetime.timedelta(minutes=late)

    def nearest(self, at: datetime.datetime) -> Span | None:
        """The span to speak of: the open one, else the next, else the last."""
        ahead = [span for span in self.spans if span.opens_at > at]
        return self.span_at(at) or next(iter(ahead), None) or next(iter(self.spans[::-1]), None)

    def enter(self, at: datetime.datetime) -> Span:
        """The span in which an attempt may start now.

        Raises Refusal NOT_OPEN_YET (details: opens_at), CLOSED (closed_at), STARTED_TOO_LATE.
        """
        span = self.span_at(at)
        if span is None:
            known = self.nearest(at)
            if known is None or known.opens_at > at:
                raise Refusal(refusals.NOT_OPEN_YET, opens_at=known.opens_at if known else None)
            raise Refusal(refusals.CLOSED, closed_at=known.closes_at)
        if self._late(span, at):
            raise Refusal(refusals.STARTED_TOO_LATE, until=self.starts_until(span))
        return span

    def deadline(self, span: Span, *, started_at: datetime.datetime) -> datetime.datetime | None:
        """When an attempt started now ends by the server's clock; None without a time limit.

        Where the quiz ends with its window, whoever starts late has less; granted minutes are
        added to that end too.
        """
        ends = []
        if self.minutes is not None:
            ends.append(started_at + datetime.timedelta(minutes=self.minutes))
        if self.quiz.ends_with_window:
            ends.append(span.closes_at + datetime.timedelta(minutes=self.extra_minutes))
        return min(ends, default=None)


def entitlement_of(*, enrolment: Enrolment, quiz: Quiz) -> Entitlement:
    """What one trainee may do with one quiz: two queries."""
    windows = QuizWindow.objects.filter(
        cohort=enrolment.cohort_id, quiz=quiz, cancelled_at__isnull=True
    )
    return _entitlement(quiz, windows, _newest(enrolment, quiz=quiz).get(quiz.pk))


def entitlements_of(*, enrolment: Enrolment) -> list[Entitlement]:
    """What one trainee may do with every quiz that has a sitting or a grant: two queries."""
    windows: dict[int, list[QuizWindow]] = defaultdict(list)
    quizzes: dict[int, Quiz] = {}
    for window in QuizWindow.objects.filter(
        cohort=enrolment.cohort_id, cancelled_at__isnull=True
    ).select_related("quiz__activity"):
        windows[window.quiz_id].append(window)
        quizzes[window.quiz_id] = window.quiz
    grants = _newest(enrolment)
    quizzes |= {grant.quiz_id: grant.quiz for grant in grants.values()}
    return [
        _entitlement(quiz, windows[key], grants.get(key))
        for key, quiz in sorted(quizzes.items(), key=lambda pair: pair[1].activity.position)
    ]


def _newest(enrolment: Enrolment, *, quiz: Quiz | None = None) -> dict[int, Extension]:
    """Quiz id → the newest extension in force."""
    grants = Extension.objects.filter(enrolment=enrolment, withdrawn_at__isnull=True)
    if quiz is not None:
        grants = grants.filter(quiz=quiz)
    ordered = grants.select_related("quiz__activity").order_by("granted_at", "pk")
    return {grant.quiz_id: grant for grant in ordered}


def _entitlement(quiz: Quiz, windows: Iterable[QuizWindow], grant: Extension | None) -> Entitlement:
    more_attempts = grant.extra_attempts if grant else 0
    more_minutes = grant.extra_minutes if grant else 0
    spans = [
        Span(window.opens_at, window.closes_at, window)
        for window in windows
        if more_attempts or not window.only_granted
    ]
    if grant and grant.opens_at and grant.closes_at:
        spans.append(Span(grant.opens_at, grant.closes_at))
    return Entitlement(
        quiz=quiz,
        attempts_allowed=quiz.attempts_allowed + more_attempts,
        minutes=None if quiz.minutes is None else quiz.minutes + more_minutes,
        extra_minutes=more_minutes,
        spans=sorted(spans, key=lambda span: (span.opens_at, span.closes_at)),
    )


def shown_window(windows: Sequence[QuizWindow], *, at: datetime.datetime) -> QuizWindow | None:
    """The sitting of a cohort to show in a list: the open one, else the next, else the last."""
    standing = sorted(
        (window for window in windows if window.cancelled_at is None), key=lambda w: w.opens_at
    )
    open_now = [window for window in standing if window.opens_at <= at <= window.closes_at]
    ahead = [window for window in standing if window.opens_at > at]
    return next(iter(open_now + ahead), None) or next(iter(standing[::-1]), None)
