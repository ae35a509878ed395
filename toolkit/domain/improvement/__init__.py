"""From a frequent issue to a proven improvement: causes, goals, tasks, priority, effects and what is kept of them."""
