"""The long runs: `make drill`."""
