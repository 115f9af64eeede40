"""A briefing as Markdown, JSON or one HTML file that opens offline."""

from vedette.briefing.render.html import html
from vedette.briefing.render.markdown import markdown
from vedette.briefing.render.wire import wire

__all__ = ["html", "markdown", "wire"]
