"""Many readers at once, without browsers: their sessions, their journeys, and the servers."""
