"""What several desks share: what presenters are made of, and words."""
