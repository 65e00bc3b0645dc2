"""Reports of the assessments: what lists and pages of the team show, read in a few queries."""
