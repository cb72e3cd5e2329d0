"""The session log: what was pressed, how the pain went, and what that shows."""
