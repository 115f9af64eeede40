"""The way through the stages: settings, workspace, pipeline, queries."""
