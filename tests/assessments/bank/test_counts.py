"""How many items the bank has for each module, over all its files."""

from collections import Counter

from assessments.collecting import collect_questions, read_content
from assessments.kinds.registry import KINDS

# Domain 5: twenty for each module with a quiz, six for those that the exam and the trainer need.
LEAST = {f"M{number:02d}": 20 for number in range(1, 13)} | {"M13": 6, "M14": 6, "M16": 6}


def test_every_module_has_its_quiz_items_without_the_published_specimen():
    """Everybody may have read the specimen, the exam and the test have their own, and what ends
    at a date leaves its pool: none of these is counted."""
    published = {item["key"] for item in read_content("questions")}
    found = Counter(
        item["module"]
        for item in collect_questions()
        if item.get("pool") == "quiz" and item["key"] not in published and not item["valid_until"]
    )
    assert {module: found[module] for module in LEAST if found[module] < LEAST[module]} == {}


def test_every_kind_is_used():
    used = {item["kind"] for item in collect_questions()}
    assert used == set(KINDS)
