"""The HTTP face: the guard, the API and the mount of the pages; thin over `vedette.app`."""
