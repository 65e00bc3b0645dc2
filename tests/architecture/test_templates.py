"""Guards over every template at once: it compiles, and the strict policy has nothing to refuse."""

import re

import pytest
from django.template import Engine, Origin, Template
from django.utils import translation

from tests.architecture.sources import ROOT, template_files, template_name

# Certificates and card sheets are printed pages: they are never sent to a browser, and
# WeasyPrint reads their styles from the page itself.
PRINTED = ("certificates/print/", "accounts/print/")
INLINE_SCRIPT = re.compile(
    r"<script\b(?![^>]*\bsrc=)(?![^>]*type=[\"']application/(?:ld\+)?json)", re.I
)
STYLE = re.compile(r"<style\b|\sstyle\s*=\s*[\"']", re.I)
HANDLER = re.compile(r"<[a-z][^>]*\son[a-z]+\s*=\s*[\"']", re.I)
FOREIGN = re.compile(r"(?:src|href|action|srcset|poster|data)\s*=\s*[\"'](?:https?:)?//", re.I)
SCRIPT_URL = re.compile(r"=\s*[\"']\s*javascript:", re.I)
COMMENT = re.compile(r"\{#.*?#\}|\{% comment .*?%\}.*?\{% endcomment %\}", re.S)

TEMPLATES = template_files()


def _id(file):
    return str(file.relative_to(ROOT))


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("file", TEMPLATES, ids=_id)
def test_compiles(file, language):
    engine = Engine.get_default()
    origin = Origin(name=str(file), template_name=template_name(file))
    with translation.override(language):
        # The origin lets a template extend another one of the same name further down.
        assert Template(file.read_text(), origin=origin, engine=engine).nodelist is not None


@pytest.mark.parametrize("file", TEMPLATES, ids=_id)
def test_holds_nothing_that_the_policy_refuses(file):
    if template_name(file).startswith(PRINTED):
        pytest.skip("printed, never sent to a browser")
    text = COMMENT.sub("", file.read_text())
    rules = {
        "inline script": INLINE_SCRIPT,
        "style attribute or element": STYLE,
        "event handler": HANDLER,
        "address of another host": FOREIGN,
        "script in an address": SCRIPT_URL,
    }
    found = [name for name, rule in rules.items() if rule.search(text)]
    assert not found


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (INLINE_SCRIPT, "<script>go()</script>"),
        (STYLE, '<p style="color:red">'),
        (STYLE, "<style>"),
        (HANDLER, '<a href="x" onclick="go()">'),
        (FOREIGN, '<img src="https://elsewhere.example/x.png">'),
        (FOREIGN, "<link href='//elsewhere.example/x.css'>"),
        (SCRIPT_URL, '<a href="javascript:go()">'),
    ],
)
def test_the_rules_find_what_they_are_for(rule, text):
    assert rule.search(text)


@pytest.mark.parametrize(
    "text",
    ['<script src="{% static "x.js" %}" defer></script>', '<p data-one="1" class="style">'],
)
def test_the_rules_leave_the_rest_alone(text):
    assert not any(rule.search(text) for rule in (INLINE_SCRIPT, STYLE, HANDLER, FOREIGN))
