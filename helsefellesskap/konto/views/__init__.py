"""HTTP for sign-in and the person's own pages."""
