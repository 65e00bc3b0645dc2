"""True or false: two options whose order is fixed."""
