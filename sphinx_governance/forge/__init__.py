"""Where pull requests live: the few calls that a checklist needs of it."""
