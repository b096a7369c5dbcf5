"""Paint: forms, tags, pagination and the text guard. No business models."""
