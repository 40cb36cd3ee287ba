"""Many partners in tables: dossiers as rows, a rubric as one SQL text, and the engines that run it."""
