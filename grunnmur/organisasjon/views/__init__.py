"""HTTP for the party's own pages. Whoever does not keep a party gets 404 for it."""
