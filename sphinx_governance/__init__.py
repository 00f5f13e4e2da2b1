"""Decision records, RFCs and contribution rules as typed, checked parts of Sphinx documentation."""

__version__ = "0.1.0.dev0"
