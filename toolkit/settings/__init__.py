"""设置.xlsx as rules in force."""

from toolkit.settings.load import load_settings
from toolkit.settings.model import Settings

__all__ = ["Settings", "load_settings"]
