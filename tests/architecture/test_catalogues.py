"""Every visible word has its French face, and the French is typeset as people write it here.

The messages themselves are English, so that only French needs a catalogue.
"""

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import APPS, ROOT

CATALOGUE = Path("locale/fr/LC_MESSAGES/django.po")
ENTRY = re.compile(r'^(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?) "(.*)"$|^"(.*)"$')


def _gettext(*command: str | Path) -> str:
    run = subprocess.run(command, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    return run.stdout


@pytest.fixture(scope="module", params=APPS)
def collected(request, tmp_path_factory) -> Path:
    """The app's catalogue after collecting every message anew, in a copy of the app."""
    app = tmp_path_factory.mktemp("messages") / request.param
    ignored = shutil.ignore_patterns("__pycache__", "*.mo", "static", "fonts", "content")
    shutil.copytree(ROOT / request.param, app, ignore=ignored)
    (app / "locale").mkdir(exist_ok=True)
    # Without settings: inside the copy there are none to import.
    environment = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    run = subprocess.run(
        [Path(sys.executable).with_name("django-admin"), "makemessages", "-l", "fr"],
        cwd=app,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr
    return app / CATALOGUE


def _messages(listing: str) -> list[str]:
    # The header is the entry with the empty message.
    return re.findall(r'^msgid "(.+)"$', listing, re.MULTILINE)


def test_every_message_is_translated(collected):
    if not collected.exists():
        return  # an app without a visible word
    flags = ["--no-obsolete", "--no-wrap", "--no-location"]
    missing = _gettext("msgattrib", "--untranslated", *flags, collected)
    fuzzy = _gettext("msgattrib", "--only-fuzzy", *flags, collected)
    assert not _messages(missing)
    assert not _messages(fuzzy)


def _calls_in_f_strings(source: str) -> list[int]:
    """Lines of the sentences that stand in an f-string: nobody collects them for the catalogue."""
    strings = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.JoinedStr))
    return [
        call.lineno
        for string in strings
        for call in ast.walk(string)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in ("_", "gettext", "ngettext", "pgettext")
        and call.args
        and isinstance(call.args[0], ast.Constant)
    ]


def test_no_sentence_hides_in_an_f_string():
    assert _calls_in_f_strings("f'{_(\"weak\")}: {gettext(words)}'") == [1]
    files = [file for app in APPS for file in (ROOT / app).rglob("*.py")]
    found = [(str(file), _calls_in_f_strings(file.read_text(encoding="utf-8"))) for file in files]
    assert len(files) > 100 and [one for one in found if one[1]] == []


def _files():
    return [ROOT / app / CATALOGUE for app in APPS if (ROOT / app / CATALOGUE).exists()]


@pytest.mark.parametrize("file", _files(), ids=lambda file: file.parts[-5])
def test_catalogue_is_well_formed(file, tmp_path):
    _gettext("msgfmt", "--check", "--output-file", tmp_path / "out.mo", file)


def translations(text: str) -> list[str]:
    """Every msgstr of a catalogue, joined from its lines, without the header."""
    result: list[str] = []
    kind = ""
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        found = ENTRY.match(line)
        if not found:
            continue
        if found[1]:
            kind = found[1]
            if kind.startswith("msgstr"):
                result.append(found[2])
        elif kind.startswith("msgstr"):
            result[-1] += found[3]
    return [message for message in result[1:] if message]


# Markup, addresses, entities and placeholders are not prose.
NOT_PROSE = re.compile(r"<[^>]*>|https?:\S+|&#?\w+;|%\(\w+\)[sd]|%[sd]|\{[^}]*\}|\\[nt\"]")
FAULTS = {
    "blank before ; : ! ? is U+202F": re.compile(r"[^\S\u202f][;:!?]|\w[;!?]|\w:(?=\s|$)"),
    "blank before % is U+202F": re.compile(r"[^\S\u202f]%%?(?!\()|\d%%"),
    "blank inside « » is U+202F": re.compile(r"«(?!\u202f)|(?<!\u202f)»"),
    "apostrophe is ’": re.compile(r"\w'\w"),
    "quotation marks are « »": re.compile(r"[“”\"]"),
    "ellipsis is …": re.compile(r"\.\.\."),
}


def faults_of(message: str) -> list[str]:
    """The typographic rules (domain 6) that a French sentence breaks."""
    prose = NOT_PROSE.sub("X", message)
    return [name for name, rule in FAULTS.items() if rule.search(prose)]


@pytest.mark.parametrize("file", _files(), ids=lambda file: file.parts[-5])
def test_french_typography(file):
    wrong = {message: faults_of(message) for message in translations(file.read_text())}
    assert {message: faults for message, faults in wrong.items() if faults} == {}


@pytest.mark.parametrize(
    "message",
    ["Vraiment ?", "Vraiment?", "Date: demain", "« oui »", "80 %%", "l'heure", "Attendez..."],
)
def test_faults_are_found(message):
    assert faults_of(message)


@pytest.mark.parametrize(
    "message",
    [
        "Vraiment\u202f?",
        "À 14:30, voir https://relais.example/fr: fin",
        "«\u202foui\u202f»",
        "80\u202f%%",
        "%(name)s : l’heure".replace(" :", "\u202f:"),
        "R&eacute;ussi &amp; fini",
    ],
)
def test_good_typography_passes(message):
    assert faults_of(message) == []


def test_translations_are_read():
    text = (
        'msgid ""\nmsgstr "head"\n\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[1] ""\n"d"\n'
    )
    assert translations(text) == ["c", "d"]
