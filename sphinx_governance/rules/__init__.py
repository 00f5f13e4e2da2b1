"""Rules: one module each, ``check(corpus)``, found by being here.

A rule's module has a docstring in five parts (*What it does, Why it matters,
Example, Fix, Options*), from which its page in the docs is made, and:

* ``FAMILY``: one of :data:`sphinx_governance.rules.registry.FAMILIES`;
* ``SEVERITY``: a :class:`~sphinx_governance.model.finding.Severity`;
* ``NEEDS``, where it looks at more than documents: an attribute of the corpus that is None
  where it is not known (``today``, ``base``, ``tree``, ``unresolved``, ``passage_source``,
  ``fragment_source``);
* ``check(corpus)``: yields :class:`~sphinx_governance.model.finding.Found`.

The rule's name is the module's, with hyphens. Other packages register such
modules in the entry-point group ``sphinx_governance.rules``; theirs may have
``URL``, the address of the rule's page.
"""
