"""What importers say, in the reader's language.

The readers and the verbs say it in English (`interchange.sentences`), and reports are stored so.
The same sentences stand here for the catalogue; a test keeps the two lists alike.
"""

import re
from contextlib import suppress

from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from assessments.bank_wording import sentence_of_problem
from assessments.interchange.sentences import SENTENCES
from assessments.kinds.base import ContentProblem
from assessments.refusals import Refusal
from assessments.wording import sentence_for

MARKED = (
    _("The file is larger than {} MB."),
    _("The file is empty."),
    _("This is a {} file, not a file of questions."),
    _("The file is not text: it holds bytes that no text has."),
    _("The file is in the encoding {}, which is not read here."),
    _("The encoding that the file states and its bytes contradict each other: {}."),
    _("The XML has a document type declaration (DOCTYPE), which is refused."),
    _("The XML declares entities ({}), which is refused: they can expand without end."),
    _("The XML refers to another file or address ({}), which is refused."),
    _("The XML is broken or cut off: {}"),
    _("The XML is nested too deeply or has too long a text: {}"),
    _("The XML has too many elements, attributes or namespaces: {}"),
    _("XML whose first element is {} is not a format of questions known here."),
    _("The file was said to be {}."),
    _("{} is not a format known here: gift, moodle-xml, aiken or qti."),
    _("The text is neither GIFT nor Aiken."),
    _("The file holds more than {} questions."),
    _("The file has more than {} lines."),
    _("The questions of the file have more than {} options and answers together: divide it."),
    _("The file holds more HTML than is read at once: divide it into {} files."),
    _("The file holds more Markdown than is read at once: divide it into {} files."),
    _("The zip file is broken or cut off: {}"),
    _("The zip file unpacks to too much: {}"),
    _("The items of the package have too many elements together: {}"),
    _("The zip file names a place outside itself: {}"),
    _("The zip file is locked with a password: {}"),
    _("The zip file packs {} in a way that is not read here: only plain and deflated files are."),
    _("The zip file holds no QTI question. {}"),
    _("QTI {} is not read here; 2.0, 2.1, 2.2 and 3.0 are."),
    _("A QTI test ({}) names questions that are in other files: give the whole package."),
    _("The file cannot be opened: {}"),
    _("The file holds no question."),
    _("The answers begin with a brace that is never closed."),
    _("A brace closes answers that were never opened."),
    _("A choice needs two options; there are {}."),
    _("A matching question needs two pairs; there are {}."),
    _("An ordering question needs two elements; there are {}."),
    _("The question has {} options."),
    _("A pair has no arrow (->): {}"),
    _("The question has no answer."),
    _("This is not a number: {}"),
    _("This is not a tolerance: {}"),
    _("This is not a percentage: {}"),
    _("The question has no text."),
    _("A text of {} characters is too long."),
    _(
        "Formatting is opened again and again and not closed, as <b> without </b>: "
        "{} characters would come of it."
    ),
    _("Questions of the type {} are not read here."),
    _("The question does not say its type."),
    _("An option stands before any question."),
    _("An answer stands before any question."),
    _("The question has no line ANSWER."),
    _("The answer {} is not among the options."),
    _("The cloze text has no gap."),
    _("A gap of the cloze text cannot be read: {}"),
    _("The interaction {} is not read here."),
    _("The item asks nothing: it has no interaction."),
    _("The item does not say what is right."),
    _("{} is matched with more than one other, which is not read here."),
    _("The item mixes interactions that cannot be one question: {}"),
    _("The item cannot be read: {}"),
    _("The type {} is not stored: the bank holds what a key can mark."),
    _("No answer is right: the question cannot be marked."),
    _("No answer is worth 100 %; the best is worth {} %."),
    _("Several numbers are right, and the bank holds one for a question: {}"),
    _("Any answer would be right."),
    _("The bank draws the content of such a question itself; no file brings it."),
    _("The number is too long: {}"),
    _("True or false needs two options."),
    _("The bank has this question: {}"),
    _("The same question stands in the file on line {}."),
    _("The bank has {} in this language, and with other words or another key."),
    _("The bank has {} in the other language, with another key or other options."),
    _("The bank has {} as a question of another type."),
    _("The bank has {} published; only a draft can be completed by a file."),
    _("The bank does not take it: {}"),
    _("Answers that are worth only a part were left out: {}"),
    _("It brings the missing language of {}."),
    _("Remarks on single answers were left out."),
    _("The question has no text; its name was taken."),
    _("No module is called {}."),
    _("The pool {} is not known."),
    _("The file is not UTF-8; it was read as {}."),
    _("{} lines are not UTF-8 and were read as windows-1252."),
    _("Names of characters that XML does not know were read as in HTML."),
    _("Characters that XML does not allow were taken out."),
    _("Taken out of the text: {}."),
    _("A picture from another place was taken out: {}."),
    _("A picture is not in the file: {}."),
    _("A file that is no picture, or too large a one, was left out: {}."),
    _("A text is too long to be read as Markdown and was kept as it is."),
    _("A blank line inside the answers was passed over."),
    _("No blank line stands before this question."),
    _("The line after the category was read as a question."),
    _("Other braces stand in the text; they should be written \\{{ and \\}}."),
    _("Text with further braces stands after the answers: {}"),
    _("The answers begin as a gap of a cloze text, which GIFT does not have: {}"),
    _("Without answers in braces, this is a description and not a question."),
    _("“{}” is read as a short answer; true or false is written TRUE or FALSE."),
    # xgettext:no-python-format
    _("{} % is beyond what an answer can be worth and was cut to 100 %."),
    # xgettext:no-python-format
    _("{} % is not in Moodle’s list of grades; it was kept."),
    _("Percentages that add up to nearly 100 % were read as equal shares."),
    _("Some answers take marks away: {} %."),
    _("Several options are each worth all, and one can be ticked."),
    _("The file names several right values ({}) where one is chosen: either counts as right."),
    _("The right options together are worth {} %."),
    _("The range is written from high to low: {}"),
    _("The tolerance is negative and was read without its sign: {}"),
    _("The tolerance {} was read as an absolute one."),
    _("The answer {} has no marks and only brings a remark."),
    _("The answer “{}” uses * for any characters; here it is compared as it stands."),
    _("The difference between capital and small letters is not kept."),
    _("The units were left out: {}."),
    _("{} right sides have no partner."),
    _("The options do not say true or false; the first was taken for true."),
    _("The options do not say which one is right: {}."),
    _("The name was made from the text."),
    _("{} hints were left out."),
    _("The feedback for right, partly right and wrong was left out."),
    _("The deduction for another try ({}) was left out."),
    _("The points “{}” are not a number; 1 was taken."),
    _("An option without words was left out."),
    _("Only {} of the elements would have been shown; here all are."),
    _("In the file only the whole answer earns marks; here parts do."),
    _("The answer is a small letter: {}"),
    _("The answer names several options: {}"),
    _("The text goes over several lines."),
    _("The text is in several languages; {} was read."),
    _("The item’s own way of marking was not read: {}"),
    _("The item’s marks for single options were not read."),
    _("Left out: {}"),
    _("The identity {} stands twice in the file."),
    _("A detail of the question was not understood and left out: {}"),
    _("Files beyond the first {} were left out."),
    _("Further notes on this question, left out: {}."),
)


