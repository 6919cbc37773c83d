"""The command `widget`, for the agency and whoever runs the server."""
