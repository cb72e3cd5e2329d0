"""What is felt -> which points to press: list, show, suggest, and safety, in each reading."""
