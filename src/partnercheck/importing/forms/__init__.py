"""Forms that came back as workbooks, read as replies."""
