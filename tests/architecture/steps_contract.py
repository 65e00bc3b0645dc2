"""The contract that import-linter holds the house to, read from the one table in steps.py."""

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, output

from tests.architecture.steps import PACKAGES, step_of

FRAMEWORKS = (
    "allauth",
    "csp",
    "django",
    "i18nfield",
    "modelcluster",
    "taggit",
    "wagtail",
    "wagtail_localize",
)


class StepsContract(Contract):
    """Every module has a step, imports no higher one, and step 0 imports no framework."""

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Collect every breach as one sentence."""
        breaches = [
            f"{module} has no step: name it in tests/architecture/steps.py"
            for module in _own_modules(graph)
            if step_of(module) is None
        ]
        for importer in _own_modules(graph):
            for imported in sorted(graph.find_modules_directly_imported_by(importer)):
                breach = breach_of(importer, imported)
                if breach:
                    breaches.append(breach)
        return ContractCheck(kept=not breaches, metadata={"breaches": breaches})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print the breaches, one a line."""
        for breach in check.metadata["breaches"]:
            output.print_error(f"- {breach}", bold=False)


def breach_of(importer: str, imported: str) -> str:
    """Why this import breaks the order of steps; empty when it does not."""
    step = step_of(importer)
    if step is None:
        return ""
    if imported.split(".")[0] in FRAMEWORKS:
        return f"{importer} is pure and imports {imported}" if step == 0 else ""
    target = step_of(imported) if imported.split(".")[0] in PACKAGES else None
    if target is None:
        return ""
    same_app = importer.split(".")[0] == imported.split(".")[0]
    if (same_app or step == 0) and target > step:
        return f"{importer} (step {step}) imports {imported} (step {target})"
    return ""


def _own_modules(graph: ImportGraph) -> list[str]:
    return sorted(
        module
        for module in graph.modules
        if module.split(".")[0] in PACKAGES and ".migrations" not in module
    )
