"""The reference that stands on a paper sheet: cohort, lesson, trainee's number, seat. Pure."""


def paper_reference(code: str, *, position: int, seat: int, lesson: int = 1, round: int = 1) -> str:
    """Such as NIA24-MT-07-1; a re-sit reads MT2, a revision ends in R."""
    lesson_part = "MT" if lesson == 1 else f"MT{lesson}"
    return f"{code}-{lesson_part}-{position:02}-{seat}{'R' if round > 1 else ''}"
