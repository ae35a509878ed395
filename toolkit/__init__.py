"""voc-toolkit: closes the loop of customer feedback for teams who live in Excel and WPS."""

__version__ = "0.1.0"
