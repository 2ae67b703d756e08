"""What of `calculators/` goes into the browser and into the wheel."""
