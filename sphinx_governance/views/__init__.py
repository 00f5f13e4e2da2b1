"""From the model to standard docutils nodes, which every builder shows."""
