"""What the window draws by itself."""
