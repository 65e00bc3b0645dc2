"""The completion rules R1 to R16 and R20 as pure, exact arithmetic: values in, values out."""
