import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0007_answers_of_changes"),
        ("courses", "0006_editions_and_spared_holds"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="jurywithdrawal", options={"ordering": ["member__jury", "at", "pk"]}
        ),
        migrations.RemoveConstraint(model_name="jurywithdrawal", name="jury_withdrawal_once"),
        migrations.AddField(
            model_name="jurywithdrawal",
            name="taken_back_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="jurywithdrawal",
            name="taken_back_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="jurywithdrawal",
            constraint=models.UniqueConstraint(
                condition=models.Q(taken_back_at__isnull=True),
                fields=("member", "enrolment"),
                name="jury_withdrawal_once",
            ),
        ),
    ]
