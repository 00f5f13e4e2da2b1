"""Findings as text and as data: one module a format."""
