"""The table that Python and JavaScript share: names with their canonical form, seals with verdicts.

`python -m tests.certificates.verification.make_vectors` writes vectors.json anew; a changed file is
a changed format, which papers in the world do not follow.
"""

import datetime as dt
import json
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from certificates.badges.multikeys import base64url_encode
from certificates.codes import new_number
from certificates.keyring import identifier_of
from certificates.names import name_key
from certificates.sealing import judge, read_seal, sealed
from tests.certificates.rendering.specimens import LONGEST_NAME, counted

FILE = Path(__file__).with_name("vectors.json")
KEYS = [Ed25519PrivateKey.from_private_bytes(bytes(range(at, at + 32))) for at in range(2)]
STRANGER = Ed25519PrivateKey.from_private_bytes(bytes(range(9, 41)))
NUMBERS = [new_number("FDF", random_bytes=counted(at)) for at in (77, 78)]
NAME = "N’DIAYE-OUÉDRAOGO Aïssata ɗan Ɓa"
NAMES = [
    NAME, "N'Diaye-Ouedraogo Aissata dan Ba", "aissata BA dan ouedraogo, n`diaye", LONGEST_NAME,
    "Œdipe Ægir Søren Strauß", "SŒUR ŒUVRE", "İbrahim ıssa", "ŉdiaye", "ƁAH ƊAN ŊARI ƳERO Ƴ",
    "KORÉ, Jean\u2011Paul", "MAÏGA\u00a0\u202fIbrahim ", "A\u0301 e\u0301\u0323", "ﬁdèle ﬀ",
    "محمد الأمين", "ܐ ـمـ", "SАNA Oumar", "ΣΊΣΥΦΟΣ ς", "𝔄bdou 𝟙", "Ǆ ǅ ǆ ŀ", "\u200dzéro\u200b",
    "Ba", "", "-", " ’ ", "W" * 120, "b a c B A C", "𐐀 z ﬀ \ue000", "A·B;C", "d’Uto_Nom", "ẞß ſ",
]  # fmt: skip


def table() -> dict[str, Any]:
    """Everything, computed by the Python side."""
    right = _digits(KEYS[1], NUMBERS[0])
    cases = [
        ("right", right, NUMBERS[0], NAME),
        ("as typed", right, NUMBERS[0], "aissata ba dan ndiaye ouedraogo"),
        ("another name", right, NUMBERS[0], "Aïssato ɗan Ɓa N’DIAYE-OUÉDRAOGO"),
        ("no name", right, NUMBERS[0], ""),
        ("a Cyrillic twin", right, NUMBERS[0], NAME.replace("A", "А", 1)),
        ("under another number", right, NUMBERS[1], NAME),
        ("of a stranger", _digits(STRANGER, NUMBERS[0]), NUMBERS[0], NAME),
        ("marked as ours", right[:17] + _digits(STRANGER, NUMBERS[0])[17:], NUMBERS[0], NAME),
        ("signature bent", right[:-1] + str((int(right[-1]) + 1) % 10), NUMBERS[0], NAME),
        ("an older key", _digits(KEYS[0], NUMBERS[1]), NUMBERS[1], NAME),
    ]
    public = [key.public_key() for key in KEYS]
    return {
        "names": [[name, name_key(name)] for name in NAMES],
        "keys": [
            {"id": identifier_of(key), "x": base64url_encode(key.public_bytes_raw())}
            for key in public
        ],
        "seals": [
            {
                "case": case,
                "digits": digits,
                "number": number,
                "name": name,
                "verdict": judge(read_seal(digits), number=number, name=name, keys=public).value,
            }
            for case, digits, number, name in cases
        ],
        "stated": {
            "kind": "merit",
            "month": "2016-02-01",
            "print": 3,
            "course": read_seal(right).course_mark.hex(),
        },
        "no_seals": ["", "1" * 254, "9" * 255, "٣" * 255, "x" * 255, "0" * 255, "1" * 256],
    }


def _digits(secret: Ed25519PrivateKey, number: str) -> str:
    return sealed(
        number=number,
        kind="merit",
        name=NAME,
        title_fr="Formation",
        title_en="Training",
        month=dt.date(2016, 2, 1),
        print_index=3,
        secret=secret,
        salt_key=b"vectors",
    )


if __name__ == "__main__":
    FILE.write_text(json.dumps(table(), ensure_ascii=False, indent=1) + "\n")
