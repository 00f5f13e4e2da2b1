"""The pure core: what a record, a kind and a corpus are.

Nothing in here imports Sphinx or docutils, reads a file or asks the clock.
"""
