"""Where anybody checks a document."""

from django.urls import path

from grunnmur.dokumenter import views

app_name = "dokumenter"
urlpatterns = [
    path("", views.verifiser, name="verifiser"),
    path("<str:kode>/", views.kode, name="kode"),
]
