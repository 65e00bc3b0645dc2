"""Where the name of a question kind may stand: in its own folder and in the formats alone."""

import ast
import re

import pytest

from assessments.kinds.registry import KINDS
from tests.architecture.sources import ROOT, python_files, template_files

NAMES = frozenset(KINDS)
AT_HOME = ("assessments/kinds/", "assessments/interchange/")
# Ordinary words that happen to be the name of a kind.
OTHER_MEANINGS = {
    "assessments/forms/interchange.py": {"single"},  # question by question
    "assessments/views/bank/importing.py": {"single"},
    "accounts/forms/signing_in.py": {"numeric"},  # a keyboard
    "courses/forms/tablets.py": {"numeric"},
    "certificates/badges/canonical.py": {"document"},  # of linked data
}
IN_TAG = re.compile(r"\{[{%].*?[%}]\}", re.S)
QUOTED = re.compile(r"[\"']([a-z-]+)[\"']")


def relative(file):
    return str(file.relative_to(ROOT))


def names_in(file):
    """Names of kinds among the whole strings of a Python file."""
    tree = ast.parse(file.read_text("utf-8"))
    strings = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    return {one for one in strings if isinstance(one, str)} & NAMES


def elsewhere(files):
    return [file for file in files if not relative(file).startswith(AT_HOME)]


def test_no_python_file_knows_a_kind_by_name():
    found = {relative(file): names_in(file) for file in elsewhere(python_files())}
    assert {file: names for file, names in found.items() if names} == OTHER_MEANINGS


def test_no_template_asks_for_a_kind_by_name():
    found = {
        relative(file): QUOTED.findall("".join(IN_TAG.findall(file.read_text("utf-8"))))
        for file in elsewhere(template_files())
    }
    assert {file: NAMES & set(words) for file, words in found.items() if NAMES & set(words)} == {}


def test_only_the_registry_imports_the_folder_of_a_kind():
    folders = "|".join(re.escape(name.replace("-", "_")) for name in sorted(NAMES))
    imported = re.compile(rf"^(?:from|import) assessments\.kinds\.(?:{folders})\b", re.M)
    files = [file for file in python_files() if imported.search(file.read_text("utf-8"))]
    outside = [
        file for file in elsewhere(files) if relative(file) != "assessments/kinds/registry.py"
    ]
    assert outside == []


@pytest.mark.parametrize("home", AT_HOME)
def test_the_two_homes_do_name_kinds(home):
    """So that a moved folder does not leave the guard with nothing to look at."""
    here = [file for file in python_files() if relative(file).startswith(home)]
    assert set().union(*map(names_in, here)) >= NAMES - {"document"}
