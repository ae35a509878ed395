"""A report as one self-contained web page: no script, nothing from the network, for a phone, a desk and paper."""

from toolkit.report.html.book import report_html

__all__ = ["report_html"]
