"""The command line.

Data go to standard output, narration to standard error; tables on a terminal, NDJSON in a pipe.
Exit codes: 0 ok, 1 error, 2 usage, 3 some items failed, 4 nothing matched, 5 a gate failed.
"""

from vedette.faces.cli.main import main

__all__ = ["main"]
