"""Exercises on a specimen, drawn from a seed: what is shown, what is asked, what is right. Pure.

Tasks, from easy to hard:

- `digit`: one check digit is hidden; compute it.
- `composite`: the last check digit is hidden; compute it.
- `name`: the name field is hidden; write its identifiers.
- `wrong-digit`: which check digit is wrong, if any?
- `ill-formed`: which field is written against the rules, if any?
- `altered`: which date or number was changed after the digits were computed?

What is drawn belongs to the generator (`generating.GENERATOR`) and is frozen with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assessments.mrz.chance import Chance
from assessments.mrz.composing import covered_text
from assessments.mrz.digits import FILLER
from assessments.mrz.generating import GENERATOR, Specimen, specimen
from assessments.mrz.layouts import COMPOSITE, LAYOUTS, NAME, OPTIONAL, Span, cut, put
from assessments.mrz.names import identifiers
from assessments.mrz.planting import ALTERED, NOTHING, plantable
from assessments.mrz.reading import DIGIT, FIELD

ONE_DIGIT, LAST_DIGIT, WRITE_NAME = "digit", "composite", "name"
WRONG_DIGIT, ILL_FORMED, CHANGED = "wrong-digit", "ill-formed", "altered"
TASKS = (ONE_DIGIT, LAST_DIGIT, WRITE_NAME, WRONG_DIGIT, ILL_FORMED, CHANGED)
HIDDEN = "?"
# A check digit is one of ten.
DIGITS = 10
# Which planted errors a task of choosing offers.
SORTS = {WRONG_DIGIT: DIGIT, ILL_FORMED: FIELD, CHANGED: ALTERED}


@dataclass(frozen=True)
class Exercise:
    """One exercise. `target` is what is hidden, "" where one chooses among `options`.

    `shown` are the lines with « ? » for what is hidden; `answer` a digit, identifiers as the zone
    writes them, or one of the options.
    """

    task: str
    specimen: Specimen
    target: str
    shown: tuple[str, ...]
    options: tuple[str, ...]
    answer: str

    @property
    def spans(self) -> tuple[Span, ...]:
        """The place that is asked for, and what its digit is computed over."""
        layout = LAYOUTS[self.specimen.format]
        if not self.target:
            return ()
        if self.target == NAME:
            return (layout.fields[NAME],)
        return (*layout.covered(self.target), layout.digits[self.target])

    @property
    def summed(self) -> str:
        """The characters whose digit is asked for; "" in the other tasks."""
        if self.task not in (ONE_DIGIT, LAST_DIGIT):
            return ""
        return covered_text(self.specimen.lines, self.specimen.format, self.target)


def exercise(
    seed: str,
    *,
    task: str,
    formats: Sequence[str],
    error: str = "",
    generator: str = GENERATOR,
) -> Exercise:
    """The exercise of this seed, in a task of choosing with the `error` that was asked for, if any.

    Raises UnknownGenerator; KeyError for a task that is none; ValueError for an error that the
    format cannot have, or that the task does not look for.
    """
    chance = Chance(seed, f"{generator} {task}")
    format = chance.one(sorted(formats))
    if task in SORTS:
        return _choice(seed, task, format, chance, error, generator)
    if error:
        raise ValueError(f"{task} looks for no error")
    drawn, round = specimen(seed, format=format, generator=generator), 0
    layout = LAYOUTS[format]
    if task == WRITE_NAME:
        # A shortened name has more than one right form: draw until one fits.
        while len(_identifiers(drawn)) > layout.size(NAME):
            round += 1
            drawn = specimen(f"{seed}\x1f{round}", format=format, generator=generator)
        return _hidden(task, drawn, NAME, layout.fields[NAME], _identifiers(drawn))
    if task == LAST_DIGIT:
        target = COMPOSITE
    elif task == ONE_DIGIT:
        # Optional data that are not there have no digit to compute.
        target = chance.one(
            [
                name
                for name in layout.digits
                if name != COMPOSITE and (name != OPTIONAL or drawn.document.optional)
            ]
        )
    else:
        raise KeyError(task)
    span = layout.digits[target]
    return _hidden(task, drawn, target, span, cut(drawn.lines, span))


def errors_of(task: str, format: str) -> tuple[str, ...]:
    """What a task can have in a document of this format; NOTHING where it may be in order."""
    sort = SORTS.get(task)
    found = tuple(one for one in plantable(format) if one.partition("-")[0] == sort)
    return (*found, NOTHING) if found and task != CHANGED else found


def chances(task: str, format: str) -> int:
    """Among how many answers one guesses blindly; 0 where the answer is a name to be written."""
    if task in SORTS:
        return len(errors_of(task, format))
    return 0 if task == WRITE_NAME else DIGITS


def _choice(
    seed: str, task: str, format: str, chance: Chance, asked: str, generator: str
) -> Exercise:
    options = errors_of(task, format)
    if asked and asked not in options:
        raise ValueError(f"{task} in {format} cannot have {asked}")
    errors = tuple(one for one in options if one != NOTHING)
    # In about every fifth document nothing is wrong, except where the task says that something is.
    right = task != CHANGED and chance.below(5) == 0
    error = asked or (NOTHING if right else chance.one(errors))
    drawn = specimen(seed, format=format, error=error, generator=generator)
    return Exercise(task, drawn, "", drawn.lines, options, error)


def _hidden(task: str, drawn: Specimen, target: str, span: Span, answer: str) -> Exercise:
    _, start, end = span
    shown = tuple(put(drawn.lines, span, HIDDEN * (end - start)))
    return Exercise(task, drawn, target, shown, (), answer.rstrip(FILLER))


def _identifiers(drawn: Specimen) -> str:
    return identifiers(drawn.document.surname, drawn.document.given)


def read_answer(task: str, typed: str) -> str:
    """What somebody typed or chose, as it is compared: in capitals, without fillers at the end."""
    text = typed.strip().upper()
    return text.lower() if task in SORTS else text.rstrip(FILLER)


def is_right(answer: str, given: str) -> bool:
    """Whether what was given, as `read_answer` made it, is the answer."""
    return given == answer
