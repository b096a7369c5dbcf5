"""One module per situation: `demo`, `test`, `prod`; what they share is in `base`, sign-in in `konto`."""
