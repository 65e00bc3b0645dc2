"""The level of C7 that the length of a lesson proposes (domain 4.2). Pure."""

# The criterion whose level the timer proposes.
CRITERION = "C7"
# A lesson lasts 15 minutes.
PLANNED_SECONDS = 15 * 60
# Gap in seconds up to which a level is proposed, from level 4 down; above the last one level 0.
GAPS = ((60, 4), (120, 3), (180, 2), (300, 1))


def proposed_level(seconds: int) -> int:
    """The level for a lesson of so many seconds; the assessor decides, structure counts too."""
    gap = abs(seconds - PLANNED_SECONDS)
    return next((level for limit, level in GAPS if gap <= limit), 0)
