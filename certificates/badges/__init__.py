"""Open Badges 3.0 and W3C credentials, judged without any network: values in, values out."""
