"""Business time: hours, days off and holidays of a team, and how much open time lies between two moments."""
