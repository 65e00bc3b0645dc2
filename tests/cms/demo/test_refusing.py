"""The demo never comes into production."""

import pytest
from django.core.management import CommandError, call_command

from courses.models import Cohort


@pytest.mark.django_db
@pytest.mark.parametrize("command", ["load_demo", "show_personas"])
def test_production_refuses_the_demo(settings, command):
    settings.PRODUCTION = True
    with pytest.raises(CommandError):
        call_command(command)
    assert not Cohort.objects.exists()
