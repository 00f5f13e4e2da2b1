"""Defects planted into a clean project, and what must be found of them."""
