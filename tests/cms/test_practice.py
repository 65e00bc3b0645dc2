"""A lesson leads to the level of the document bench that it teaches, in the reader's language."""

import dataclasses
import datetime

import pytest
from django.core.cache import cache
from django.utils import translation

from assessments.mrz.exercises import TASKS
from cms.blocks.practice import PracticeBlock, task_choices
from cms.collecting import collect
from cms.rendering import lessons_of
from tests.cms.trial import lesson, load, trial

DAY = datetime.date(2016, 2, 1)


@pytest.mark.django_db
def test_the_way_to_the_bench_stands_in_both_languages():
    cache.clear()
    curriculum = trial()
    first = curriculum.modules[0]
    section = first["sections"][0]
    blocks = [*section["blocks"], {"practice": "wrong-digit"}]
    sections = [{**section, "blocks": blocks}, *first["sections"][1:]]
    load(
        dataclasses.replace(
            curriculum, modules=[{**first, "sections": sections}, *curriculum.modules[1:]]
        )
    )
    for language, name in (("fr", "Trouver le chiffre faux"), ("en", "Find the wrong digit")):
        page = lesson("m01", language)
        with translation.override(language):
            html = lessons_of([page], DAY)[page.pk].sections[0].html
        assert f'href="/{language}/document-bench/wrong-digit/"' in html
        assert name in html


def test_every_level_can_be_chosen_and_an_unknown_one_shows_nothing():
    assert [task for task, _ in task_choices()] == list(TASKS)
    block = PracticeBlock()
    assert block.render("guess").strip() == ""
    assert "document-bench/name/" in block.render("name")


def test_the_course_leads_to_every_level_where_it_is_taught():
    found = {
        (module["code"], block["practice"])
        for module in collect().modules
        for section in module["sections"]
        for block in section["blocks"]
        if "practice" in block
    }
    assert {task for _, task in found} == set(TASKS)
    assert {code for code, _ in found} == {"M04", "M05"}
