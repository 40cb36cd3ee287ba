"""A rubric as SQL, compiled from its model: `program` puts the steps together, each has a module."""
