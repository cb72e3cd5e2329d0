"""A person's own words -> flags, or a question."""
