"""What customers wrote, read closely: what is mentioned in it, and which texts are alike. Nothing in it is altered."""
