"""A trainee's devices and a network that drops, doubles, reorders and dies, against the real verbs.

A schedule is drawn from a seed. A device does what player.js does: it keeps what was not
acknowledged, sends it again, numbers its steps above what it was told, and says an answer again
that another device's higher number overruled while the trainee was looking. What it was not told
it does not know. The server may die after it has written and before it has committed.
"""

import datetime
import random
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction

from assessments.answering import SentStep, step_from_script
from assessments.closing import submit_attempt
from assessments.grading import steps_of
from assessments.models import Attempt
from assessments.refusals import Refusal
from assessments.replay import ANSWER, FLAG, LANGUAGE, next_sequence
from assessments.standing import standing_of

# As in player.js: an answer this young is said again when it was overruled.
FRESH = datetime.timedelta(seconds=15)
# What a trainee may send for an item, by its kind; the first is right.
ANSWERS: dict[str, list[tuple[str, ...]]] = {
    "single": [("b",), ("a",), ("c",), ()],
    "multiple": [("c", "a"), ("a",), ("b", "a"), ()],
    "true-false": [("false",), ("true",)],
    "matching": [("1:b", "2:a"), ("1:a", "2:b"), ("1:b",), ()],
    "ordering": [("a:2", "b:3", "c:1"), ("a:1", "b:2", "c:3"), ("a:2", "b:2", "c:1"), ("a:2",)],
    "short-text": [("QQOQCCP",), ("5W1H",), ("5W",), ()],
    "numeric": [("0,5",), ("1/2",), ("5",), ()],
}


class ServerDied(Exception):
    """The process is gone: nothing is committed, nobody answers."""


@dataclass
class Waiting:
    """A step in a device's storage; `made` is when the trainee did it, None when it is a repeat."""

    step: SentStep
    made: datetime.datetime | None


@dataclass(eq=False)
class Device:
    """A phone or a tablet: what waits on it, and the number above all it was told of."""

    sequence: int = 1
    queue: list[Waiting] = field(default_factory=list)


