"""One module a reading: each turns the same values into what a person, a screen reader, or a script gets."""
