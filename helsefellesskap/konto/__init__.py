"""Sign-in, invitations and the person's own pages."""
