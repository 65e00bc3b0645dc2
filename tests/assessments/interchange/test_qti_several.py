"""QTI that names two right values where one is chosen: either counts, and it is said."""

from fractions import Fraction

import pytest

from assessments.importing import report_of
from assessments.importplanning import COME, plan_offline
from assessments.interchange.reading import read_file
from assessments.kinds.registry import kind_of
from tests.assessments.interchange.test_qti_words import GAP, QTI

CHOICE = GAP.replace("inlineChoiceInteraction", "choiceInteraction").replace(
    "inlineChoice ", "simpleChoice "
)
CHOICE = CHOICE.replace("</inlineChoice>", "</simpleChoice>").replace(
    'responseIdentifier="R"', 'responseIdentifier="R" maxChoices="1"'
)
SAID = "The file names several right values (b, c) where one is chosen: either counts as right."


def planned(body, *right):
    values = "".join(f"<value>{one}</value>" for one in right)
    raw = (
        f'<?xml version="1.0"?>\n<assessmentItem xmlns="{QTI}" identifier="q1" xml:lang="fr">'
        '<responseDeclaration identifier="R" cardinality="single" baseType="identifier">'
        f"<correctResponse>{values}</correctResponse></responseDeclaration>"
        f"<itemBody><p>Quand ? {body}</p></itemBody></assessmentItem>"
    )
    return plan_offline(read_file(raw.encode(), "item.xml"), language="fr")


@pytest.mark.parametrize("body", [GAP, CHOICE])
def test_either_of_two_right_values_earns_all_and_the_report_says_so_with_its_line(body):
    plan = planned(body, "b", "c")
    (row,) = plan.rows
    assert (row.fate, row.question.type) == (COME, "single")
    assert [one.fraction for one in row.question.options] == [0, 1, 1]
    assert row.stored is not None
    kind = kind_of("single")
    kind.check(row.stored.structure)
    scheme = kind.schemes[kind.scheme(row.stored.structure)]
    key = kind.scored_key(row.stored.structure)
    marks = [scheme(key, kind.read(row.stored.structure, [one])) for one in "abc"]
    assert marks == [Fraction(0), Fraction(1), Fraction(1)]
    questions = report_of(plan)["questions"]
    assert isinstance(questions, list)
    (printed,) = questions
    assert printed["line"] == 2 and SAID in printed["warnings"]


@pytest.mark.parametrize("right", [("b",), ("b", "b")])
def test_one_right_value_stays_a_plain_choice_without_a_remark(right):
    (row,) = planned(GAP, *right).rows
    assert row.stored is not None
    assert row.stored.structure == {"options": ["a", "b", "c"], "key": ["b"]}
    assert not any("several" in str(note) for note in row.notes)


def test_a_gap_of_a_text_says_it_too():
    (row,) = planned(GAP + GAP, "b", "c").rows
    assert row.question.type == "cloze"
    assert SAID in [str(note) for note in row.notes]
