"""Files as other tools and other teachers write them."""

from fractions import Fraction
from pathlib import Path

import pytest

from assessments.importplanning import plan_offline
from assessments.interchange.gift.writing import write_gift
from assessments.interchange.moodle_xml.writing import write_moodle_xml
from assessments.interchange.qti.writing import write_qti
from assessments.interchange.question import Answer, ImportedQuestion, Text
from assessments.interchange.reading import read_file
from assessments.kinds.registry import kind_of
from assessments.scoring.schemes import score

FILES = Path(__file__).parent / "files" / "qti"
ONE, HALF = Fraction(1), Fraction(1, 2)


def only(raw, name="file"):
    """The one question of a file and what would become of it."""
    read = read_file(raw if isinstance(raw, bytes) else raw.encode(), name)
    assert read.errors == ()
    (row,) = plan_offline(read, language="fr").rows
    return row.question, row


def item(name):
    return only((FILES / f"{name}.xml").read_bytes())


def test_a_prompt_in_a_grid_and_a_template_of_another_version():
    question, row = item("grid-choice")
    assert "Quels sont <strong>pairs</strong>" in question.stem.text
    assert (question.type, question.language) == ("multiple", "fr")
    assert [option.fraction for option in question.options] == [HALF, 0, HALF]
    # Its map is not what marks it, and it says so.
    assert "mapping-unused" in [note.code for note in row.notes]


def test_xhtml_and_qti_under_prefixes():
    question, row = item("prefixed-entry")
    assert question.stem.text == "<p>La <em>capitale</em> est _____.</p>"
    said = [(answer.text, answer.fraction) for answer in question.answers]
    assert said == [("Rome", ONE), ("Roma", HALF)]
    assert "Roma (50 %)" in " ".join(str(note) for note in row.notes)


def test_a_tolerance_that_is_wider_above_is_a_range_about_its_middle():
    question, _ = item("uneven-number")
    (answer,) = question.answers
    assert (answer.text, answer.tolerance) == ("43", ONE)


@pytest.mark.parametrize(
    ("rule", "middle", "margin"),
    [
        (
            '<and><gte><variable identifier="R"/><baseValue baseType="float">1</baseValue></gte>'
            '<lte><variable identifier="R"/><baseValue baseType="float">5</baseValue></lte></and>',
            "3",
            Fraction(2),
        ),
        (
            '<equalRounded roundingMode="decimalPlaces" figures="1">'
            '<variable identifier="R"/><correct identifier="R"/></equalRounded>',
            "2.5",
            Fraction(1, 20),
        ),
        (
            '<equal toleranceMode="relative" tolerance="10">'
            '<variable identifier="R"/><correct identifier="R"/></equal>',
            "2.5",
            Fraction(1, 4),
        ),
    ],
)
def test_numbers_are_compared_as_the_rules_say(rule, middle, margin):
    question, _ = only(number_item(rule))
    (answer,) = question.answers
    assert (answer.text, answer.tolerance) == (middle, margin)


def test_a_rule_that_is_not_read_is_named():
    _, row = only(
        number_item('<customOperator class="x"><variable identifier="R"/></customOperator>')
    )
    assert "processing-ignored" in [note.code for note in row.notes]


def number_item(rule):
    return f"""<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="n"
      title="N" adaptive="false" timeDependent="false">
    <responseDeclaration identifier="R" cardinality="single" baseType="float">
      <correctResponse><value>2.5</value></correctResponse></responseDeclaration>
    <itemBody><p>Combien ? <textEntryInteraction responseIdentifier="R"/></p></itemBody>
    <responseProcessing><responseCondition><responseIf>{rule}
      <setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue>
      </setOutcomeValue>
    </responseIf></responseCondition></responseProcessing></assessmentItem>"""


def test_answers_that_only_the_rules_name():
    question, _ = item("rules-only")
    assert [answer.text for answer in question.answers] == ["un", "deux"]


def test_remarks_inside_and_beside_the_options():
    question, row = item("remarks")
    assert [option.feedback.text for option in question.options] == ["oui", "<p>non <b>b</b></p>"]
    codes = [note.code for note in row.notes]
    assert "html-removed" in codes and "picture-missing" in codes


def test_one_choice_of_a_multiple_response_is_single():
    question, _ = item("one-of-several")
    assert question.type == "single"


