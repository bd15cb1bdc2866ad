"""Asks z3, and cvc5 for every tenth, the questions of a file and compares with the answers noted there.

usage: against.py FILE    each question follows a line `;;; sat` or `;;; unsat`
"""

import sys
import time

import cvc5
import z3


def ask_z3(text):
    solver = z3.Solver(ctx=z3.Context())
    solver.set("timeout", 20000)
    solver.from_string(text)
    return str(solver.check())


def ask_cvc5(text):
    solver = cvc5.Solver()
    solver.setOption("tlimit-per", "20000")
    parser = cvc5.InputParser(solver)
    parser.setStringInput(cvc5.InputLanguage.SMT_LIB_2_6, text, "question")
    symbols = parser.getSymbolManager()
    answer = ""
    while not (command := parser.nextCommand()).isNull():
        answer += str(command.invoke(solver, symbols))
    return answer.strip()


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        questions = file.read().split(";;; ")[1:]
    start, wrong, asked, unsure = time.time(), 0, {"sat": 0, "unsat": 0}, 0
    for number, question in enumerate(questions):
        expected, text = question.split("\n", 1)
        asked[expected] += 1
        answers = [ask_z3(text)] + ([ask_cvc5(text)] if number % 10 == 0 else [])
        for answer in answers:
            if answer not in ("sat", "unsat"):
                unsure += 1
                print(f"question {number}: no answer ({answer}), expected {expected}")
            elif answer != expected:
                wrong += 1
                print(f"question {number}: {answer}, expected {expected}\n{text}")
    print(f"{asked}, {wrong} disagreements, {unsure} without an answer, {time.time() - start:.0f} s")
    return 1 if wrong or not all(asked.values()) or unsure > 100 else 0


sys.exit(main())
