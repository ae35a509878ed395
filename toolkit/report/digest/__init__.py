"""The quarterly summary and the weekly digest: other stretches of time, told by the same pages and figures."""
