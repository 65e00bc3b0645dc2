"""What single choice, multiple choice and true or false have in common."""
