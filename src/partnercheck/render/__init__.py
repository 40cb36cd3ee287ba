"""An assessment put into words: for terminals, Markdown, HTML and machines. Renderers return text."""
