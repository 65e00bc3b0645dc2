"""Who a page of the curriculum is written for: public, trainees, instructors. Pure."""

PUBLIC = "public"
TRAINEES = "trainees"
INSTRUCTORS = "instructors"

# From the widest circle to the narrowest; who may read a narrow one may read all wider ones.
LABELS = (PUBLIC, TRAINEES, INSTRUCTORS)


def labels_up_to(label: str) -> tuple[str, ...]:
    """Every label that a reader who may see `label` may see. Raises ValueError for another word."""
    return LABELS[: LABELS.index(label) + 1]


def narrower(one: str, other: str) -> str:
    """The label of the two that fewer people may read."""
    return max(one, other, key=LABELS.index)
