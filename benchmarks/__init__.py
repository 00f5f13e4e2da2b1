"""Speed as a ratio or in CPU seconds, over several runs; ``make bench`` runs all of it."""
