"""Packs of rules as folders of tables that are read and checked, and which packs are in force."""
