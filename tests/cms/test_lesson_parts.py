"""Every lesson of the course has the parts that a lesson has: data files, no database."""

import pytest
import yaml

from cms.collecting import CONTENT

LESSONS = sorted((CONTENT / "modules").glob("*.yaml"))


@pytest.mark.parametrize("file", LESSONS, ids=lambda file: file.stem)
def test_a_lesson_has_question_example_worked_case_checks_and_summary(file):
    sections = yaml.safe_load(file.read_text())["sections"]
    *others, worked, summary = sections
    opening = others[0]["title"]["fr"] + others[0]["blocks"][0]["text"]["fr"]
    assert "?" in opening
    assert (worked["key"], summary["key"]) == ("worked-case", "remember")
    assert any("example" in block for part in others for block in part["blocks"])
    for part in sections:
        assert any("check" in block for block in part["blocks"]), part["key"]


def test_there_are_sixteen():
    assert [file.stem for file in LESSONS] == [f"M{number:02d}" for number in range(1, 17)]
