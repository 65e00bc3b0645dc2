"""A word chosen inside a sentence and a text that people mark, as QTI items say them."""

from assessments.importplanning import COME, SKIPPED, plan_offline
from assessments.interchange.reading import read_file

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p2"
MAP_RESPONSE = "http://www.imsglobal.org/question/qti_v2p2/rptemplates/map_response"
SCORED = f'<responseProcessing template="{MAP_RESPONSE}"/>'
GAP = (
    '<inlineChoiceInteraction responseIdentifier="R">'
    '<inlineChoice identifier="a">le soir</inlineChoice>'
    '<inlineChoice identifier="b">le matin</inlineChoice>'
    '<inlineChoice identifier="c">à midi</inlineChoice></inlineChoiceInteraction>'
)
SENTENCE = f"<p>Le registre se signe {GAP} de chaque jour.</p>"
RIGHT = "<correctResponse><value>b</value></correctResponse>"


def planned(declared, body, after="", base="identifier"):
    """What becomes of an item with one response."""
    raw = (
        f'<assessmentItem xmlns="{QTI}" identifier="q1" title="Registre" xml:lang="fr">'
        f'<responseDeclaration identifier="R" cardinality="single" baseType="{base}">{declared}'
        f"</responseDeclaration><itemBody>{body}</itemBody>{after}</assessmentItem>"
    )
    read = read_file(raw.encode(), "item.xml")
    assert (read.format, read.errors) == ("qti", ())
    (row,) = plan_offline(read, language="fr").rows
    return row


def test_an_inline_choice_is_a_single_choice_with_a_gap_in_its_sentence():
    row = planned(RIGHT, SENTENCE)
    question = row.question
    assert (question.type, row.fate) == ("single", COME)
    assert question.stem.text == "Le registre se signe _____ de chaque jour."
    said = [(one.text.text, one.fraction) for one in question.options]
    assert said == [("le soir", 0), ("le matin", 1), ("à midi", 0)]
    assert row.stored is not None
    assert row.stored.structure == {"options": ["a", "b", "c"], "key": ["b"]}


def test_an_inline_choice_earns_what_its_map_says():
    entries = '<mapEntry mapKey="b" mappedValue="2"/><mapEntry mapKey="c" mappedValue="1"/>'
    row = planned(f"<mapping>{entries}</mapping>", SENTENCE, SCORED)
    assert [str(one.fraction) for one in row.question.options] == ["0", "1", "1/2"]


def test_two_inline_choices_in_one_item_are_gaps_of_a_text_that_is_not_stored():
    row = planned(RIGHT, SENTENCE + SENTENCE)
    assert (row.question.type, row.fate, row.stored) == ("cloze", SKIPPED, None)
    assert [(one.type, len(one.options)) for one in row.question.parts] == [("single", 3)] * 2
    assert row.reason == "The type cloze is not stored: the bank holds what a key can mark."


def test_an_extended_text_is_an_essay_that_is_reported_and_not_stored():
    asked = "<prompt>Racontez votre leçon.</prompt>"
    body = f'<extendedTextInteraction responseIdentifier="R">{asked}</extendedTextInteraction>'
    row = planned("", body, base="string")
    assert (row.question.type, row.question.name) == ("essay", "Registre")
    assert row.question.stem.text == "Racontez votre leçon."
    assert (row.fate, row.stored) == (SKIPPED, None)
    assert row.reason == "The type essay is not stored: the bank holds what a key can mark."
