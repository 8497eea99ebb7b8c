"""The sample newsroom: feeds and pages of our own writing, and the run that uses them."""
