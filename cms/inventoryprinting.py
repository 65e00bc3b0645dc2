"""The inventory sheet on paper: blank for the trainee, with its key for whoever teaches.

A4, both languages at once. It reads no clock and nothing that is stored.
"""

from functools import cache

from django.template.loader import render_to_string
from weasyprint import CSS, HTML

from certificates.rendering import ONE_AT_A_TIME, OwnFiles
from cms.companionprinting import own_fonts, own_style
from cms.inventorying import CHOICES, inventory, model_answers


@cache
def blank_inventory() -> bytes:
    """The PDF of the blank sheet, with the fictitious posts to choose from."""
    return _printed("cms/print/inventory.html", {"sheet": inventory(), "choices": CHOICES})


@cache
def inventory_key() -> bytes:
    """The PDF of the model answers and of the marking checklist."""
    total = sum(line["points"] for line in inventory()["checklist"])
    posts = [(post, model_answers(post)) for post in inventory()["posts"]]
    context = {"sheet": inventory(), "posts": posts, "total": total}
    return _printed("cms/print/inventory_key.html", context)


def _printed(template: str, context: dict[str, object]) -> bytes:
    html = render_to_string(template, context)
    size = CSS(string="html { font-size: 9.5pt }", font_config=own_fonts())
    with ONE_AT_A_TIME:
        pdf: bytes = HTML(string=html, url_fetcher=OwnFiles()).write_pdf(
            stylesheets=[own_style(), size], font_config=own_fonts(), pdf_variant="pdf/ua-1"
        )
    return pdf
