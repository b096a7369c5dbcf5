"""Uploads that are only measured: the checksum is taken as the bytes pass, and none of them is kept."""

import hashlib
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload

MAKS_BYTE = 20 * 1024 * 1024


class Avtrykk(UploadedFile):
    """What is left of an uploaded file: name, size and checksum."""

    def __init__(self, *, sha256: str, **kwargs: Any) -> None:
        super().__init__(file=BytesIO(), **kwargs)
        self.sha256 = sha256


class Avtrykkstaker(FileUploadHandler):
    """Hash and drop every chunk. Stops reading what is larger than any document of ours."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.sum = hashlib.sha256()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Nothing is returned, so no other handler sees the chunk."""
        if start + len(raw_data) > MAKS_BYTE:
            raise StopUpload(connection_reset=False)
        self.sum.update(raw_data)

    def file_complete(self, file_size: int) -> Avtrykk:
        return Avtrykk(sha256=self.sum.hexdigest(), name=self.file_name, content_type=self.content_type, size=file_size)
