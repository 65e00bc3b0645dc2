"""What each verb comes to in each state of a question: another state, or a refusal."""

from assessments import refusals
from tests.assessments.bank.version_ground import NOTHING, STATES
from tests.assessments.bank.version_verbs import FLAGS, OF_FACE, VERBS
from tests.assessments.matrix import UNCHANGED, same

ONE, FLAGGED, UNLIKE = "– draft", "draft draft flagged", "checked checked, other numbers"
DRAFTS = (ONE, "draft draft", FLAGGED, "checked draft", "checked checked", UNLIKE)
READY = "approved approved"
# The newest version is published: nothing is written about it any more.
CLOSED = (
    "published",
    "published flagged",
    "published resolved",
    "published + published",
    "published retired",
)
ONLY_ONE = tuple(state for state in CLOSED if state != "published + published")
NEXT = "published + draft approved"
NEXT_READY, RETIRED_READY = (
    "published + approved approved",
    "published + approved approved retired",
)
READIES = (READY, NEXT_READY, RETIRED_READY)
NEXTS = (NEXT, NEXT_READY, RETIRED_READY)


def stay():
    """Something is written, and the state is what it was."""
    return {state: state for state in STATES}


def next_version(faces):
    """A version after the published one, beside whatever is said of the question."""
    begun = {state: state.replace("published", f"published + {faces}") for state in ONLY_ONE}
    retired = {RETIRED_READY: f"published + {faces} retired"}
    both = {"published + published": f"published + published + {faces}"}
    return {**begun, **both, **same((NEXT, NEXT_READY), f"published + {faces}"), **retired}


# A face in whose place no words stand yet, and a face that is read by nobody.
BEGUN = {**same((NOTHING, ONE, "draft draft", "checked draft"), "draft draft"), FLAGGED: FLAGGED}
# These words stand in the next version already.
SAID = same((*NEXTS, "published + published"), UNCHANGED)
READ = ("checked checked", UNLIKE, READY, *ONLY_ONE)
WRITING = {
    "write the first words": {
        **same((NOTHING, ONE), "draft draft"),
        **same(("draft draft", FLAGGED, "checked draft", "checked checked", READY), UNCHANGED),
        UNLIKE: "draft checked",
        **next_version("draft approved"),
        # A published version that says this stays the newest.
        **same(ONLY_ONE, UNCHANGED),
    },
    "correct the French wording": {
        **BEGUN,
        **same(("checked checked", UNLIKE), "draft checked"),
        READY: "draft approved",
        **next_version("draft approved"),
        **SAID,
    },
    "change the French meaning": {
        **BEGUN,
        **same(("checked checked", UNLIKE, READY), "draft draft"),
        **next_version("draft draft"),
        **SAID,
    },
    "change the French, not saying which": {
        **BEGUN,
        **same(READ, refusals.WORDING_OR_MEANING),
        **SAID,
    },
    "format the French": {
        **BEGUN,
        **same(("checked checked", UNLIKE), "draft checked"),
        READY: "draft approved",
        **next_version("draft approved"),
    },
    "another key": {
        **BEGUN,
        **same(("checked checked", UNLIKE, READY), "draft draft"),
        **next_version("draft draft"),
    },
    "take the French away": {
        **same((NOTHING, "draft draft", "checked draft"), ONE),
        ONE: UNCHANGED,
        FLAGGED: refusals.FACE_KEPT,
        **same(("checked checked", UNLIKE), "– checked"),
        READY: "– approved",
        **next_version("– approved"),
    },
    "write in no language": same(STATES, refusals.BOTH_FACES_MISSING),
    # Pressed twice it says what stands already.
    "save over what another wrote": {**same(STATES, refusals.WRITTEN_MEANWHILE), **SAID},
}


def of_face(*, closed, unread=None, **others):
    """A verb of the French face, where there is one."""
    drafts = (*DRAFTS[1:], READY, *NEXTS)
    return {
        **same(CLOSED, closed),
        **same(drafts if unread else (), unread),
        **others.get("to", {}),
    }


