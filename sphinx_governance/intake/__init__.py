"""From documents and directives to the objects of the model."""
