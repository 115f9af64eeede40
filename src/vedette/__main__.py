"""`python -m vedette` is `vedette`."""

from vedette.faces.cli import main

main()
