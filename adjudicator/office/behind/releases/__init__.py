"""What a release is made from, and how one that left is made again and checked."""
