"""One sensitivity label for both languages of a page.

A label that is narrowed in French must not stay wide in English until somebody synchronises the
translation: it is carried over when the page is published.
"""

from cms.models import LabelledPage
from cms.planting import SOURCE_LANGUAGE


def share_label(*, page: LabelledPage) -> None:
    """Give every language of the page the label of its source; without a source, its own."""
    model = type(page)
    faces = model.objects.filter(translation_key=page.translation_key)
    source = faces.filter(locale__language_code=SOURCE_LANGUAGE, live=True).first() or page
    # An update and not a save: no revision is written for what no translator may change.
    faces.exclude(sensitivity=source.sensitivity).update(sensitivity=source.sensitivity)
