"""The step of every module, in one table (DESIGN.md: « inside each app four steps »).

0 pure modules · 1 models and querysets · 2 verbs, permissions, reports · 3 edges. A module imports
only its own step or lower ones of its app, and a pure module only pure modules of any app and no
framework. Type-checking imports are free.

To add a module: if no pattern below fits, name it under its app (`app.name`), once, in the step it
belongs to. A folder is named as `app.folder.*`. The more exact entry wins over a pattern. Name it
pure whenever it can be: step 0 is what the rules rest on.
"""

from fnmatch import fnmatchcase

PACKAGES = ("accounts", "courses", "assessments", "certificates", "cms")

PURE = (
    "accounts.names",
    "accounts.pins",
    "accounts.refusals",
    "accounts.roles",
    "accounts.throttle",
    "courses.attendance",
    "courses.catchups",
    "courses.completion",
    "courses.refusals",
    "courses.registerlog",
    "courses.timetable",
    "courses.validity",
    "courses.workingdays",
    "assessments.answerfiles",
    "assessments.crossover",
    "assessments.digests",
    "assessments.disclosure",
    "assessments.facestates",
    "assessments.interchange.*",
    "assessments.kinds.*",
    "assessments.markup",
    "assessments.mrz.*",
    "assessments.outcome.*",
    "assessments.papers",
    "assessments.parity",
    "assessments.realnames",
    "assessments.refusals",
    "assessments.replay",
    "assessments.scoring.*",
    "assessments.selection",
    "assessments.states",
    "assessments.countparity",
    "assessments.tokenparity",
    "assessments.computedkeys",
    "assessments.statistics.*",
    "cms.diagrams.*",
    "cms.datereading",
    "cms.drift",
    "cms.factnaming",
    "cms.findings",
    "cms.fingerprints",
    "cms.parityrefusals",
    "cms.glossary",
    "cms.heldback",
    "cms.sensitivity",
    "cms.searchwords",
    "certificates.badges.*",
    "certificates.cades",
    "certificates.codes",
    "certificates.dissecting",
    "certificates.eligibility",
    "certificates.fitting",
    "certificates.fontmaps",
    "certificates.glyphs",
    "certificates.logos",
    "certificates.minutes_words",
    "certificates.names",
    "certificates.pagetext",
    "certificates.pattern",
    "certificates.payload",
    "certificates.pdfnodes",
    "certificates.pdfsignatures",
    "certificates.printed_words",
    "certificates.printedfields",
    "certificates.qr",
    "certificates.refusals",
    "certificates.sealing",
)
MODELS = (
    "*.fields",
    "*.managers",
    "*.models",
    "*.models.*",
    "*.querysets",
    "*.signals",
    "accounts.countries",
    "accounts.prepared",
    "accounts.sessions",
    "cms.blocks.*",
)
VERBS = (
    # A verb has its own file, named for the act: registering, issuing, revoking.
    "*.*ing",
    "*.locking",
    "*.permissions",
    "*.reports",
    "*.reports.*",
    "accounts.cards",
    "assessments.blockers",
    "courses.catchingup",
    "assessments.bridge",
    "certificates.credential",
    "certificates.sheets",
    "certificates.verification",
    "cms.demo.*",
    "cms.parity",
    "cms.tokens",
)
EDGES = (
    "*.adapter",
    "accounts.backends",
    "accounts.card_sheet",
    "courses.register_print",
    "assessments.appeal_words",
    "assessments.attempt_print",
    "assessments.bank_wording",
    "assessments.bench_words",
    "assessments.specimen_print",
    "assessments.import_wording",
    "accounts.hashers",
    "accounts.second_factor",
    "assessments.item_words",
    "assessments.lesson_words",
    "assessments.pairing_words",
    "*.apps",
    "*.checks",
    "*.converters",
    "*.forms",
    "*.forms.*",
    "*.management",
    "*.management.*",
    "*.middleware",
    "*.receivers",
    "*.templatetags",
    "*.templatetags.*",
    "*.urls",
    "*.views",
    "*.views.*",
    "*.viewsets",
    "*.viewsets.*",
    "*.wagtail_hooks",
    "*.wording",
    "cms.dashboards.*",
    "cms.frame",
    "cms.parity_wording",
)
TABLE = (PURE, MODELS, VERBS, EDGES)


def step_of(module: str) -> int | None:
    """The step of `app.module`; None when nothing names it. `app` itself has none to import."""
    if module in PACKAGES:
        return 0
    exact = [step for step, names in enumerate(TABLE) if module in names]
    inside = [
        step
        for step, names in enumerate(TABLE)
        for name in names
        if name.endswith(".*") and not name.startswith("*") and _in_folder(module, name[:-2])
    ]
    # Edges first among the patterns: management.commands.printing is a command, not a verb.
    loose = [
        step
        for step in (3, 1, 2)
        for name in TABLE[step]
        if name.startswith("*") and _matches(module, name)
    ]
    return next(iter(exact + inside + loose), None)


def _in_folder(module: str, folder: str) -> bool:
    return module == folder or module.startswith(folder + ".")


def _matches(module: str, pattern: str) -> bool:
    # The star in front stands for one app, so that `*.forms` is no module deeper down.
    rest = module.partition(".")[2]
    tail = pattern.removeprefix("*.")
    if tail.endswith(".*"):
        return fnmatchcase(rest, tail)
    return "." not in rest and fnmatchcase(rest, tail)
