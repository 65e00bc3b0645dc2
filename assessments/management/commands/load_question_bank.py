"""`manage.py load_question_bank`: items, rubric, samples, checklists, quizzes of a course."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from assessments.authoring import load_questions
from assessments.collecting import collect_questions, read_content
from assessments.furnishing import ChecklistChanged, load_checklists, load_samples
from assessments.loading import RubricChanged, lay_out_quizzes, lay_out_tests, load_rubric
from courses.models import Course


class Command(BaseCommand):
    """Loading twice creates nothing twice."""

    help = "Load questions, rubric and quizzes from assessments/content into a course."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The course, needed only where there are several."""
        parser.add_argument("--course", help="key of the course")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Load everything or nothing."""
        course = self._course(options["course"])
        at = timezone.now()
        keys = load_questions(course=course, items=collect_questions(), by=None, at=at)
        try:
            rubric = load_rubric(data=read_content("rubric"))
            samples = load_samples(rubric=rubric, data=read_content("samples"))
            checklists = load_checklists(course=course, data=read_content("checklists"))
        except (RubricChanged, ChecklistChanged) as problem:
            raise CommandError(f"{problem} is stored otherwise: give it a new version") from None
        quizzes = lay_out_quizzes(course=course, at=at)
        quizzes += lay_out_tests(course=course, blueprints=read_content("blueprints"))
        self.stdout.write(
            f"{len(keys)} questions, rubric {rubric}, {len(quizzes)} quizzes, "
            f"{len(samples)} sample lessons, {len(checklists)} checklists"
        )

    def _course(self, key: str | None) -> Course:
        courses = Course.objects.filter(key=key) if key else Course.objects.all()
        if len(courses) != 1:
            raise CommandError("Name one course that exists with --course KEY.")
        return courses[0]
