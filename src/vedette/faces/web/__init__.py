"""The page: server-rendered, with our own ES modules; thin over `vedette.app`."""