@dataclass
class Story:
    """One attempt under one schedule.

    `made` is all that was answered, `acknowledged` what a device was told is saved (flags and
    turns of language too), `kept` what was refused, `last` the newest answer of each item, `stale`
    the items whose newest answer came from a device that could not know a newer one.
    """

    attempt: Attempt
    kinds: Sequence[str]
    random: random.Random
    at: datetime.datetime
    devices: list[Device] = field(default_factory=lambda: [Device()])
    made: list[SentStep] = field(default_factory=list)
    acknowledged: list[SentStep] = field(default_factory=list)
    kept: list[SentStep] = field(default_factory=list)
    last: dict[int, tuple[str, ...]] = field(default_factory=dict)
    stale: set[int] = field(default_factory=set)
    died: int = 0
    repeated: int = 0

    def wait(self, most: int = 20) -> None:
        """Seconds go by."""
        self.at += datetime.timedelta(seconds=self.random.randint(1, most))

    def elapsed(self) -> int:
        """Seconds since the start."""
        return int((self.at - self.attempt.started_at).total_seconds())

    def load(self, device: Device) -> None:
        """The page is loaded (again): its counter is the server's, its storage is as it was."""
        device.sequence = next_sequence(steps_of(self.attempt))

    def act(self, device: Device) -> None:
        """The trainee answers something, and now and then sets a mark or turns the language."""
        self.wait()
        position = self.random.randint(1, len(self.kinds))
        values = self.random.choice(ANSWERS[self.kinds[position - 1]])
        self.queue(device, ANSWER, position, values, self.at)
        if self.random.random() < 0.2:
            on = ("on",) if self.random.random() < 0.5 else ()
            self.queue(device, FLAG, position, on, self.at)
        if self.random.random() < 0.2:
            self.queue(device, LANGUAGE, position, (), self.at)

    def queue(
        self,
        device: Device,
        action: str,
        position: int,
        values: tuple[str, ...],
        made: datetime.datetime | None,
        again: SentStep | None = None,
    ) -> None:
        """Put a step into the device's storage, numbered above all that the device knows.

        One that says `again` what was overruled was answered when, and as, the first one was.
        """
        own = [waiting.step.sequence + 1 for waiting in device.queue]
        step = SentStep(
            client_id=uuid.UUID(int=self.random.getrandbits(128), version=4),
            sequence=max(device.sequence, *own, 1),
            position=position,
            values=values,
            language=again.language if again else self.random.choice(("fr", "en")),
            elapsed=again.elapsed if again else self.elapsed(),
            action=action,
        )
        device.sequence = step.sequence + 1
        device.queue.append(Waiting(step, made))
        if action != ANSWER:
            return
        others = [one for one in self.made if one.position == position]
        newest = max((rank(one) for one in others), default=(0, ""))
        (self.stale.add if rank(step) < newest else self.stale.discard)(position)
        self.made.append(step)
        self.last[position] = values

    def send(self, device: Device, *, faults: bool) -> None:
        """The device sends its queue once: each request may be lost, its answer may be lost, it may
        arrive twice, requests may overtake each other, and the server may die under one."""
        batch = list(device.queue)
        if faults and self.random.random() < 0.3:
            self.random.shuffle(batch)
        for waiting in batch:
            if faults and self.random.random() < 0.25:
                continue  # never arrives
            try:
                dies = faults and self.random.random() < 0.05
                said = self.deliver(waiting.step, dies=dies)
                if faults and self.random.random() < 0.2:
                    said = self.deliver(waiting.step)
            except ServerDied:
                self.died += 1
                continue
            if faults and self.random.random() < 0.2:
                continue  # arrived, but the answer is lost: the device keeps it
            device.queue.remove(waiting)
            (self.acknowledged if said else self.kept).append(waiting.step)
            if said and waiting.step.action == ANSWER:
                self.hear(device, waiting)

    def deliver(self, step: SentStep, *, dies: bool = False) -> bool:
        """Whether the server says that it has the step. Raises ServerDied."""
        # Seldom slow: else nothing would still be fresh when it is told that it was overruled.
        self.wait(4)
        with transaction.atomic():
            try:
                step_from_script(attempt=self.attempt, sent=step, at=self.at)
                has = True
            except Refusal:
                has = False
            if dies:
                raise ServerDied
        return has

    def hear(self, device: Device, waiting: Waiting) -> None:
        """What stands now, as the answer to a step tells it: the device counts on from there."""
        heard = standing_of(self.attempt, waiting.step.position)
        device.sequence = max(device.sequence, heard["sequence"])
        differs = sorted(heard["values"]) != sorted(waiting.step.values)
        fresh = waiting.made is not None and self.at - waiting.made < FRESH
        more = any(one.step.position == waiting.step.position for one in device.queue)
        if differs and fresh and not more:
            self.repeated += 1
            said = waiting.step
            self.queue(device, ANSWER, said.position, said.values, None, again=said)

    def empty(self, device: Device) -> None:
        """The network is back: everything that waits is sent, and what that brings about."""
        while device.queue:
            self.send(device, faults=False)


def rank(step: SentStep) -> tuple[int, str]:
    """What decides between two answers to an item."""
    return step.sequence, str(step.client_id)


def play(attempt: Attempt, *, seed: int, kinds: Sequence[str]) -> Story:
    """One schedule from the first answer to the result, submitted twice."""
    story = Story(attempt, kinds, random.Random(seed), attempt.started_at)
    for _ in range(story.random.randint(2, 6)):
        device = story.random.choice(story.devices)
        fault = story.random.random()
        if fault < 0.25 and len(story.devices) == 1:
            device = Device()
            story.load(device)
            story.devices.append(device)  # the trainee goes on with a second device
        story.act(device)
        if fault < 0.8:
            story.send(device, faults=True)
        if fault > 0.9:
            story.load(device)  # a crash: what is in the storage comes back, the counter does not
    late = story.random.random() < 0.2
    if not late:
        for device in story.devices:
            story.empty(device)
    story.wait()
    for _ in range(2):
        submit_attempt(attempt=replace_row(attempt), at=story.at)
    attempt.refresh_from_db()
    for device in story.devices:
        story.empty(device)  # what comes after the end
    return story


def replace_row(attempt: Attempt) -> Attempt:
    """The attempt as another request would fetch it."""
    return Attempt.objects.select_related("enrolment", "quiz__activity").get(pk=attempt.pk)
