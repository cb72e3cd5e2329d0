"""The commands, a module each group of them: read what was typed, call the core, print."""
