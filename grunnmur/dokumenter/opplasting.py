"""Uploads that are only looked at: the checksum is taken as the bytes pass, and the file stays in memory only."""

import hashlib
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload

MAKS_BYTE = 20 * 1024 * 1024
MAKS_SEGL = 8 * 1024 * 1024
"""The largest file whose seal is read. Many times what the portal issues, and what one visitor may hold of our memory."""


class Avtrykk(UploadedFile):
    """What is left of an uploaded file: name, size, checksum, and the bytes when there are not too many to look at."""

    def __init__(self, *, sha256: str, innhold: bytes | None, **kwargs: Any) -> None:
        super().__init__(file=BytesIO(), **kwargs)
        self.sha256 = sha256
        self.innhold = innhold


class Avtrykkstaker(FileUploadHandler):
    """Hash every chunk and keep the first of them. Stops reading what is larger than any document of ours."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.sum = hashlib.sha256()
        self.biter: list[bytes] = []

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Nothing is returned, so no other handler sees the chunk."""
        if start + len(raw_data) > MAKS_BYTE:
            raise StopUpload(connection_reset=False)
        self.sum.update(raw_data)
        if start + len(raw_data) <= MAKS_SEGL:
            self.biter.append(raw_data)
        else:
            self.biter.clear()

    def file_complete(self, file_size: int) -> Avtrykk:
        return Avtrykk(
            sha256=self.sum.hexdigest(),
            innhold=b"".join(self.biter) if file_size <= MAKS_SEGL else None,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
        )
