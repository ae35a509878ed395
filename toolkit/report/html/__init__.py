"""A report as one self-contained web page: no script, nothing from the network, for a phone, a desk and paper."""

from toolkit.report.html.book import page_beside, report_html, write_page

__all__ = ["page_beside", "report_html", "write_page"]
