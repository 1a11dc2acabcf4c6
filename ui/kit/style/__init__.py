"""How everything looks: tokens, theme, type and icons."""
