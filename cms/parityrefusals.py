"""Why a publication or an approval was refused. Pure: codes; `cms.parity_wording` has sentences."""


class ParityRefusal(Exception):
    """Nothing was published and nothing typed is lost. `details` names what stands in the way."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


NO_ANSWER = "wording-or-meaning"  # nobody said which of the two the change is
REASON_MISSING = "reason-missing"
STRUCTURE = "passage-came-or-went"  # that cannot be wording: the other language lacks it
NUMBERS_DIFFER = "numbers-differ"  # details: `differences`
SHARED_DIFFER = "shared-differs"  # dates, countries or sources of a fact
OTHER_MISSING = "other-language-missing"
NOTHING_OPEN = "nothing-open"
NO_REACH = "for-whom"  # a locked edition is under way, and nobody said whether it follows
KEPT_BACK = "kept-back"  # details: `editions` that keep the passage as it was before another change
