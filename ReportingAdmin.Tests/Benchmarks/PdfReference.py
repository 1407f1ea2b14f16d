# The reference of the PDF benchmark: the table of a CSV file as a PDF by reportlab, with an embedded font and repeated headings.
import csv
import sys

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import LongTable, SimpleDocTemplate, TableStyle

source, target, font = sys.argv[1:]
pdfmetrics.registerFont(TTFont("Report", font))
with open(source, newline="", encoding="utf-8") as file:
    rows = list(csv.reader(file))


def number(canvas, document):
    canvas.setFont("Report", 7)
    canvas.drawRightString(A4[0] - 36, 24, f"Page {document.page}")


table = LongTable(rows, repeatRows=1, colWidths=[60, 120, 70, 40, 40, 60, 60])
table.setStyle(TableStyle([
    ("FONT", (0, 0), (-1, -1), "Report", 7.5),
    ("LEADING", (0, 0), (-1, -1), 9.2),
    ("TOPPADDING", (0, 0), (-1, -1), 1.7),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 1.7),
    ("ALIGN", (2, 0), (2, -1), "RIGHT"),
    ("ALIGN", (4, 0), (5, -1), "RIGHT"),
    ("BACKGROUND", (0, 0), (-1, 0), colors.Color(0.92, 0.92, 0.92)),
    ("LINEBELOW", (0, 0), (-1, -1), 0.3, colors.Color(0.8, 0.8, 0.8)),
]))
SimpleDocTemplate(target, pagesize=A4, leftMargin=36, rightMargin=36, topMargin=36, bottomMargin=44).build([table], onFirstPage=number, onLaterPages=number)
