"""One visual language: tokens, theme, components and the frame. It knows nothing of elections."""
