"""What commands share: how a case is opened, what they take, how they answer and how they end."""
