"""A report as a Word document, to be edited and passed on, from its HTML.

What the page says on paper, Word says, in Word's own styles, headings, lists and tables. Equal reports give
equal bytes. python-docx and Pillow are the extra `docx`.
"""
