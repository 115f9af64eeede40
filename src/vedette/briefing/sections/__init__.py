"""The chapters of a briefing, one file each: facts in, a Section out."""
