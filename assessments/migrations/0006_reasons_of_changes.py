from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def spread_reasons(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The one reason of an earlier revision stands beside each criterion that it changed."""
    sheets = apps.get_model("assessments", "TeachingSheet").objects
    for revision in sheets.filter(round=2).exclude(revision_reason="").select_related("rubric"):
        place = {"enrolment": revision.enrolment_id, "lesson": revision.lesson}
        first = sheets.filter(
            **place, seat=revision.seat, round=1, assessor=revision.assessor_id
        ).last()
        codes = revision.rubric.criteria.order_by("position").values_list("code", flat=True)
        if first is None:
            continue
        changed = [
            code
            for code, before, after in zip(codes, first.levels, revision.levels)
            if before != after
        ]
        if changed:
            revision.revision_reasons = dict.fromkeys(changed, revision.revision_reason)
            revision.revision_reason = ""
            revision.save(update_fields=["revision_reasons", "revision_reason"])


class Migration(migrations.Migration):
    dependencies = [("assessments", "0005_question_facts")]

    operations = [
        migrations.AddField(
            model_name="teachingsheet",
            name="revision_reasons",
            field=models.JSONField(
                blank=True,
                default=dict,
                help_text="Of a revision: code of each changed criterion and its reason.",
                verbose_name="reasons of the changes",
            ),
        ),
        migrations.AlterField(
            model_name="teachingsheet",
            name="revision_reason",
            field=models.TextField(blank=True, verbose_name="reason for keeping the marks"),
        ),
        migrations.RunPython(spread_reasons, migrations.RunPython.noop, elidable=True),
    ]
