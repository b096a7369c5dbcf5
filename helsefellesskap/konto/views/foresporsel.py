"""What was sent."""

from django.http import HttpRequest, QueryDict


def sendt(request: HttpRequest) -> QueryDict | None:
    """The posted values; None when nothing was posted, which is not the same as an empty form."""
    return request.POST if request.method == "POST" else None