def _pattern(template: str) -> re.Pattern[str]:
    parts = [re.escape(part.format()) for part in template.split("{}")]
    return re.compile("(.*)".join(parts), re.S)


# The more a sentence says of itself, the sooner it is tried.
_KNOWN = sorted(
    ((_pattern(template), template) for template in set(SENTENCES.values())),
    key=lambda known: -len(known[1]),
)


# Their detail is a whole number, which has its thousands apart.
_COUNTED = {
    SENTENCES[code]
    for code in (
        "too-many-questions",
        "too-many-lines",
        "too-many-parts",
        "text-too-long",
        "formatting-open",
        "notes-left-out",
    )
}


def said(english: str) -> str:
    """A sentence of the importers in the reader's language; anything else as it is."""
    for pattern, template in _KNOWN:
        if match := pattern.fullmatch(english):
            details = match.groups()
            if template == SENTENCES["content"]:
                details = (_bank_said(details[0]),)
            elif template in _COUNTED and details[0].isdecimal():
                details = (number_format(int(details[0]), force_grouping=True),)
            return gettext(template).format(*details)
    return english


def _bank_said(detail: str) -> str:
    """What stands behind the code of the bank, which reports keep: `code`, or `code where`."""
    code, _space, where = detail.partition(" ")
    place = f" ({where})" if where else ""
    with suppress(KeyError):
        return sentence_of_problem(ContentProblem(code)) + place
    with suppress(KeyError):
        return sentence_for(Refusal(code)) + place
    return detail
