"""What the desk draws; views know no core."""
