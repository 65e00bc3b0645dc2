"""Published data: the answers to two sections of the Law School Admission Test.

R. D. Bock and M. Lieberman, Fitting a response model for n dichotomously scored items,
Psychometrika 35 (1970): how many of 1000 people gave each pattern of right and wrong, from
00000 to 11111.
"""

LSAT6 = [
    *(3, 6, 2, 11, 1, 1, 3, 4, 1, 8, 0, 16, 0, 3, 2, 15),
    *(10, 29, 14, 81, 3, 28, 15, 80, 16, 56, 21, 173, 11, 61, 28, 298),
]
LSAT7 = [
    *(12, 19, 1, 7, 3, 19, 3, 17, 10, 5, 3, 7, 7, 23, 8, 28),
    *(7, 39, 11, 34, 14, 51, 15, 90, 6, 25, 7, 35, 18, 136, 32, 308),
]


def rows_of(patterns: list[int]) -> list[list[int]]:
    """One row of 0 and 1 a person."""
    return [
        [int(digit) for digit in f"{pattern:05b}"]
        for pattern, people in enumerate(patterns)
        for _ in range(people)
    ]
