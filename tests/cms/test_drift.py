"""What counts as a change of a text, and how it is marked."""

from hypothesis import given
from hypothesis import strategies as st

from cms.drift import GONE, NEW, SAME, marked, moved
from cms.fingerprints import fingerprint


def test_typography_is_no_change():
    assert fingerprint("Quoi ?") == fingerprint("Quoi\u202f?\n")
    assert fingerprint("Se\u0301ance") == fingerprint("Séance")
    assert fingerprint("marche") != fingerprint("marché")


def test_passages_that_moved_came_and_went():
    before = {"a": "un", "b": "deux", "c": "trois"}
    after = {"d": "quatre", "b": "2", "a": "un "}
    found = moved(before, after)
    assert [(one.path, one.before, one.after) for one in found] == [
        ("d", "", "quatre"),
        ("b", "deux", "2"),
        ("c", "trois", ""),
    ]
    assert [one.is_structural for one in found] == [True, False, True]


def test_words_taken_out_and_put_in_are_marked():
    assert marked("Il peut entrer.", "Il doit entrer.") == [
        (SAME, "Il "),
        (GONE, "peut "),
        (NEW, "doit "),
        (SAME, "entrer."),
    ]
    assert [kind for kind, _ in marked("Un mot de trop ici.", "Rien de commun ici.")] == [
        GONE,
        NEW,
        SAME,
    ]


@given(st.text(), st.text())
def test_both_texts_can_be_read_back(before, after):
    parts = marked(before, after)
    assert "".join(words for kind, words in parts if kind != NEW) == before
    assert "".join(words for kind, words in parts if kind != GONE) == after
