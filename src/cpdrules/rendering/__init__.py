"""Reports as pages: text for a terminal, Markdown, JSON."""
