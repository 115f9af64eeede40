"""The learned coder's encoder: one small network that reads sentences, and what its heads find in them."""
