"""A person at a terminal: what they read, what they are asked, and the colours."""
