"""The answer bank: who owes what, and what people are told."""
