from importlib import import_module

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "assessments"

    def ready(self) -> None:
        """Connect the receivers, register the system checks."""
        import_module("assessments.receivers")
        import_module("assessments.checks")
