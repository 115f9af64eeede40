"""Exports for people: which records, under whose columns, how coarse for release, into which file, with a README beside it."""
