"""One destination: its figures, pay, hours and standing beside the client's."""
