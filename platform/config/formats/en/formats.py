"""The formats of English that differ from Django's. Dates are written as the pages write them."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y, H:i"
