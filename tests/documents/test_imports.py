"""What reading a plain text costs."""

from __future__ import annotations

import subprocess
import sys

_PROGRAM = """
import sys
from datetime import datetime, timezone
from vedette.sources.base import Raw
from vedette.sources.files import Files
from vedette.documents.copies import find_copies
from vedette.documents.make import make_document
make_document(Raw(origin="a", text="date 2023-11-13 A drone hit the base."), recorded_at=datetime.now(timezone.utc))
print(sorted({"trafilatura", "lxml", "rensa", "numpy"} & set(sys.modules)))
"""


def test_a_plain_text_is_read_without_the_machinery_for_pages_and_copies() -> None:
    ran = subprocess.run([sys.executable, "-c", _PROGRAM], capture_output=True, text=True, check=True, timeout=60)
    assert ran.stdout.strip() == "[]"
