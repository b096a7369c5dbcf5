"""A joint activity: who owes what, and what people are told."""
