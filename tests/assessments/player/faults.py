"""A trainee's devices and a network that drops, doubles, reorders and dies, against the real verbs.

A schedule is drawn from a seed. Devices keep what was not acknowledged (as player.js does in its
local storage) and send it again; the server sees whatever the network lets through, in its order.
"""

import datetime
import random
import uuid
from dataclasses import dataclass, field

from assessments.answering import SentStep, step_from_script
from assessments.attempting import submit_attempt
from assessments.models import Attempt
from assessments.refusals import Refusal

LETTERS = ("a", "b", "c", "d")


@dataclass
class Device:
    """A phone or a tablet: what it has made and what it has not been told was saved."""

    queue: list[SentStep] = field(default_factory=list)
    sequence: int = 1


@dataclass
class Story:
    """One attempt under one schedule; `made` is all that was answered, `acknowledged` what a device
    was told is saved, `last` the newest answer for each item."""

    attempt: Attempt
    random: random.Random
    at: datetime.datetime
    devices: list[Device] = field(default_factory=lambda: [Device()])
    made: list[SentStep] = field(default_factory=list)
    acknowledged: list[SentStep] = field(default_factory=list)
    kept: list[SentStep] = field(default_factory=list)
    last: dict[int, tuple[str, ...]] = field(default_factory=dict)
    lost: list[SentStep] = field(default_factory=list)

    def wait(self) -> None:
        """Seconds go by."""
        self.at += datetime.timedelta(seconds=self.random.randint(1, 20))

    def answer(self, device: Device, positions: int) -> None:
        """The trainee answers something; a page always knows a number above all it has seen."""
        self.wait()
        newest = max((step.sequence for step in self.made), default=0)
        device.sequence = max(device.sequence, newest + 1)
        step = SentStep(
            client_id=uuid.UUID(int=self.random.getrandbits(128), version=4),
            sequence=device.sequence,
            position=self.random.randint(1, positions),
            values=(self.random.choice(LETTERS),),
            language=self.random.choice(("fr", "en")),
            elapsed=int((self.at - self.attempt.started_at).total_seconds()),
        )
        device.sequence += 1
        device.queue.append(step)
        self.made.append(step)
        self.last[step.position] = step.values

    def send(self, device: Device, *, faults: bool) -> None:
        """The device sends its queue once: each request may be lost, its answer may be lost, it may
        arrive twice, and requests may overtake each other."""
        batch = list(device.queue)
        if faults and self.random.random() < 0.3:
            self.random.shuffle(batch)
        for step in batch:
            if faults and self.random.random() < 0.25:
                continue  # never arrives
            times = 2 if faults and self.random.random() < 0.2 else 1
            for _ in range(times):
                said = self.deliver(step)
            if faults and self.random.random() < 0.2:
                continue  # arrived, but the answer is lost: the device keeps it
            device.queue.remove(step)
            (self.acknowledged if said else self.kept).append(step)

    def deliver(self, step: SentStep) -> bool:
        """Whether the server says that it has the step among the answers."""
        self.wait()
        try:
            step_from_script(attempt=self.attempt, sent=step, at=self.at)
        except Refusal:
            return False
        return True


def play(attempt: Attempt, *, seed: int, positions: int) -> Story:
    """One schedule from the first answer to the result, submitted twice."""
    story = Story(attempt, random.Random(seed), attempt.started_at)
    for _ in range(story.random.randint(2, 5)):
        device = story.random.choice(story.devices)
        fault = story.random.random()
        if fault < 0.15 and len(story.devices) == 1:
            device = Device()
            story.devices.append(device)  # the trainee goes on with a second device
        story.answer(device, positions)
        if fault < 0.8:
            story.send(device, faults=True)
        if fault > 0.9:
            # A crash: what is in the local storage comes back, the page's counter does not.
            device.sequence = 1
    late = story.random.random() < 0.2
    if not late:
        for device in story.devices:
            story.send(device, faults=False)
    story.wait()
    for _ in range(2):
        submit_attempt(attempt=replace_row(attempt), at=story.at)
    attempt.refresh_from_db()
    for device in story.devices:
        story.send(device, faults=False)  # what comes after the end
    return story


def replace_row(attempt: Attempt) -> Attempt:
    """The attempt as another request would fetch it."""
    return Attempt.objects.select_related("enrolment", "quiz__activity").get(pk=attempt.pk)
