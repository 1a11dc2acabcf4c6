"""What the page draws; views know no core."""
