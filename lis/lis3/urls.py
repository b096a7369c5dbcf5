"""Addresses of LIS3. A stranger gets 404 from each of them."""

from django.urls import URLPattern

app_name = "lis3"
urlpatterns: list[URLPattern] = []
