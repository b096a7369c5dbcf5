"""Starts what the demo and the tests need on one machine. Never used in production."""
