"""Search over the whole course, beside a plain scan of the same texts in the same run."""

from functools import partial
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone, translation

from accounts.models import User
from cms.models import Passage
from cms.searching import search
from cms.searchwords import plain
from tests.bench.asking import client_of, cost_of
from tests.bench.tables import mark, median, milliseconds, print_table
from tests.personas import TRAINEE

GOAL_MS = 100.0
ROUNDS = 9
# A word of every lesson, one of a few, a phrase of the glossary, its synonym, two words, a slip.
ASKED = ("poste", "passeports", "zone de lecture automatique", "MRZ", "traite enfant", "zzyzx")


def measure_search() -> None:
    """Ask each question as a trainee of the demo: the verb, the whole page, and the plain scan."""
    user, client = User.objects.get(username=TRAINEE.username), client_of(TRAINEE.username)
    rows = []
    for words in ASKED:
        ask = partial(search, user=user, words=words, language="fr", today=timezone.localdate())
        ask()  # the glossary is read once for a process
        ours = median([milliseconds(ask) for _ in range(ROUNDS)])
        scan = median([milliseconds(partial(_scan, words)) for _ in range(ROUNDS)])
        with translation.override("fr"):
            address = f"{reverse('search')}?{urlencode({'q': words})}"
        page = cost_of([partial(client.get, address)] * (ROUNDS + 2))
        rows.append(
            [
                words,
                ask().total,
                f"{ours:.1f}",
                f"{scan:.1f}",
                f"{ours / scan:.2f}",
                f"{page.milliseconds:.1f}",
                mark(page.milliseconds, GOAL_MS),
                page.queries,
            ]
        )
    print_table(
        f"Search over {Passage.objects.count()} passages, in this process",
        [
            "words",
            "places",
            "ours ms",
            "scan ms",
            "ours/scan",
            "page ms",
            f"≤ {GOAL_MS:.0f}",
            "queries",
        ],
        rows,
    )


def _scan(words: str) -> list[int]:
    """Every text fetched, its accents taken off, looked through: no stems, no rank, no rights."""
    wanted = plain(words).split()
    rows = Passage.objects.filter(language="fr").values_list("pk", "title", "text")
    return [
        pk for pk, title, text in rows if all(word in plain(f"{title} {text}") for word in wanted)
    ]
