"""What stands before a worker about one envelope: what files and papers say of it, the questions, the cards."""
