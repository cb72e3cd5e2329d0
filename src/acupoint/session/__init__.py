"""A guided session: points pressed by the clock, with questions before and after."""
