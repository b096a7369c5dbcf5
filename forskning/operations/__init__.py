"""The only ways research changes: one function per verb, in the room of its noun."""
