"""The woven border of the certificate, drawn by this file: no picture, no clip art.

Strip weaving of the Sahel sews narrow bands together: warp stripes run along the band, and motifs
in extra weft (lozenges in steps, combs, checks) stand in blocks between them. A band here is a
grid of square threads; every thread is ink, laterite, indigo or bare paper. One repeat of the band
is one small SVG which the style sheet lays side by side, so its cost does not grow with the page.
In black and white the three colours print as three clear greys.
"""

from functools import cache

INK, LATERITE, INDIGO = "#16243a", "#b4532a", "#27406b"
_COLOURS = {"#": INDIGO, "o": LATERITE, "x": INK}

# Threads across the band, and threads of one repeat along it.
BAND_THREADS = 17
REPEAT_THREADS = 24
# The frame in repeats: 31 along, 21 up, a corner at each end. At 279 mm of width one thread is
# 0.3586 mm, the band 6.1 mm and the frame 192.93 mm high, near enough to the sheet's own shape.
REPEATS_ALONG, REPEATS_UP = 31, 21
THREADS_ALONG = 2 * BAND_THREADS + REPEATS_ALONG * REPEAT_THREADS
THREADS_UP = 2 * BAND_THREADS + REPEATS_UP * REPEAT_THREADS

Cloth = tuple[str, ...]


@cache
def band() -> Cloth:
    """One repeat of the band without its selvedges: half a comb, a lozenge in steps, half a comb.

    The selvedges are long lines; they are drawn once, by `frame`, so that no seam shows in them.
    """
    return tuple(
        "".join(_thread(x, y) for x in range(REPEAT_THREADS)) for y in range(BAND_THREADS)
    )


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


@cache
def band_svg() -> str:
    """One repeat of a lying band."""
    return _svg(REPEAT_THREADS, BAND_THREADS, _paths(band()))


@cache
def upright_svg() -> str:
    """One repeat of an upright band."""
    return _svg(BAND_THREADS, REPEAT_THREADS, _paths(upright(band())))


@cache
def frame_svg() -> str:
    """The whole frame without the repeats: selvedges as four lines each way, and the corners."""
    parts = []
    far_x, far_y = THREADS_ALONG - BAND_THREADS, THREADS_UP - BAND_THREADS
    for inset, colour in ((0, INK), (2, INDIGO), (BAND_THREADS - 3, INDIGO), (BAND_THREADS - 1, INK)):
        width, height = THREADS_ALONG - 2 * inset - 1, THREADS_UP - 2 * inset - 1
        parts.append(
            f'<rect x="{inset}.5" y="{inset}.5" width="{width}" height="{height}"'
            f' fill="none" stroke="{colour}"/>'
        )
    for x, y in ((0, 0), (far_x, 0), (0, far_y), (far_x, far_y)):
        paper = f'<rect width="{BAND_THREADS}" height="{BAND_THREADS}" fill="#fff"/>'
        parts.append(f'<g transform="translate({x} {y})">{paper}{_paths(corner())}</g>')
    return _svg(THREADS_ALONG, THREADS_UP, "".join(parts))


def _svg(width: int, height: int, drawing: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
        f' width="{width}" height="{height}">{drawing}</svg>'
    )


def _paths(cloth: Cloth) -> str:
    """A cloth as one path a colour; neighbouring threads of a row are one rectangle."""
    paths = []
    for mark, colour in _COLOURS.items():
        steps = [
            f"M{x} {y}h{length}v1h-{length}z"
            for y, row in enumerate(cloth)
            for x, length in _runs(row, mark)
        ]
        if steps:
            paths.append(f'<path fill="{colour}" d="{"".join(steps)}"/>')
    return "".join(paths)


def _thread(x: int, y: int) -> str:
    up = abs(y - BAND_THREADS // 2)
    if up > 5 + 1:
        return "."
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
