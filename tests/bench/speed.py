"""What the most frequent requests cost: milliseconds and queries of each, whole stack, one client.

Every request stores what it stores in real life; each trainee of the demo's running cohort takes
the same quiz once. The middleware, gzip and password hashing are those of the real server; the
network and the server process are not in it.
"""

import itertools
import re
import uuid
from functools import partial
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from accounts.models import User
from assessments import states
from assessments.models import Attempt, Quiz
from cms.demo.people import DEMO_PIN
from cms.models import ModulePage
from courses.models import Enrolment
from tests.bench.asking import Cost, checked, client_of, cost_of
from tests.bench.tables import NotMeasured, mark, print_table
from tests.personas import RUNNING, TRAINEE

# Milliseconds to stay below, and queries where a goal exists (docs/performance.md).
GOALS: dict[str, tuple[float, int | None]] = {
    "lesson section": (8, 6),
    "card sign-in, to the home page": (60, None),
    "today": (12, None),
    "quiz start, to the first page": (20, None),
    "answer saved": (4, None),
    "save and next page": (12, None),
    "submit and result": (25, None),
}
ROUNDS = 21


def measure_speed() -> None:
    """Measure each and print them beside their goals. Raises NotMeasured."""
    with translation.override("fr"):
        costs = {**_reading(), **_answering()}
    rows = []
    for name, (goal, queries) in GOALS.items():
        cost = costs[name]
        rows.append(
            [
                name,
                f"{cost.milliseconds:.1f}",
                mark(cost.milliseconds, goal) + f" {goal:.0f}",
                cost.queries,
                mark(cost.queries, queries) + f" {queries}" if queries else "",
                f"{cost.bytes / 1000:.1f}",
            ]
        )
    columns = ["request", "ms", "goal", "queries", "goal", "last page, gzip KB"]
    print_table("Requests, in this process (median)", columns, rows)


def _reading() -> dict[str, Cost]:
    lesson = ModulePage.objects.get(activity__key="M01-lesson", locale__language_code="fr")
    section = reverse("lesson-section", args=["fdf", lesson.slug, 1])
    today, card = reverse("today"), reverse("card-sign-in")
    client = client_of(TRAINEE.username)

    def sign_in() -> Any:
        fresh = client_of()
        sent = {"code": TRAINEE.sign_in, "pin": DEMO_PIN}
        answer = fresh.post(card, sent, follow=True)
        if SESSION_KEY not in fresh.session:
            raise NotMeasured("the card of the demo does not sign in")
        return answer

    return {
        "lesson section": cost_of([lambda: client.get(section)] * ROUNDS),
        "today": cost_of([lambda: client.get(today)] * ROUNDS),
        "card sign-in, to the home page": cost_of([sign_in] * ROUNDS),
    }


def _answering() -> dict[str, Cost]:
    quiz, trainees = _open_quiz()
    clients = [client_of(trainee.username) for trainee in trainees]
    start = reverse("quiz-start", args=[quiz.activity.key])
    found = {
        "quiz start, to the first page": cost_of(
            [partial(_start, client, start) for client in clients]
        )
    }
    attempts = [
        Attempt.objects.get(enrolment__user=trainee, quiz=quiz, state=states.IN_PROGRESS)
        for trainee in trainees
    ]
    options = [_options(attempt) for attempt in attempts]
    items = len(options[0])
    sitting = list(zip(clients, attempts, options, strict=True))
    numbers = itertools.count(1)
    found["answer saved"] = cost_of(
        [
            partial(_step, client, attempt, orders[1], next(numbers))
            for client, attempt, orders in sitting * 3
        ]
    )
    found["save and next page"] = cost_of(
        [
            partial(_next, client, attempt, position, orders[position], next(numbers))
            for position in range(1, items)
            for client, attempt, orders in sitting
        ]
    )
    found["submit and result"] = cost_of(
        [
            partial(client.post, reverse("attempt-submit", args=[attempt.public_id]), follow=True)
            for client, attempt, _orders in sitting
        ]
    )
    print(f"\n  quiz {quiz.activity.key}: {items} questions, {len(trainees)} trainees")
    return found


def _open_quiz() -> tuple[Quiz, list[User]]:
    """The open quiz of the running cohort with most questions, and who may still start it."""
    now = timezone.now()
    enrolments = Enrolment.objects.filter(cohort__code=RUNNING).select_related("user")
    quizzes = Quiz.objects.filter(
        windows__cohort__code=RUNNING,
        windows__opens_at__lte=now,
        windows__closes_at__gte=now,
        activity__kind="quiz",
    ).select_related("activity")
    best: tuple[int, Quiz | None, list[User]] = (0, None, [])
    for quiz in quizzes:
        taken = set(Attempt.objects.filter(quiz=quiz).values_list("enrolment_id", flat=True))
        free = [one.user for one in enrolments if one.pk not in taken]
        if len(free) >= 3:
            size = sum(line.count for line in quiz.blueprint.all())
            best = max(best, (size, quiz, free), key=lambda found: found[0])
    if best[1] is None:
        raise NotMeasured("no quiz is open for three trainees of the running cohort")
    return best[1], best[2]


def _options(attempt: Attempt) -> dict[int, list[str]]:
    """The options of each question of an attempt, by its position."""
    return dict(attempt.items.values_list("position", "option_order"))


def _start(client: Client, address: str) -> Any:
    """Into a fresh attempt, to its first question."""
    return _question(client.post(address, follow=True))


def _question(answer: Any) -> Any:
    """The answer, if it is the page of a question. Raises NotMeasured."""
    path = checked(answer).request["PATH_INFO"]
    if not re.search(r"/attempt/[0-9a-f-]+/\d+/", path):
        raise NotMeasured(f"{path} came instead of a question")
    return answer


def _answer(options: list[str], number: int) -> str:
    """One of the options, or something typed where a question has none."""
    return options[number % len(options)] if options else str(number)


def _step(client: Client, attempt: Attempt, options: list[str], number: int) -> Any:
    """An answer as the player's script sends it."""
    sent = {
        "client_id": str(uuid.uuid4()),
        "sequence": number,
        "position": 1,
        "values": [_answer(options, number)],
        "language": "fr",
        "elapsed": number,
    }
    address = reverse("attempt-step", args=[attempt.public_id])
    return client.post(address, sent, content_type="application/json")


def _next(client: Client, attempt: Attempt, position: int, options: list[str], number: int) -> Any:
    """An answer as the plain form sends it, and the next page."""
    sent = {
        "page": str(uuid.uuid4()),
        "shown": "null",
        "sequence": str(number),
        "answer": _answer(options, 0),
        "go": "next",
    }
    address = reverse("attempt-item", args=[attempt.public_id, position])
    return _question(client.post(address, sent, follow=True))