def test_an_interaction_that_is_not_read_is_named_with_its_line():
    read = read_file((FILES / "hotspot.xml").read_bytes(), "hotspot.xml")
    (error,) = read.errors
    assert (error.line, str(error)) == (2, "The interaction hotspotInteraction is not read here.")


def test_ranges_that_touch_are_one_and_numbers_apart_are_left_with_their_reason():
    _, row = only("Pi ? {#=3.14:0.01 =3.17:0.02}")
    key = row.stored.structure["key"]
    assert (key["value"], key["tolerance"]) == ("3.16", "0.03")
    kind = kind_of("numeric")
    for given, worth in (("3.13", 1), ("3.19", 1), ("3.12", 0), ("3.2", 0)):
        assert score(kind.scheme(row.stored.structure), key, given) == worth
    _, row = only("Combien ? {#=3:0.1 =9:0.1 =%50%4:0}")
    assert row.stored is None and "3, 9" in row.reason


def test_no_answer_with_a_share_is_lost_in_the_report():
    question, row = only("Qui ? {=Ada =%50%A. L.#presque =%-25%Bab}")
    said = [(answer.text, answer.fraction) for answer in question.answers]
    assert said == [("Ada", ONE), ("A. L.", HALF), ("Bab", Fraction(-1, 4))]
    left = [note for note in row.notes if note.code == "partial-answers-left"]
    assert [note.detail for note in left] == ["A. L. (50 %), Bab (-25 %)"]


@pytest.mark.parametrize("format", ["gift", "moodle-xml"])
def test_an_asterisk_with_a_backslash_is_an_asterisk(format):
    if format == "gift":
        raw = "Puissance ? {=2\\*3}"
    else:
        raw = (
            '<quiz><question type="shortanswer"><name><text>P</text></name><questiontext><text>?'
            "</text></questiontext><answer fraction='100'><text>2\\*3</text></answer></question>"
            "</quiz>"
        )
    question, row = only(raw)
    assert question.answers[0].text == "2*3"
    assert "wildcard" not in [note.code for note in row.notes]


def test_an_asterisk_alone_is_any_other_answer():
    _, row = only("Quoi ? {=juste =2*3 =%0%*#non}")
    assert row.stored.structure["key"]["fr"] == ["juste", "2*3"]
    assert "wildcard" in [note.code for note in row.notes]


def test_a_number_worth_a_part_is_named_with_its_tolerance():
    _, row = only("Waterloo ? {#=1815:0 =%50%1815:2}")
    assert row.stored.structure["key"] == {"value": "1815", "tolerance": "0"}
    assert "1815 ± 2 (50 %)" in " ".join(str(note) for note in row.notes)


MATH = """<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2"
  xmlns:m="http://www.w3.org/1998/Math/MathML" identifier="o" title="O" adaptive="false"
  timeDependent="false"><responseDeclaration identifier="R" cardinality="ordered"
  baseType="identifier"><correctResponse><value>b</value><value>a</value></correctResponse>
  </responseDeclaration><itemBody><orderInteraction responseIdentifier="R" shuffle="true">
  <prompt>Ordonnez</prompt>
  <simpleChoice identifier="a"><m:math><m:semantics><m:msup><m:mi>x</m:mi><m:mn>2</m:mn></m:msup>
  <m:annotation encoding="application/x-tex">x^2 &lt; 4</m:annotation></m:semantics></m:math>
  </simpleChoice><simpleChoice identifier="b"><m:math><m:mi>x</m:mi><m:mo>=</m:mo><m:mn>1</m:mn>
  </m:math></simpleChoice></orderInteraction></itemBody></assessmentItem>"""


def test_formulas_keep_their_tex_or_at_least_their_characters():
    question, row = only(MATH)
    assert [text.text for text in question.order] == ["x = 1", "\\(x^2 < 4\\)"]
    assert [note.detail for note in row.notes if note.code == "html-removed"] == ["math"]


