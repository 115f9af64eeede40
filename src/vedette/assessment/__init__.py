"""What the ledger amounts to: series, tempo, forecasts, severity, relations, scenarios and coverage."""
