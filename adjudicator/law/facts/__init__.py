"""Facts that follow from envelope, roll, court orders and calendar."""