UNSEEN = of_face(closed=refusals.PUBLISHED, unread=refusals.WRITTEN_MEANWHILE)
FACES = {
    "check the French": of_face(
        closed=refusals.PUBLISHED,
        unread=refusals.WRONG_STATE,
        to={
            "draft draft": "checked draft",
            FLAGGED: "checked draft flagged",
            NEXT: "published + checked approved",
        },
    ),
    "check words not seen": UNSEEN,
    "approve the French": of_face(
        closed=refusals.PUBLISHED,
        unread=refusals.WRONG_STATE,
        to={
            "checked draft": "approved draft",
            "checked checked": "approved checked",
            UNLIKE: refusals.NUMBERS_DIFFER,
        },
    ),
    "approve words not seen": UNSEEN,
    "send the French back": of_face(
        closed=refusals.PUBLISHED,
        unread=refusals.WRONG_STATE,
        to={
            "checked draft": "draft draft",
            "checked checked": "draft checked",
            UNLIKE: "draft checked, other numbers",
            READY: "draft approved",
            NEXT_READY: NEXT,
            RETIRED_READY: "published + draft approved retired",
        },
    ),
    "send words back not seen": UNSEEN,
    # A flag on whatever version; a reason is open once for each face.
    "flag the French": {
        **{state: f"{state} flagged" for state in STATES if state not in (NOTHING, ONE)},
        **same((FLAGGED, "published flagged"), refusals.ALREADY_FLAGGED),
        "published resolved": "published flagged",
        "published retired": "published flagged retired",
        RETIRED_READY: "published + approved approved flagged retired",
    },
}
NO_DRAFT = same((NOTHING, *CLOSED), refusals.NO_DRAFT)
ALL_FACES = {
    "check all": {
        **NO_DRAFT,
        ONE: "– checked",
        **same(("draft draft", "checked draft"), "checked checked"),
        FLAGGED: "checked checked flagged",
        **same(("checked checked", UNLIKE, *READIES), UNCHANGED),
        NEXT: "published + checked approved",
    },
    "approve all": {
        **NO_DRAFT,
        **same((*DRAFTS, NEXT), refusals.NOT_CHECKED),
        "checked checked": READY,
        UNLIKE: refusals.NUMBERS_DIFFER,
        **same(READIES, UNCHANGED),
    },
}
PUBLISH = {
    **NO_DRAFT,
    **same((*DRAFTS, NEXT), refusals.NOT_READY),
    READY: "published",
    NEXT_READY: "published + published",
    RETIRED_READY: refusals.RETIRED,
}
RETIRED = ("published retired", RETIRED_READY)
OF_QUESTION = {
    "retire": {**{state: f"{state} retired" for state in STATES}, **same(RETIRED, UNCHANGED)},
    "bring back": {
        **same(STATES, UNCHANGED),
        **{state: state.removesuffix(" retired") for state in RETIRED},
    },
    "file elsewhere": stay(),
    "rename": stay(),
    "rest on the same facts": same(STATES, UNCHANGED),
    "open another of this key": same(STATES, refusals.KEY_TAKEN),
}
# What a data file says was read before it was committed: it is published at once, beneath a draft
# that an editor is writing, and undoes nothing that was corrected since.
FILES = {
    "load the same words": {
        **same((NOTHING, *DRAFTS, READY), "published"),
        FLAGGED: "published flagged",
        **{state: f"published + {state}" for state in (ONE, UNLIKE)},
        **same((*CLOSED, *NEXTS), UNCHANGED),
    },
    "load other words": {
        NOTHING: "published",
        **{state: f"published + {state}" for state in (*DRAFTS, READY, NEXT, NEXT_READY)},
        **{state: f"published + {state}" for state in CLOSED},
        # Nothing of a retired question is published.
        "published retired": "published + draft draft retired",
        RETIRED_READY: "published + draft draft + approved approved retired",
    },
    "import the French": {**same(STATES, "nothing-to-store"), ONE: "draft draft"},
}
BY_VERB = {
    **WRITING,
    **FACES,
    **ALL_FACES,
    "publish": PUBLISH,
    "publish for the next edition": PUBLISH,
    "resolve": {
        FLAGGED: "draft draft resolved",
        "published flagged": "published resolved",
        "published resolved": refusals.ALREADY_RESOLVED,
    },
    "resolve, not saying how": same(
        (FLAGGED, "published flagged", "published resolved"), refusals.NOTHING_WRITTEN
    ),
    **OF_QUESTION,
    **FILES,
}
# What items of quizzes, and of tests and exam, are drawn from.
DRAWN: dict[str, tuple[str, ...]] = {
    state: ("quiz",) if "flagged" in state else ("quiz", "exam")
    for state in STATES
    if state.startswith("published") and state not in RETIRED
}


def can_be(state, verb):
    """Whether there is something to do it to: a French face, a flag."""
    if verb in OF_FACE:
        return state not in (NOTHING, ONE)
    return verb not in FLAGS or "flagged" in state or "resolved" in state


CELLS = [(state, verb) for state in STATES for verb in VERBS if can_be(state, verb)]
TABLE = {
    state: {verb: row[state] for verb, row in BY_VERB.items() if state in row} for state in STATES
}
