"""What was altered in a file, and why one cannot be read, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

PARTS: dict[str, Promise] = {
    "name": _("the holder’s name"),
    "arabic": _("the name in Arabic letters"),
    "kind": _("the kind of document or its mention"),
    "number": _("the number"),
    "course": _("the course"),
    "venue": _("the place"),
    "dates": _("the dates of the course"),
    "hours": _("the hours"),
    "signed-on": _("place or day of signature"),
    "issuing-body": _("the issuing bodies"),
    "signatory": _("the signatories"),
    "funding": _("the funding line"),
    "programme": _("the programme on the back"),
    "rules": _("the version of the rules"),
    "text": _("other words"),
    "drawing": pgettext_lazy("altered in a file", "the look of a page"),
    "pages": _("the number of pages"),
    "credential": _("the credential inside"),
    "signature": _("the electronic signature"),
    "unreadable": _("parts of the file that cannot be read"),
}
FAULTS: dict[str, Promise] = {
    "too-large": _("The file is too large to be one of ours."),
    "not-a-pdf": _("The file is not a PDF."),
    "busy": _("The server is too busy to read the file now. Please try again in a minute."),
    "damaged": _("The file is damaged and cannot be read."),
}
