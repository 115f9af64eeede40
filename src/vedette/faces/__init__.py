"""What people touch: thin, and the only place that reads arguments and prints."""
