"""The bar of fifteen minutes adds up, and says itself how many of them are the group's."""

import pytest

from cms.diagrams.figures import LANGUAGES
from cms.diagrams.teaching import AT_WORK, LESSON, LESSON_TOLD


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_minutes_are_fifteen_and_those_of_the_group_are_counted(language):
    group, alone = (
        sum(minutes for minutes, working, _, _ in LESSON[language] if working is shared)
        for shared in (True, False)
    )
    assert group + alone == 15
    said = [words.replace("\u00a0", " ").split()[-2] for words in AT_WORK[language]]
    assert said == [str(group), str(alone)]
    told = LESSON_TOLD[language].replace("\u00a0", " ")
    assert f"{group} minutes" in told
