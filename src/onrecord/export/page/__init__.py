"""What the HTML view is made of: its words, its cut text, its rows; template, style and script lie beside them as data."""
