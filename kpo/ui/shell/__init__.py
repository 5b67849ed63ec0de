"""The frame around every page: navigation, choice line, export menu, errors, style."""
