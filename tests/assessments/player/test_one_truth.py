"""A mark depends on the last answer and on nothing else: one property, over all kinds.

Not on the language of any step or on turning it in the middle, not on the order in which options
were shown (and so in which a form sends them), not on steps that come twice, late or in any order.
"""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.kinds.registry import KINDS, kind_of
from assessments.replay import ANSWER, FLAG, LANGUAGE, SHOWN, Step, standing_answers
from assessments.scoring.schemes import score
from tests.assessments.kinds.samples import SAMPLES

LANGUAGES = st.sampled_from(["fr", "en"])


def test_no_kind_is_left_out():
    assert SAMPLES.keys() == KINDS.keys()


@pytest.mark.parametrize("key", sorted(SAMPLES))
@given(data=st.data(), random=st.randoms(use_true_random=False))
def test_the_last_answer_alone_makes_the_mark(key, data, random):
    kind = kind_of(key)
    structure, _words, samples = SAMPLES[key]

    def step(sequence, action, values):
        # A form sends its fields in the order in which they were drawn for this attempt.
        sent = list(values)
        random.shuffle(sent)
        response = kind.read(structure, sent) if action == ANSWER else None
        name = str(uuid.UUID(int=random.getrandbits(128), version=4))
        return Step(name, sequence, action, 1, response, data.draw(LANGUAGES))

    earlier = data.draw(st.lists(st.sampled_from(samples), max_size=5))
    last, worth = data.draw(st.sampled_from(samples))
    steps = [step(at, ANSWER, values) for at, (values, _) in enumerate(earlier, start=1)]
    steps.append(step(len(steps) + 1, ANSWER, last))
    for action in data.draw(st.lists(st.sampled_from([FLAG, LANGUAGE, SHOWN]), max_size=4)):
        steps.append(step(random.randint(0, 9), action, []))
    # What arrives twice, late or in another order is among the steps all the same.
    steps += data.draw(st.lists(st.sampled_from(steps), max_size=4))
    random.shuffle(steps)
    response = standing_answers(steps)[1].response
    assert score(kind.scheme(structure), kind.scored_key(structure), response) == worth
