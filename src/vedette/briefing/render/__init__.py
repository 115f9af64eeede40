"""A briefing as Markdown, JSON, PDF, or one HTML file that opens offline."""

from vedette.briefing.render.html import html
from vedette.briefing.render.markdown import markdown
from vedette.briefing.render.pdf import pdf
from vedette.briefing.render.wire import wire

__all__ = ["html", "markdown", "pdf", "wire"]
