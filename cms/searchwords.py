"""Words as the search compares them: without accents, without endings, with their synonyms. Pure.

Endings are taken off by the Snowball stemmers of the two languages. Accents go first, in the text
as in the question: who types « evaluations » finds « évaluation ».
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

Stems = tuple[str, ...]

_WORD = re.compile(r"[^\W_]+")
_STEMMERS = {"fr": snowballstemmer.stemmer("french"), "en": snowballstemmer.stemmer("english")}
# Words that say nothing of the matter; a question of nothing else is asked as it is.
_SMALL = {
    "fr": frozenset(
        "a au aux avec ce ces cette dans de des du elle en est et il ils je la le les leur lui ma"
        " mais me mes mon ne nos notre nous on ou par pas pour qu que quel quelle quels quelles qui"
        " s sa sans se ses son sont sur ta te tes ton tu un une vos votre vous d l n c j m t y"
        " comment quand".split()
    ),
    "en": frozenset(
        "a an and are as at be by for from he her his how i in is it its me my no not of on or our"
        " she so that the their them they this to was we what when which who why will with you"
        " your s t".split()
    ),
}


def plain(text: str) -> str:
    """Lower case, no accents, « œ » as « oe », whatever alphabet or form the letters came in."""
    # Letters of another form are spread first: only then is there a case to fold, and folding may
    # leave an accent again.
    return _bare(_bare(text).casefold()).replace("œ", "oe").replace("æ", "ae")


def _bare(text: str) -> str:
    spread = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


@lru_cache(maxsize=50_000)
def stem(word: str, language: str) -> str:
    """The stem of one word; of an unknown language the word itself, in plain letters."""
    simple = plain(word)
    stemmer = _STEMMERS.get(language)
    # A short word or a code (TD3, P2, ISO) has no ending to lose.
    if stemmer is None or len(simple) < 4 or not simple.isalpha():
        return simple
    # The French stemmer leaves the s of « essais » and « délais »: a plural is met here first.
    if language == "fr" and simple.endswith("s") and not simple.endswith("ss"):
        simple = simple[:-1]
    return str(stemmer.stemWord(simple))


def stems_of(text: str, language: str) -> Stems:
    """The stems of a text in their order."""
    return tuple(stem(word, language) for word in _WORD.findall(text))


def words_at(text: str) -> Iterator[tuple[str, int, int]]:
    """Each word with where it begins and ends."""
    for found in _WORD.finditer(text):
        yield found[0], found.start(), found.end()


def spaced(stems: Sequence[str]) -> str:
    """Stems in a row, each between blanks, so that a phrase is found whole."""
    return f" {' '.join(stems)} " if stems else " "


@dataclass(frozen=True, eq=False)
class Synonyms:
    """Groups of terms that mean one thing; a group holds the terms of each language.

    Told apart by identity, so that what is worked out of them is kept.
    """

    groups: tuple[Mapping[str, tuple[str, ...]], ...]

    def met(self, stems: Stems, language: str) -> tuple[int, frozenset[Stems]]:
        """The longest term of either language at the head of these stems of a question.

        Returns how many words it takes and the stems of all terms of its groups in the language
        that is searched; (0, nothing) where none begins here.
        """
        table = _table(self, language)
        for length in range(min(len(stems), table.longest), 0, -1):
            found = table.terms.get(stems[:length])
            if found:
                return length, found
        return 0, frozenset()


@dataclass(frozen=True)
class _Table:
    terms: dict[Stems, frozenset[Stems]]
    longest: int


@lru_cache(maxsize=8)
def _table(synonyms: Synonyms, language: str) -> _Table:
    terms: dict[Stems, set[Stems]] = {}
    for group in synonyms.groups:
        wanted = {stems_of(term, language) for term in group.get(language, ())}
        for words in group.values():
            # A question's words were taken apart as of the language that is searched.
            for term in words:
                terms.setdefault(stems_of(term, language), set()).update(wanted)
    return _Table(
        {key: frozenset(value) for key, value in terms.items() if key},
        max((len(key) for key in terms), default=0),
    )


def synonyms_of(rows: Iterable[Mapping[str, object]]) -> Synonyms:
    """From rows with a term in each language, as the glossary has them.

    « zone de lecture automatique (ZLA) » is two terms; so are those with « ; » or « , » between.
    """
    groups = (
        {language: tuple(_terms(str(row.get(language, "")))) for language in _STEMMERS}
        for row in rows
    )
    return Synonyms(tuple(groups))


def _terms(cell: str) -> Iterator[str]:
    for part in re.split(r"[;,/]", cell):
        outside = re.sub(r"\([^)]*\)", " ", part).strip()
        if outside:
            yield outside
        for inside in re.findall(r"\(([^)]*)\)", part):
            # An abbreviation is another name; a remark in brackets is not.
            if inside.isupper() or re.fullmatch(r"[A-Z][A-Za-z0-9]{1,5}", inside):
                yield inside


def _is_small(word: str, language: str) -> bool:
    return plain(word) in _SMALL.get(language, ())


def telling(terms: Iterable[Iterable[Stems]], language: str) -> frozenset[str]:
    """The stems worth marking where they are met: those of no small word, or all if there is no
    other."""
    every = {word for term in terms for phrase in term for word in phrase}
    kept = {word for word in every if not _is_small(word, language)}
    return frozenset(kept or every)


def asked(words: str, language: str, synonyms: Synonyms) -> list[frozenset[Stems]]:
    """What a text must hold: of each element at least one phrase of stems.

    Small words are left out, unless there is nothing else; of a term with synonyms any will do.
    """
    stems = stems_of(words, language)
    kept = [not _is_small(word, language) for word in _WORD.findall(words)]
    if not any(kept):
        kept = [True] * len(stems)
    found: list[frozenset[Stems]] = []
    at = 0
    while at < len(stems):
        length, terms = synonyms.met(stems[at:], language)
        own = stems[at : at + max(length, 1)]
        if length:
            found.append(terms | {own})
        elif kept[at]:
            found.append(frozenset({own}))
        at += max(length, 1)
    return list(dict.fromkeys(found))