def test_pairs_of_unequal_worth_say_that_here_they_are_equal():
    left, right = (
        f'<simpleMatchSet><simpleAssociableChoice identifier="{a}" matchMax="1">{a}'
        f'</simpleAssociableChoice><simpleAssociableChoice identifier="{b}" matchMax="1">{b}'
        "</simpleAssociableChoice></simpleMatchSet>"
        for a, b in (("A", "B"), ("X", "Y"))
    )
    question, row = only(
        '<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="m" title="M"'
        ' adaptive="false" timeDependent="false"><responseDeclaration identifier="R"'
        ' cardinality="multiple" baseType="directedPair"><correctResponse><value>A Y</value>'
        '<value>B X</value></correctResponse><mapping defaultValue="0"><mapEntry mapKey="A Y"'
        ' mappedValue="1"/><mapEntry mapKey="B X" mappedValue="0.5"/></mapping>'
        '</responseDeclaration><itemBody><matchInteraction responseIdentifier="R" shuffle="true"'
        f' maxAssociations="2"><prompt>?</prompt>{left}{right}</matchInteraction></itemBody>'
        "</assessmentItem>"
    )
    assert [(pair.left.text, pair.right.text) for pair in question.pairs] == [
        ("A", "Y"),
        ("B", "X"),
    ]
    assert "mapping-unused" in [note.code for note in row.notes]


def test_a_remark_under_an_aiken_answer_is_the_feedback_of_its_question():
    raw = "Un ?\nA. a\nB) b\nANSWER: A\nFEEDBACK: parce que\n\nDeux ?\nA. a\nB. b\nANSWER: B\n"
    read = read_file(raw.encode(), "f", "aiken")
    assert read.errors == ()
    assert [question.feedback.text for question in read.questions] == ["parce que", ""]
    assert [question.line for question in read.questions] == [1, 7]


def test_a_question_may_be_about_feedback():
    read = read_file(b"FEEDBACK: what is it?\nA. a\nB. b\nANSWER: B", "f", "aiken")
    assert [question.stem.text for question in read.questions] == ["FEEDBACK: what is it?"]


@pytest.mark.parametrize("write", [write_gift, write_moodle_xml, write_qti])
def test_each_question_comes_back_to_its_module(write):
    asked = [
        ImportedQuestion(
            type="numeric",
            stem=Text(f"Q {number}"),
            id=f"K{number}",
            category=category,
            answers=(Answer("3", ONE, tolerance=Fraction(0)),),
        )
        for number, category in enumerate(["", "M01", "M01", "M02", ""])
    ]
    said = write(asked)
    read = read_file(said if isinstance(said, bytes) else said.encode(), "f")
    rows = plan_offline(read, language="fr").rows
    modules = [row.module.replace("top", "") for row in rows]
    assert modules == ["", "M01", "M01", "M02", ""]


def test_a_map_says_what_the_choices_earn_that_it_does_not_name():
    """`defaultValue` is the worth of every value without an entry (QTI 2.2, mapping)."""
    raw = (
        '<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2" identifier="c">'
        '<responseDeclaration identifier="R" cardinality="multiple" baseType="identifier">'
        "<correctResponse><value>H</value><value>O</value></correctResponse>"
        '<mapping lowerBound="0" upperBound="2" defaultValue="-2">'
        '<mapEntry mapKey="H" mappedValue="1"/><mapEntry mapKey="O" mappedValue="1"/>'
        '<mapEntry mapKey="C" mappedValue="-1"/></mapping></responseDeclaration><itemBody>'
        '<choiceInteraction responseIdentifier="R" maxChoices="0"><prompt>De quoi ?</prompt>'
        + "".join(f'<simpleChoice identifier="{one}">{one}</simpleChoice>' for one in "HEOC")
        + "</choiceInteraction></itemBody><responseProcessing template="
        '"http://www.imsglobal.org/question/qti_v2p2/rptemplates/map_response"/></assessmentItem>'
    )
    question, _ = only(raw)
    assert [option.fraction for option in question.options] == [HALF, -ONE, HALF, -HALF]


@pytest.mark.parametrize(
    ("answers", "codes"),
    [
        ("1:SHORTANSWER:=Rome~Roma", ["gap-in-gift"]),
        (":MC:~Paris", ["gap-in-gift"]),
        ("2:NUMERICAL_:=5", ["gap-in-gift"]),
        ("=1:30", []),
        ("=SA: Rome", []),
    ],
)
def test_a_gap_of_a_cloze_text_in_gift_comes_in_with_a_warning(answers, codes):
    _, row = only(f"La capitale est {{{answers}}}.", "gap.gift")
    assert [note.code for note in row.notes if note.code == "gap-in-gift"] == codes
