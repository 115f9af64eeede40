"""What is known before any report: places, actors, kinds of act, weapons, severity, words of probability."""
