"""The closed loop: states, who asks the customer, who stands in, what recurs, what to write."""
