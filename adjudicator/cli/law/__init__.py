"""Commands of the law: its rules, its days, court orders, what is in force, why an envelope fares as it does."""
