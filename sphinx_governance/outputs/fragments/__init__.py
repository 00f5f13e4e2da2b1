"""Generators of fragments: one module each, found by being here.

A generator has a docstring, ``OPTIONS``, the names of its options, and ``make(source, options)``,
which returns a :class:`~sphinx_governance.outputs.fragment_source.Made` or raises a
:class:`~sphinx_governance.outputs.fragment_source.FragmentError`. Its name is the module's.
"""
