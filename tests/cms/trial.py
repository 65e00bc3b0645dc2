"""The trial curriculum of these tests: two modules, three sections, in both languages."""

import copy
import dataclasses
import datetime
from pathlib import Path

from accounts.models import User
from cms.collecting import Curriculum, collect
from cms.loading import Loaded, load_curriculum
from cms.models import ModulePage
from courses.models import Cohort, Course, Enrolment
from tests.factories.courses import make_cohort, make_enrolment
from tests.factories.people import make_user

FOLDER = Path(__file__).parent / "content"
TODAY = datetime.date(2026, 3, 2)


def trial() -> Curriculum:
    """The curriculum as read, free to be changed."""
    return copy.deepcopy(collect(FOLDER))


def load(curriculum: Curriculum | None = None) -> Loaded:
    """Load it, or a changed one."""
    return load_curriculum(curriculum=curriculum or trial())


def with_sections(count: int) -> Curriculum:
    """The trial with `count` sections in M02."""
    curriculum = trial()
    module = curriculum.modules[1]
    (only,) = module["sections"]
    sections = [{**only, "key": f"part-{number}"} for number in range(1, count + 1)]
    changed = {**module, "sections": sections}
    return dataclasses.replace(curriculum, modules=[curriculum.modules[0], changed])


def lesson(slug: str = "m01", language: str = "fr") -> ModulePage:
    """The live page of a module in a language."""
    return ModulePage.objects.live().get(slug=slug, locale__language_code=language)


def lose_face(slug: str, language: str) -> None:
    """One language of a lesson is not live though the other is: what the site itself never does."""
    ModulePage.objects.filter(pk=lesson(slug, language).pk).update(live=False)


def make_trial_cohort(code: str = "ESSAI", **fields) -> Cohort:
    """A cohort of the trial course."""
    return make_cohort(code, course=Course.objects.get(key="trial"), **fields)


def make_reader(cohort: Cohort | None = None) -> tuple[User, Enrolment]:
    """A trainee of the trial course."""
    user = make_user("DIALLO Mariam", roles=("trainee",))
    return user, make_enrolment(cohort or make_trial_cohort(), user)
