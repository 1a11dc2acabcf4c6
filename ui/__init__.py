"""The window: presenters make screens, views draw them, the kit gives them one look."""
