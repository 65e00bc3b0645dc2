"""Countries and services a person may come from; ISO 3166-1 alpha-3 codes."""

from django.utils.translation import gettext_lazy as _

SAHEL = ("BFA", "MLI", "MRT", "NER", "TCD")

# What certificates print: data of the register, not words of an interface that may be missing.
COUNTRY_NAMES = {
    "BFA": {"fr": "Burkina Faso", "en": "Burkina Faso"},
    "MLI": {"fr": "Mali", "en": "Mali"},
    "MRT": {"fr": "Mauritanie", "en": "Mauritania"},
    "NER": {"fr": "Niger", "en": "Niger"},
    "TCD": {"fr": "Tchad", "en": "Chad"},
    "UTO": {"fr": "Uto", "en": "Uto"},
}

COUNTRY_CHOICES = [
    ("BFA", _("Burkina Faso")),
    ("MLI", _("Mali")),
    ("MRT", _("Mauritania")),
    ("NER", _("Niger")),
    ("TCD", _("Chad")),
    ("UTO", _("Utopia (fictitious)")),
    ("ZZZ", _("Other")),
]

SERVICE_CHOICES = [
    ("police", _("Police")),
    ("gendarmerie", _("Gendarmerie")),
    ("customs", _("Customs")),
    ("other", _("Other service")),
]

SEX_CHOICES = [("F", _("Woman")), ("M", _("Man"))]
TITLE_CHOICES = [("ms", _("Ms")), ("mr", _("Mr"))]
LANGUAGE_CHOICES = [("fr", _("French")), ("en", _("English"))]
