"""The comparison of languages on the items of a table."""

from assessments.kinds.base import LANGUAGES
from assessments.statistics.fairness import Fairness, judge, language_sums
from assessments.statistics.strata import ItemSums
from assessments.tabulating import Table


def fairness_sums(table: Table) -> dict[tuple[str, str], ItemSums]:
    """The sums of each item, from whoever read the words that are in force."""
    if not len(table.rows):
        return {}
    reference, focal = (table.in_language(language) & table.current for language in LANGUAGES)
    sums = language_sums(table.marks, reference=reference, focal=focal)
    return {item.name: one for item, one in zip(table.items, sums, strict=True)}


def fairness_by_item(table: Table) -> dict[tuple[str, str], Fairness]:
    """The fairness of each item of a table, each seen in the light of all."""
    sums = fairness_sums(table)
    return dict(zip(sums, judge(list(sums.values())), strict=True))
