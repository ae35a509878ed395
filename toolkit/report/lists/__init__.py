"""Who has to do what now: the lists of the morning, the texts to send, and who has how much."""
