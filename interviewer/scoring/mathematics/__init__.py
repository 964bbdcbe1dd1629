"""Numbers, units and formulas, typed or spoken, brought to one form before they are compared.

lexer (words and signs), numerals, units and numbers (quantities); tokens, parser and formulas (expressions);
equality; readings (what of an answer is expected in other notation).
"""

from interviewer.scoring.mathematics.readings import readings as readings
