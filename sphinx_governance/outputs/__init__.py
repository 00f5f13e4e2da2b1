"""Functions of the corpus: files and data for others. The same sources give the same bytes."""
