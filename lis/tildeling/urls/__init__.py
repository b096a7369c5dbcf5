"""Addresses of the allocation of LIS1. What is about a case gives a stranger 404."""

app_name = "tildeling"
urlpatterns: list = []
