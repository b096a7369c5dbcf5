"""The only ways criteria, rounds, allocations and places left over change: one function per verb."""
