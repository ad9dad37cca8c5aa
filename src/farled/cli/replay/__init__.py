"""The Örebro example, lived through once more: every line of the story becomes an act of somebody."""
