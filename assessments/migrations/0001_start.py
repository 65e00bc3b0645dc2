import assessments.models.question
import django.core.validators
import django.db.models.deletion
import i18nfield.fields
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("courses", "0001_start"),
    ]

    operations = [
        migrations.CreateModel(
            name="ActionPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("answers", models.JSONField(default=dict, verbose_name="answers")),
                ("handed_in_at", models.DateTimeField(blank=True, null=True)),
                ("validated_at", models.DateTimeField(blank=True, null=True)),
                (
                    "enrolment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="action_plan",
                        to="courses.enrolment",
                    ),
                ),
                (
                    "validated_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "action plan",
                "verbose_name_plural": "action plans",
            },
        ),
        migrations.CreateModel(
            name="Appeal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        choices=[("procedure", "procedure"), ("arithmetic", "arithmetic")],
                        max_length=10,
                        verbose_name="ground",
                    ),
                ),
                ("text", models.TextField(verbose_name="what is contested")),
                ("lodged_on", models.DateField(verbose_name="lodged on")),
                ("lodged_until", models.DateField(verbose_name="last day to lodge it")),
                ("answer_due_on", models.DateField(verbose_name="answer due on")),
                ("recorded_at", models.DateTimeField()),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("upheld", "upheld"),
                            ("rejected", "rejected"),
                            ("out-of-time", "lodged too late"),
                        ],
                        max_length=12,
                        verbose_name="decision",
                    ),
                ),
                ("answer", models.TextField(blank=True, verbose_name="answer")),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appeals",
                        to="courses.enrolment",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "appeal",
                "verbose_name_plural": "appeals",
                "ordering": ["lodged_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Checklist",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(verbose_name="version")),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checklists",
                        to="courses.activity",
                    ),
                ),
            ],
            options={
                "verbose_name": "checklist",
                "verbose_name_plural": "checklists",
                "ordering": ["activity", "-version"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("activity", "version"), name="checklist_version_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ChecklistLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "text",
                    i18nfield.fields.I18nCharField(max_length=300, verbose_name="what is observed"),
                ),
                (
                    "out_of",
                    models.DecimalField(decimal_places=1, max_digits=3, verbose_name="out of"),
                ),
                (
                    "checklist",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="assessments.checklist",
                    ),
                ),
            ],
            options={
                "ordering": ["checklist", "position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("checklist", "position"), name="checklist_line_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CommandTie",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("declared_at", models.DateTimeField()),
                (
                    "declared_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="command_ties",
                        to="courses.enrolment",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="command_ties",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("person", "enrolment"), name="command_tie_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="FormAssignment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "first",
                    models.CharField(
                        choices=[("A", "A"), ("B", "B")], max_length=1, verbose_name="first form"
                    ),
                ),
                ("seed", models.CharField(max_length=64)),
                ("assigned_at", models.DateTimeField()),
                (
                    "enrolment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="form_assignment",
                        to="courses.enrolment",
                    ),
                ),
            ],
            options={
                "ordering": ["enrolment"],
            },
        ),
        migrations.CreateModel(
            name="ImportBatch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("file_name", models.CharField(max_length=200, verbose_name="file")),
                ("sha256", models.CharField(max_length=64)),
                ("format", models.CharField(max_length=12, verbose_name="format")),
                ("encoding", models.CharField(blank=True, max_length=20, verbose_name="encoding")),
                ("language", models.CharField(max_length=2, verbose_name="language")),
                ("imported_at", models.DateTimeField(verbose_name="imported at")),
                ("report", models.JSONField(default=dict)),
                (
                    "imported_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "imported file",
                "verbose_name_plural": "imported files",
                "ordering": ["-imported_at"],
            },
        ),
        migrations.CreateModel(
            name="Mark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sitting", models.PositiveSmallIntegerField(default=1, verbose_name="sitting")),
                (
                    "value",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="mark"
                    ),
                ),
                (
                    "out_of",
                    models.DecimalField(decimal_places=2, max_digits=5, verbose_name="out of"),
                ),
                (
                    "absence",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "taken"),
                            ("justified", "justified absence"),
                            ("unjustified", "unjustified absence"),
                            ("excused", "excused"),
                        ],
                        max_length=12,
                        verbose_name="absence",
                    ),
                ),
                ("entered_at", models.DateTimeField()),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                (
                    "paper_reference",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="reference of the paper"
                    ),
                ),
                ("superseded", models.BooleanField(default=False)),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="marks",
                        to="courses.activity",
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="marks",
                        to="courses.enrolment",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "mark",
                "verbose_name_plural": "marks",
                "ordering": ["enrolment", "activity", "sitting", "entered_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded", False)),
                        fields=("enrolment", "activity", "sitting"),
                        name="one_mark_in_force_per_sitting",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PracticalGroup",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="group")),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="groups",
                        to="courses.activity",
                    ),
                ),
                (
                    "cohort",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="practical_groups",
                        to="courses.cohort",
                    ),
                ),
            ],
            options={
                "ordering": ["cohort", "activity", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("cohort", "activity", "number"), name="practical_group_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PracticalSeat",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="courses.activity",
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="practical_seats",
                        to="courses.enrolment",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to="assessments.practicalgroup",
                    ),
                ),
            ],
            options={
                "ordering": ["group", "enrolment"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("activity", "enrolment"), name="one_group_per_trainee_and_practical"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PracticalSheet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("points", models.JSONField(default=list, verbose_name="points")),
                ("remark", models.TextField(blank=True, verbose_name="remark")),
                ("saved_at", models.DateTimeField()),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "paper_reference",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="reference of the paper"
                    ),
                ),
                (
                    "assessor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="practical_sheets",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "checklist",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sheets",
                        to="assessments.checklist",
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="practical_sheets",
                        to="courses.enrolment",
                    ),
                ),
            ],
            options={
                "verbose_name": "checklist sheet",
                "verbose_name_plural": "checklist sheets",
                "ordering": ["enrolment", "checklist", "assessor"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("enrolment", "checklist", "assessor"),
                        name="one_sheet_per_trainee_and_assessor",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField(max_length=40, unique=True, verbose_name="key")),
                ("name", models.CharField(blank=True, max_length=200, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=assessments.models.question.kind_choices,
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "pool",
                    models.CharField(
                        choices=[
                            ("quiz", "quizzes"),
                            ("test", "pre-test and post-test"),
                            ("exam", "final exam"),
                        ],
                        default="quiz",
                        max_length=4,
                        verbose_name="pool",
                    ),
                ),
                ("tags", models.JSONField(blank=True, default=list, verbose_name="tags")),
                (
                    "external_id",
                    models.CharField(
                        blank=True, max_length=100, verbose_name="identity in its file"
                    ),
                ),
                ("import_digest", models.CharField(blank=True, db_index=True, max_length=64)),
                (
                    "retired_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="retired at"),
                ),
                (
                    "imported_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="assessments.importbatch",
                        verbose_name="imported from",
                    ),
                ),
                (
                    "module",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="courses.module",
                        verbose_name="module",
                    ),
                ),
            ],
            options={
                "verbose_name": "question",
                "verbose_name_plural": "questions",
                "ordering": ["module", "key"],
            },
        ),
        migrations.CreateModel(
            name="ItemFigures",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("attempts", models.PositiveIntegerField(verbose_name="attempts")),
                (
                    "facility",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        verbose_name="facility",
                    ),
                ),
                (
                    "discrimination",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=6,
                        null=True,
                        verbose_name="discrimination",
                    ),
                ),
                ("by_language", models.JSONField(default=dict)),
                ("verdict", models.CharField(blank=True, max_length=24)),
                ("computed_at", models.DateTimeField(verbose_name="computed at")),
                (
                    "question",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="figures",
                        to="assessments.question",
                    ),
                ),
            ],
            options={
                "ordering": ["question"],
            },
        ),
        migrations.CreateModel(
            name="QuestionVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="version")),
                ("structure", models.JSONField(verbose_name="structure")),
                ("scheme", models.SlugField(max_length=24, verbose_name="scoring scheme")),
                (
                    "points",
                    models.DecimalField(
                        decimal_places=2, default=1, max_digits=5, verbose_name="points"
                    ),
                ),
                (
                    "bloom",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("remember", "Remember"),
                            ("understand", "Understand"),
                            ("apply", "Apply"),
                            ("analyse", "Analyse"),
                            ("evaluate", "Evaluate"),
                            ("create", "Create"),
                        ],
                        max_length=12,
                        verbose_name="Bloom level",
                    ),
                ),
                ("sources", models.JSONField(blank=True, default=list, verbose_name="sources")),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="valid from")),
                (
                    "valid_until",
                    models.DateField(blank=True, null=True, verbose_name="valid until"),
                ),
                (
                    "valid_as_of",
                    models.CharField(blank=True, max_length=80, verbose_name="valid as of"),
                ),
                ("structure_digest", models.CharField(blank=True, max_length=64)),
                ("content_digest", models.CharField(blank=True, max_length=64)),
                ("created_at", models.DateTimeField()),
                (
                    "published_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="published at"),
                ),
                (
                    "change_reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="reason of the change"
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="assessments.question",
                    ),
                ),
            ],
            options={
                "verbose_name": "version of a question",
                "verbose_name_plural": "versions of questions",
                "ordering": ["question", "-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("question", "number"), name="question_version_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="QuestionFace",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("fr", "French"), ("en", "English")],
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                ("stem", models.TextField(verbose_name="question")),
                ("words", models.JSONField(default=dict, verbose_name="words")),
                (
                    "markup",
                    models.CharField(
                        choices=[("plain", "plain text"), ("html", "formatted text")],
                        default="plain",
                        max_length=5,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("checked", "checked"),
                            ("approved", "approved"),
                        ],
                        default="draft",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("checked_at", models.DateTimeField(blank=True, null=True)),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "checked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="faces",
                        to="assessments.questionversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "face of a question",
                "verbose_name_plural": "faces of questions",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "language"), name="one_face_per_language"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FaceFlag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("fairness", "one language does worse at equal ability"),
                            ("wording", "wording"),
                            ("key", "the key is doubtful"),
                        ],
                        max_length=10,
                        verbose_name="reason",
                    ),
                ),
                ("remark", models.TextField(blank=True, verbose_name="remark")),
                ("evidence", models.JSONField(default=dict)),
                ("raised_at", models.DateTimeField()),
                ("resolved_at", models.DateTimeField(blank=True, null=True)),
                ("resolution", models.TextField(blank=True, verbose_name="what was done")),
                (
                    "raised_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "resolved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "face",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="flags",
                        to="assessments.questionface",
                    ),
                ),
            ],
            options={
                "verbose_name": "flag on a face",
                "verbose_name_plural": "flags on faces",
                "ordering": ["raised_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("resolved_at__isnull", True)),
                        fields=("face", "reason"),
                        name="one_open_flag_per_face_and_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="QuestionFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("media_type", models.CharField(max_length=40)),
                ("sha256", models.CharField(max_length=64)),
                ("content", models.BinaryField()),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="assessments.questionversion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("version", "name"), name="one_file_per_name")
                ],
            },
        ),
        migrations.CreateModel(
            name="Quiz",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "pool",
                    models.CharField(
                        choices=[
                            ("quiz", "quizzes"),
                            ("test", "pre-test and post-test"),
                            ("exam", "final exam"),
                        ],
                        default="quiz",
                        max_length=4,
                        verbose_name="pool",
                    ),
                ),
                (
                    "policy",
                    models.CharField(
                        choices=[
                            ("practice", "quiz: result and feedback after submission"),
                            ("test", "test: result once it is released, never the key"),
                            ("exam", "exam: mark once it is released, never the key"),
                        ],
                        default="practice",
                        max_length=8,
                        verbose_name="disclosure",
                    ),
                ),
                (
                    "forms",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "drawn from the pool"),
                            ("first", "the form assigned to the trainee"),
                            ("other", "the other form"),
                        ],
                        default="",
                        max_length=5,
                        verbose_name="parallel forms",
                    ),
                ),
                (
                    "attempts_allowed",
                    models.PositiveSmallIntegerField(default=2, verbose_name="attempts allowed"),
                ),
                (
                    "reopen_after_hours",
                    models.PositiveSmallIntegerField(
                        default=12, verbose_name="hours before the second attempt"
                    ),
                ),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Empty: no time limit.",
                        null=True,
                        verbose_name="minutes",
                    ),
                ),
                (
                    "late_start_minutes",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Empty: as long as the window is open.",
                        null=True,
                        verbose_name="may be started until, minutes after opening",
                    ),
                ),
                (
                    "ends_with_window",
                    models.BooleanField(
                        default=False,
                        help_text="Whoever starts late has less time.",
                        verbose_name="ends with the window",
                    ),
                ),
                (
                    "activity",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quiz",
                        to="courses.activity",
                    ),
                ),
            ],
            options={
                "verbose_name": "quiz",
                "verbose_name_plural": "quizzes",
                "ordering": ["activity__position"],
            },
        ),
        migrations.CreateModel(
            name="Extension",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "extra_minutes",
                    models.PositiveSmallIntegerField(default=0, verbose_name="more minutes"),
                ),
                (
                    "extra_attempts",
                    models.PositiveSmallIntegerField(default=0, verbose_name="more attempts"),
                ),
                ("opens_at", models.DateTimeField(blank=True, null=True, verbose_name="opens")),
                ("closes_at", models.DateTimeField(blank=True, null=True, verbose_name="closes")),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                ("granted_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="extensions",
                        to="courses.enrolment",
                    ),
                ),
                (
                    "granted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "quiz",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="extensions",
                        to="assessments.quiz",
                    ),
                ),
            ],
            options={
                "verbose_name": "extension",
                "verbose_name_plural": "extensions",
                "ordering": ["enrolment", "quiz", "granted_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="BlueprintLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                ("count", models.PositiveSmallIntegerField(verbose_name="items")),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=assessments.models.question.kind_choices,
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("bloom", models.CharField(blank=True, max_length=12, verbose_name="Bloom level")),
                (
                    "module",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="courses.module",
                    ),
                ),
                (
                    "quiz",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="blueprint",
                        to="assessments.quiz",
                    ),
                ),
            ],
            options={
                "ordering": ["quiz", "position"],
            },
        ),
        migrations.CreateModel(
            name="QuizWindow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(default=1, verbose_name="sitting")),
                ("opens_at", models.DateTimeField(verbose_name="opens")),
                ("closes_at", models.DateTimeField(verbose_name="closes")),
                (
                    "only_granted",
                    models.BooleanField(
                        default=False, verbose_name="only for those who were granted it"
                    ),
                ),
                (
                    "released_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="results released"),
                ),
                (
                    "cancelled_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="cancelled"),
                ),
                (
                    "cancelled_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="reason"),
                ),
                (
                    "cancelled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "cohort",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quiz_windows",
                        to="courses.cohort",
                    ),
                ),
                (
                    "quiz",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="windows",
                        to="assessments.quiz",
                    ),
                ),
                (
                    "released_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["cohort", "quiz", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("cohort", "quiz", "number"),
                        name="one_window_per_cohort_quiz_and_sitting",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Rubric",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("identifier", models.SlugField(max_length=40)),
                ("version", models.PositiveSmallIntegerField()),
            ],
            options={
                "verbose_name": "rubric",
                "verbose_name_plural": "rubrics",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("identifier", "version"), name="rubric_version_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Criterion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("code", models.CharField(max_length=4)),
                ("name", i18nfield.fields.I18nCharField(max_length=120)),
                ("weight", models.PositiveSmallIntegerField()),
                ("knock_out", models.BooleanField(default=False)),
                ("descriptors", models.JSONField()),
                (
                    "rubric",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="criteria",
                        to="assessments.rubric",
                    ),
                ),
            ],
            options={
                "ordering": ["rubric", "position"],
            },
        ),
        migrations.CreateModel(
            name="RuleSet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("identifier", models.SlugField(max_length=40, verbose_name="identifier")),
                ("version", models.PositiveSmallIntegerField(verbose_name="version")),
                ("parameters", models.JSONField(verbose_name="parameters")),
                ("digest", models.CharField(max_length=64, verbose_name="digest")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="what is new")),
                ("published_at", models.DateTimeField(verbose_name="published at")),
                (
                    "published_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "rule set",
                "verbose_name_plural": "rule sets",
                "ordering": ["identifier", "-version"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("identifier", "version"), name="rule_set_version_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Freeze",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("frozen_at", models.DateTimeField()),
                ("inputs", models.JSONField()),
                ("results", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                (
                    "cohort",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="freeze",
                        to="courses.cohort",
                    ),
                ),
                (
                    "frozen_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "rule_set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="freezes",
                        to="assessments.ruleset",
                    ),
                ),
            ],
            options={
                "verbose_name": "freeze",
                "verbose_name_plural": "freezes",
            },
        ),
        migrations.CreateModel(
            name="FrozenOutcome",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "computed",
                    models.CharField(
                        choices=[
                            ("CRD", "certificate of completion with distinction"),
                            ("CRM", "certificate of completion with merit"),
                            ("CR", "certificate of completion"),
                            ("ATT", "certificate of participation"),
                            ("REL", "attendance statement"),
                            ("AJO", "deferred"),
                        ],
                        max_length=3,
                    ),
                ),
                (
                    "decided",
                    models.CharField(
                        choices=[
                            ("CRD", "certificate of completion with distinction"),
                            ("CRM", "certificate of completion with merit"),
                            ("CR", "certificate of completion"),
                            ("ATT", "certificate of participation"),
                            ("REL", "attendance statement"),
                            ("AJO", "deferred"),
                        ],
                        max_length=3,
                    ),
                ),
                ("jury_reason", models.TextField(blank=True)),
                ("attendance", models.CharField(blank=True, max_length=8)),
                ("quizzes", models.CharField(blank=True, max_length=8)),
                ("practicals", models.CharField(blank=True, max_length=8)),
                ("teaching", models.CharField(blank=True, max_length=8)),
                ("exam", models.CharField(blank=True, max_length=8)),
                ("final", models.CharField(blank=True, max_length=8)),
                ("on20", models.CharField(blank=True, max_length=8)),
                (
                    "enrolment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="frozen_outcome",
                        to="courses.enrolment",
                    ),
                ),
                (
                    "freeze",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outcomes",
                        to="assessments.freeze",
                    ),
                ),
            ],
            options={
                "ordering": ["freeze", "enrolment__position"],
            },
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("before", models.JSONField()),
                ("after", models.JSONField()),
                ("reason", models.TextField()),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "outcome",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="assessments.frozenoutcome",
                    ),
                ),
            ],
            options={
                "ordering": ["made_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="CohortRules",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "cohort",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rules",
                        to="courses.cohort",
                    ),
                ),
                (
                    "rule_set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cohorts",
                        to="assessments.ruleset",
                    ),
                ),
            ],
            options={
                "verbose_name": "rules of a cohort",
                "verbose_name_plural": "rules of cohorts",
            },
        ),
        migrations.CreateModel(
            name="SampleLesson",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField(max_length=40, unique=True, verbose_name="key")),
                ("position", models.PositiveSmallIntegerField()),
                ("title", i18nfield.fields.I18nCharField(max_length=200, verbose_name="title")),
                ("transcript", i18nfield.fields.I18nTextField(verbose_name="transcript")),
                ("seconds", models.PositiveIntegerField(verbose_name="duration in seconds")),
                ("reference", models.JSONField(verbose_name="reference levels")),
                ("reasons", models.JSONField(default=dict, verbose_name="reasons")),
                (
                    "rubric",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="samples",
                        to="assessments.rubric",
                    ),
                ),
            ],
            options={
                "verbose_name": "sample lesson",
                "verbose_name_plural": "sample lessons",
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="CalibrationSheet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("levels", models.JSONField(verbose_name="levels")),
                ("submitted_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calibration_sheets",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sample",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sheets",
                        to="assessments.samplelesson",
                    ),
                ),
            ],
            options={
                "ordering": ["person", "sample", "submitted_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="TeachingSheet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("lesson", models.PositiveSmallIntegerField(default=1, verbose_name="lesson")),
                (
                    "seat",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(3),
                        ],
                        verbose_name="seat",
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(default=1, verbose_name="round")),
                (
                    "levels",
                    models.JSONField(
                        default=list,
                        help_text="Levels 0 to 4 of C1 to C8, in order.",
                        verbose_name="levels",
                    ),
                ),
                (
                    "seconds",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="duration in seconds"
                    ),
                ),
                ("strengths", models.TextField(blank=True, verbose_name="strengths")),
                ("improvements", models.TextField(blank=True, verbose_name="improvements")),
                (
                    "knock_out_facts",
                    models.TextField(blank=True, verbose_name="facts of a knock-out"),
                ),
                (
                    "revision_reason",
                    models.TextField(blank=True, verbose_name="reason of the revision"),
                ),
                ("saved_at", models.DateTimeField(blank=True, null=True)),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "paper_reference",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="reference of the paper"
                    ),
                ),
                ("annulled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "annulled_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="reason"),
                ),
                (
                    "annulled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "assessor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="teaching_sheets",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="teaching_sheets",
                        to="courses.enrolment",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "rubric",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sheets",
                        to="assessments.rubric",
                    ),
                ),
            ],
            options={
                "verbose_name": "micro-teaching sheet",
                "verbose_name_plural": "micro-teaching sheets",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("annulled_at__isnull", True)),
                        fields=("enrolment", "lesson", "seat", "round"),
                        name="one_sheet_per_seat_and_round",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TeachingTurn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("lesson", models.PositiveSmallIntegerField(default=1, verbose_name="lesson")),
                ("room", models.CharField(blank=True, max_length=40, verbose_name="room")),
                ("starts_at", models.DateTimeField(blank=True, null=True, verbose_name="starts")),
                (
                    "plan_handed_in_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="lesson plan handed in"
                    ),
                ),
                ("clock_started_at", models.DateTimeField(blank=True, null=True)),
                (
                    "seconds",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="duration in seconds"
                    ),
                ),
                ("annulled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="teaching_turns",
                        to="courses.enrolment",
                    ),
                ),
                (
                    "first",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="first assessor",
                    ),
                ),
                (
                    "observer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="reserve observer",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="second assessor",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="courses.module",
                    ),
                ),
            ],
            options={
                "verbose_name": "micro-teaching turn",
                "verbose_name_plural": "micro-teaching turns",
                "ordering": ["starts_at", "room", "enrolment"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("annulled_at__isnull", True)),
                        fields=("enrolment", "lesson"),
                        name="one_turn_per_lesson",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TestForm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                (
                    "code",
                    models.CharField(
                        choices=[("A", "A"), ("B", "B")], max_length=1, verbose_name="form"
                    ),
                ),
                ("seed", models.CharField(max_length=64)),
                ("assembled_at", models.DateTimeField()),
                (
                    "assembled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="test_forms",
                        to="courses.course",
                    ),
                ),
            ],
            options={
                "verbose_name": "form of a test",
                "verbose_name_plural": "forms of tests",
                "ordering": ["course", "-number", "code"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("course", "number", "code"),
                        name="test_form_once_per_number_and_code",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Attempt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("number", models.PositiveSmallIntegerField(verbose_name="attempt")),
                ("seed", models.CharField(max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("in-progress", "in-progress"),
                            ("submitted", "submitted"),
                            ("timed-out", "timed-out"),
                            ("cancelled", "cancelled"),
                        ],
                        default="in-progress",
                        max_length=12,
                    ),
                ),
                ("started_at", models.DateTimeField()),
                ("deadline_at", models.DateTimeField(blank=True, null=True)),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "cancelled_reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="reason of the cancellation"
                    ),
                ),
                (
                    "cancelled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attempts",
                        to="courses.enrolment",
                    ),
                ),
                (
                    "quiz",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attempts",
                        to="assessments.quiz",
                    ),
                ),
                (
                    "window",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attempts",
                        to="assessments.quizwindow",
                    ),
                ),
                (
                    "form",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attempts",
                        to="assessments.testform",
                    ),
                ),
            ],
            options={
                "ordering": ["enrolment", "quiz", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("quiz", "enrolment", "number"), name="attempt_number_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "in-progress")),
                        fields=("quiz", "enrolment"),
                        name="one_open_attempt_per_quiz_and_trainee",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AttemptGrade",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("score", models.DecimalField(decimal_places=2, max_digits=5)),
                ("items", models.JSONField()),
                ("graded_at", models.DateTimeField()),
                ("reason", models.CharField(blank=True, max_length=300)),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("submission", "submitted"),
                            ("regrade", "regraded"),
                            ("reading", "an answer was read by people"),
                            ("late", "late answers were admitted"),
                            ("irregularity", "decision on an irregularity"),
                        ],
                        default="submission",
                        max_length=12,
                    ),
                ),
                (
                    "attempt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grades",
                        to="assessments.attempt",
                    ),
                ),
                (
                    "graded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["attempt", "graded_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="AttemptItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("option_order", models.JSONField(default=list)),
                (
                    "attempt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="assessments.attempt",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attempt_items",
                        to="assessments.questionversion",
                    ),
                ),
            ],
            options={
                "ordering": ["attempt", "position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("attempt", "position"), name="item_position_once"
                    ),
                    models.UniqueConstraint(
                        fields=("attempt", "version"), name="item_version_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Irregularity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("facts", models.TextField(verbose_name="facts")),
                ("heard_on", models.DateField(verbose_name="trainee heard on")),
                ("hearing", models.TextField(verbose_name="what the trainee said")),
                ("reason", models.TextField(verbose_name="reasons of the decision")),
                ("decided_at", models.DateTimeField()),
                ("lifted_at", models.DateTimeField(blank=True, null=True)),
                ("lifted_reason", models.TextField(blank=True, verbose_name="reason")),
                (
                    "activity",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="courses.activity",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="irregularities",
                        to="courses.enrolment",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="irregularities",
                        to="assessments.attemptitem",
                    ),
                ),
                (
                    "lifted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "irregularity",
                "verbose_name_plural": "irregularities",
                "ordering": ["enrolment", "decided_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="LateStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("client_id", models.UUIDField()),
                ("sequence", models.PositiveIntegerField()),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("answer", "answer"),
                            ("language", "language changed"),
                            ("submit", "submitted"),
                            ("shown", "shown for the first time in this language"),
                            ("flag", "marked to come back to"),
                        ],
                        max_length=8,
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("response", models.JSONField(blank=True, null=True)),
                (
                    "language",
                    models.CharField(choices=[("fr", "French"), ("en", "English")], max_length=2),
                ),
                ("elapsed", models.PositiveIntegerField()),
                ("received_at", models.DateTimeField()),
                ("refused", models.CharField(max_length=24)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("admitted", models.BooleanField(blank=True, null=True)),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                (
                    "attempt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="late_steps",
                        to="assessments.attempt",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["attempt", "received_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("attempt", "client_id"), name="late_step_kept_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Regrade",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "policy",
                    models.CharField(
                        choices=[
                            ("new-key", "the corrected key alone counts"),
                            ("either-key", "either key counts"),
                            ("full", "full marks for everyone"),
                            ("left-out", "the question is left out of the mark"),
                        ],
                        max_length=10,
                        verbose_name="policy",
                    ),
                ),
                ("reason", models.TextField(verbose_name="reason")),
                ("changes", models.JSONField(default=list)),
                ("made_at", models.DateTimeField()),
                (
                    "attempts",
                    models.ManyToManyField(related_name="regrades", to="assessments.attempt"),
                ),
                (
                    "corrected",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assessments.questionversion",
                        verbose_name="corrected version",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="regrades",
                        to="assessments.questionversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "regrade",
                "verbose_name_plural": "regrades",
                "ordering": ["made_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="TestFormItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "form",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="assessments.testform",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assessments.questionversion",
                    ),
                ),
            ],
            options={
                "ordering": ["form", "position"],
                "constraints": [
                    models.UniqueConstraint(fields=("form", "position"), name="form_position_once"),
                    models.UniqueConstraint(fields=("form", "version"), name="form_version_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="UnmatchedAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("normalised", models.CharField(max_length=300)),
                ("typed", models.CharField(max_length=300)),
                ("found_at", models.DateTimeField()),
                ("right", models.BooleanField(blank=True, null=True, verbose_name="right")),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "cohort",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="unmatched_answers",
                        to="courses.cohort",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="unmatched_answers",
                        to="assessments.questionversion",
                    ),
                ),
            ],
            options={
                "ordering": ["cohort", "version", "normalised"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("cohort", "version", "normalised"), name="wording_once_per_cohort"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AnswerReading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("right", models.BooleanField(verbose_name="right")),
                ("read_at", models.DateTimeField()),
                (
                    "reader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answer_readings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "answer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="readings",
                        to="assessments.unmatchedanswer",
                    ),
                ),
            ],
            options={
                "ordering": ["answer", "read_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("answer", "reader"), name="one_reading_per_reader"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WindowChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField()),
                ("opens_at", models.DateTimeField()),
                ("closes_at", models.DateTimeField()),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "window",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="assessments.quizwindow",
                    ),
                ),
            ],
            options={
                "ordering": ["window", "made_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="AttemptStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("client_id", models.UUIDField()),
                ("sequence", models.PositiveIntegerField()),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("answer", "answer"),
                            ("language", "language changed"),
                            ("submit", "submitted"),
                            ("shown", "shown for the first time in this language"),
                            ("flag", "marked to come back to"),
                        ],
                        max_length=8,
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("response", models.JSONField(blank=True, null=True)),
                (
                    "language",
                    models.CharField(choices=[("fr", "French"), ("en", "English")], max_length=2),
                ),
                ("elapsed", models.PositiveIntegerField()),
                ("received_at", models.DateTimeField()),
                (
                    "attempt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="assessments.attempt",
                    ),
                ),
            ],
            options={
                "ordering": ["attempt", "sequence", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("attempt", "client_id"), name="step_accepted_once"
                    )
                ],
            },
        ),
    ]
