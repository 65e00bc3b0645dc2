"""Pages of the assessments: the attempt player, and the entry forms of the team."""
