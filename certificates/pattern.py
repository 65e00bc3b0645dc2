"""The woven border of the certificate, drawn by this file: no picture, no clip art.

Strip weaving of the Sahel sews narrow bands together: warp stripes run along the band, and motifs
in extra weft (lozenges in steps, combs) stand in blocks between them. A band here is a grid of
square threads; every thread is ink, laterite, indigo or bare paper. In black and white the colours
print as clear greys. The drawing exists once, as rectangles: `frame_svg` shows it on a screen,
`frame_operators` draws the same rectangles in a PDF, once for all pages of a document.
"""

from functools import cache

INK, LATERITE, INDIGO = "#16243a", "#b4532a", "#27406b"
_COLOURS = {"#": INDIGO, "o": LATERITE, "x": INK}

Rectangle = tuple[int, int, int, int]  # x, y, width, height in threads, from the top left

# Threads across the band, and threads of one repeat along it.
BAND_THREADS = 17
REPEAT_THREADS = 24
# The frame in repeats, a corner at each end. At 279 mm of width one thread is 0.3586 mm, the band
# 6.1 mm and the frame 192.93 mm high: nearly the shape of the sheet.
REPEATS_ALONG, REPEATS_UP = 31, 21
THREADS_ALONG = 2 * BAND_THREADS + REPEATS_ALONG * REPEAT_THREADS
THREADS_UP = 2 * BAND_THREADS + REPEATS_UP * REPEAT_THREADS

Cloth = tuple[str, ...]


@cache
def band() -> Cloth:
    """One repeat of the band without its selvedges: half a comb, a lozenge in steps, half a comb.

    The selvedges are long lines, drawn once for the frame, so that no seam shows in them.
    """
    return tuple("".join(_thread(x, y) for x in range(REPEAT_THREADS)) for y in range(BAND_THREADS))


@cache
def corner() -> Cloth:
    """The square where two bands meet: a framed stepped lozenge, equal in all four directions."""
    middle = BAND_THREADS // 2
    rows = []
    for y in range(BAND_THREADS):
        row = ""
        for x in range(BAND_THREADS):
            edge = min(x, y, BAND_THREADS - 1 - x, BAND_THREADS - 1 - y)
            far = abs(x - middle) + abs(y - middle)
            row += _selvedge(edge) if edge < 3 else _lozenge(far, 6)
        rows.append(row)
    return tuple(rows)


def upright(cloth: Cloth) -> Cloth:
    """The same cloth turned by a quarter, for the two upright bands."""
    return tuple("".join(row[x] for row in reversed(cloth)) for x in range(len(cloth[0])))


def threads(repeats: int) -> int:
    """How long a side of so many repeats is, with its two corners."""
    return 2 * BAND_THREADS + repeats * REPEAT_THREADS


@cache
def rectangles(
    along: int = REPEATS_ALONG, up: int = REPEATS_UP
) -> dict[str, tuple[Rectangle, ...]]:
    """A whole frame of so many repeats, that of the certificate unless told: the rectangles of each
    colour: selvedges, four corners, four bands."""
    far_x, far_y = threads(along) - BAND_THREADS, threads(up) - BAND_THREADS
    standing = upright(band())
    places = [(corner(), x, y) for x in (0, far_x) for y in (0, far_y)]
    for step in range(along):
        places += [(band(), BAND_THREADS + step * REPEAT_THREADS, y) for y in (0, far_y)]
    for step in range(up):
        places += [(standing, x, BAND_THREADS + step * REPEAT_THREADS) for x in (0, far_x)]
    found: dict[str, list[Rectangle]] = {colour: [] for colour in _COLOURS.values()}
    for inset, mark in ((0, "x"), (2, "#"), (BAND_THREADS - 3, "#"), (BAND_THREADS - 1, "x")):
        found[_COLOURS[mark]] += _outline(inset, threads(along), threads(up))
    for cloth, left, top in places:
        for mark, colour in _COLOURS.items():
            for y, row in enumerate(cloth):
                found[colour] += [(left + x, top + y, run, 1) for x, run in _runs(row, mark)]
    return {colour: tuple(all_of_it) for colour, all_of_it in found.items()}


@cache
def frame_svg() -> str:
    """The whole frame as SVG, one path a colour."""
    paths = (
        f'<path fill="{colour}" d="{"".join(f"M{x} {y}h{w}v{h}h-{w}z" for x, y, w, h in drawn)}"/>'
        for colour, drawn in rectangles().items()
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {THREADS_ALONG} {THREADS_UP}">'
        f"{''.join(paths)}</svg>"
    )


@cache
def frame_operators() -> bytes:
    """The whole frame as PDF drawing operators, one unit a thread, y downwards from the top left.

    The page's own matrix gives it size and place (`certificates.framing`).
    """
    lines = []
    for colour, drawn in rectangles().items():
        channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
        lines.append(" ".join(f"{channel:.4f}" for channel in channels) + " rg")
        lines += [f"{x} {y} {width} {height} re" for x, y, width, height in drawn]
        lines.append("f")
    return "\n".join(lines).encode()


def _outline(inset: int, all_along: int, all_up: int) -> list[Rectangle]:
    """A closed line one thread thick, `inset` threads inside the frame's edge.

    Inner lines stop at the corners: a selvedge ends where the next band is sewn on.
    """
    from_corner = 0 if inset in (0, BAND_THREADS - 1) else BAND_THREADS
    wide, high = all_along - 2 * from_corner, all_up - 2 * from_corner
    if inset == BAND_THREADS - 1:
        from_corner, wide, high = inset, all_along - 2 * inset, all_up - 2 * inset
    return [
        (from_corner, inset, wide, 1),
        (from_corner, all_up - 1 - inset, wide, 1),
        (inset, from_corner, 1, high),
        (all_along - 1 - inset, from_corner, 1, high),
    ]


def _thread(x: int, y: int) -> str:
    up = abs(y - BAND_THREADS // 2)
    if abs(x - 12) <= 6:
        return _lozenge(abs(x - 12) + up, 6)
    near = min(x, REPEAT_THREADS - x)
    if near == 0:
        return "o" if up in (0, 1, 3, 5) else "."
    return "#" if (near == 1 and up <= 5) or (near == 3 and up <= 3) else "."


def _selvedge(edge: int) -> str:
    return "x.#"[edge]


def _lozenge(far: int, reach: int) -> str:
    if far > reach:
        return "."
    return {0: "o", 1: "o", 2: ".", 3: "#", 4: "#", 5: ".", 6: "#"}.get(far, ".")


def _runs(row: str, mark: str) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for x, thread in enumerate(row):
        if thread != mark:
            continue
        if runs and sum(runs[-1]) == x:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((x, 1))
    return runs
