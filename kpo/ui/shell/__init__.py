"""What stands around every page: navigation, choice bar, export menu, errors, style."""
